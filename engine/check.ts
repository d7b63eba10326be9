/** Everything that can be said of a scheme: findings in the order of the text, a summary per decision, its examples. */
import type { CheckOptions, CheckResult, DecisionSummary, ExampleReport, PropertySummary, SeveritySettings } from "./api.ts";
import { runModelExamples } from "./cases/run.ts";
import { catalog } from "./checks/catalog.ts";
import { domainErrors } from "./checks/domain-error.ts";
import { exampleFindings } from "./checks/examples.ts";
import { gapFindings } from "./checks/gap.ts";
import { hygieneFindings } from "./checks/hygiene.ts";
import { applyIgnores } from "./checks/ignores.ts";
import { overlapFindings } from "./checks/overlap.ts";
import { checkProperty, type Property, statement } from "./checks/properties.ts";
import { rowFindings } from "./checks/rows.ts";
import { unfilledExcludes, unfilledRows } from "./checks/unfilled-row.ts";
import { unreachableResults } from "./checks/unreachable-result.ts";
import { spaceOf } from "./compile/open.ts";
import { type Space, upstream } from "./compile/space.ts";
import { type Analysis, analyse } from "./cover/analysis.ts";
import { axesRead, type Unit, unitsOf } from "./cover/unit.ts";
import { BudgetExceeded } from "./diagram/store.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./model/problems.ts";
import type { Check, Decision } from "./model/symbols.ts";
import type { Scheme } from "./scheme.ts";

const defaultBudget = 10_000_000;

/** Checks a scheme and runs its examples. */
export function check(scheme: Scheme, options: CheckOptions = {}): CheckResult {
  const { model } = scheme;
  const space = spaceOf(model);
  const budget = options.budget ?? defaultBudget;
  const summaries: DecisionSummary[] = [];
  const found: Finding[] = [...model.findings];
  let complete = !model.findings.some((one) => one.severity === "error");
  found.push(...unfilledExcludes(space));
  for (const decision of model.decisions) {
    if (!isDecidedIn(decision, model.uri)) continue;
    found.push(...unfilledRows(space, decision));
    if (isBroken(space, decision)) {
      complete = false;
      summaries.push(notAnalysed(decision.variable.name));
      continue;
    }
    const result = within(space, budget, () => checkDecision(space, decision));
    if (result === undefined) {
      complete = false;
      found.push(tooLarge(space, decision, budget));
      summaries.push(notAnalysed(decision.variable.name));
      continue;
    }
    found.push(...result.findings);
    summaries.push(...result.summaries);
    for (const { unit, analysis } of result.units)
      found.push(...(within(space, budget, () => checkRows(space, unit, analysis)) ?? [rowsTooLarge(unit, budget)]));
  }
  const properties: PropertySummary[] = [];
  for (const stated of complete ? model.checks : []) {
    const proof = within(space, budget, () => checkProperty(space, stated)) ?? unproved(space, stated, budget);
    found.push(...proof.findings);
    properties.push(proof.summary);
  }
  const examples = runExamples(scheme);
  found.push(...exampleFindings(model, examples));
  found.push(...hygieneFindings(model, options.severities ?? {}));
  return { findings: settle(applyIgnores(model, found, complete), options.severities ?? {}), decisions: summaries, properties, examples };
}

/** Runs the example cases alone. While an error stands in the text they wait: none is called passed or failed. */
export function runExamples(scheme: Scheme): ExampleReport {
  if (scheme.model.findings.some((one) => one.severity === "error")) return { results: [], coverage: [] };
  return runModelExamples(scheme.model);
}

/** Whether some part of a decision stands in the file: one that is split over files is proved in each that adds to it. */
function isDecidedIn(decision: Decision, uri: string): boolean {
  const { rule } = decision;
  return rule.kind === "blocks" ? rule.blocks.some((block) => block.place.uri === uri) : decision.place.uri === uri;
}

/** A decision whose own rows, or those of one that it reads, did not all bind. */
function isBroken(space: Space, decision: Decision): boolean {
  return [...upstream(space, [decision.variable])].some((variable) => variable.broken || space.decisions.get(variable)?.broken === true);
}

function within<T>(space: Space, budget: number, work: () => T): T | undefined {
  space.store.steps = 0;
  space.store.limit = budget;
  try {
    return work();
  } catch (error) {
    if (error instanceof BudgetExceeded) return undefined;
    throw error;
  } finally {
    space.store.limit = Number.POSITIVE_INFINITY;
  }
}

function unproved(space: Space, stated: Check, budget: number): Property {
  const text = statement(space, stated);
  return {
    findings: [
      finding(
        "undecided",
        stated.place.uri,
        stated.place.span,
        `This property could not be proved in ${steps(budget)} steps. State it for fewer variables, or raise "budget" in stagewright.json.`,
        `undecided ${text}`,
      ),
    ],
    summary: { ...stated.place, text, status: "undecided", pairs: 0n, skipped: 0n },
  };
}

const notAnalysed = (decision: string): DecisionSummary => ({
  decision,
  combinations: 0n,
  covered: 0n,
  excluded: 0n,
  reasons: 0,
  gaps: 0n,
  overlaps: 0n,
  analysed: false,
});

const steps = (count: number): string => count.toLocaleString("en").replace(/,/g, " ");

/** The size of the space over which a decision is proved, for people. */
function sizeOf(space: Space, decision: Decision): string {
  const size = axesRead(space, decision).reduce((product, axis) => product * BigInt(Math.max(1, axis.size)), 1n);
  return size.toLocaleString("en").replace(/,/g, " ");
}

const tooLarge = (space: Space, decision: Decision, budget: number): Finding =>
  finding(
    "undecided",
    decision.place.uri,
    decision.place.span,
    `${decision.variable.name} is too large to be proved free of gaps and overlaps in ${steps(budget)} steps (its columns make ${sizeOf(space, decision)} combinations). Split it into several decisions, or raise "budget" in stagewright.json.`,
    `undecided ${decision.variable.name}`,
  );

const rowsTooLarge = (unit: Unit, budget: number): Finding =>
  finding(
    "undecided",
    unit.place.uri,
    unit.place.span,
    `Gaps and overlaps of ${unit.title} are told, but its rows could not all be looked through for impossible, masked and redundant ones in ${steps(budget)} steps. Raise "budget" in stagewright.json.`,
    `undecided rows of ${unit.title}`,
  );

interface Checked {
  readonly findings: readonly Finding[];
  readonly summaries: readonly DecisionSummary[];
  readonly units: readonly { readonly unit: Unit; readonly analysis: Analysis }[];
}

function checkDecision(space: Space, decision: Decision): Checked {
  const findings: Finding[] = [...domainErrors(space, decision)];
  const units = unitsOf(space, decision).map((unit) => ({ unit, analysis: analyse(space, unit) }));
  for (const { unit, analysis } of units) {
    findings.push(...gapFindings(space, analysis), ...overlapFindings(space, analysis));
    if (analysis.undecided !== undefined)
      findings.push(
        finding(
          "undecided",
          unit.place.uri,
          unit.place.span,
          `Not all of ${unit.title} could be told: ${analysis.undecided}.`,
          `undecided ${unit.title}`,
        ),
      );
  }
  return { findings, summaries: units.map(({ analysis }) => summaryOf(analysis)), units };
}

/** What is said of single rows and labels; nothing where all that the unit is decided from is in dispute. */
function checkRows(space: Space, unit: Unit, analysis: Analysis): readonly Finding[] {
  if (analysis.combinations === 0n) return [];
  // While rows are missing or in dispute, a label that they would lead to is no news.
  const settled = analysis.gaps.length + analysis.overlaps.length === 0;
  return [...rowFindings(space, unit, analysis), ...(settled ? unreachableResults(space, unit) : [])];
}

const summaryOf = (analysis: Analysis): DecisionSummary => ({
  decision: analysis.unit.title,
  combinations: analysis.combinations,
  covered: analysis.covered,
  excluded: analysis.excluded,
  reasons: analysis.excluded === 0n ? 0 : new Set(analysis.unit.excludes.map((exclude) => exclude.why)).size,
  gaps: analysis.gapCombinations,
  overlaps: analysis.overlapCombinations,
  analysed: analysis.undecided === undefined,
});

/** Findings with the severities asked for, in the order of the text, each once. */
function settle(findings: readonly Finding[], severities: SeveritySettings): readonly Finding[] {
  const seen = new Set<string>();
  const kept = findings.flatMap((one): Finding[] => {
    const severity = severities[one.code] ?? catalog[one.code].severity;
    const key = `${one.uri} ${one.span.start} ${one.code} ${one.summary} ${one.message}`;
    if (severity === "off" || seen.has(key)) return [];
    seen.add(key);
    return [{ ...one, severity }];
  });
  return kept.sort((a, b) =>
    a.uri === b.uri ? a.span.start - b.span.start || a.span.end - b.span.end || a.code.localeCompare(b.code, "en") : a.uri < b.uri ? -1 : 1,
  );
}
