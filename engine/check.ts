/** Everything that can be said of a scheme: findings in the order of the text, a summary per decision, its examples. */
import type { CheckOptions, CheckResult, DecisionSummary, ExampleReport, PropertySummary, SeveritySettings } from "./api.ts";
import type { IsReached } from "./cases/coverage.ts";
import { type RunAids, runModelExamples } from "./cases/run.ts";
import { checkDecision, emptySummary, inGroups } from "./check-decision.ts";
import { catalog } from "./checks/catalog.ts";
import { exampleFindings } from "./checks/examples.ts";
import { hygieneFindings } from "./checks/hygiene.ts";
import { applyIgnores } from "./checks/ignores.ts";
import { checkProperty, type Property, statement } from "./checks/properties.ts";
import { unfilledExcludes, unfilledRows } from "./checks/unfilled-row.ts";
import { spaceOf } from "./compile/open.ts";
import { behind, type Space } from "./compile/space.ts";
import { within } from "./diagram/budget.ts";
import { Stopped } from "./diagram/store.ts";
import type { Finding } from "./finding.ts";
import { type CheckCache, keep, keyOf, keyOfCheck, partsOf, partsOfCheck, type Result, recall, withLines } from "./incremental.ts";
import { finding } from "./model/problems.ts";
import type { Check, Decision, Model } from "./model/symbols.ts";
import type { Scheme } from "./scheme.ts";
import { lineAt } from "./text/lines.ts";

const defaultBudget = 10_000_000;

/** Checks a scheme and runs its examples. */
export function check(scheme: Scheme, options: CheckOptions = {}): CheckResult {
  const work = checkInSteps(scheme, options);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value as CheckResult;
  }
}

/**
 * The same in steps between which the caller may do other things, or leave it. `stop` is asked within a step too, every
 * few microseconds of work: once it says yes the result is undefined.
 */
export function* checkInSteps(
  scheme: Scheme,
  options: CheckOptions = {},
  stop: () => boolean = () => false,
): Generator<undefined, CheckResult | undefined> {
  const { store } = spaceOf(scheme.model);
  const work = checkAll(scheme, options);
  for (;;) {
    if (stop()) return undefined;
    store.stop = stop;
    try {
      const { done, value } = work.next();
      if (done === true) return value as CheckResult;
    } catch (error) {
      if (error instanceof Stopped) return undefined;
      throw error;
    } finally {
      store.stop = undefined;
    }
    yield;
  }
}

function* checkAll({ model }: Scheme, options: CheckOptions): Generator<undefined, CheckResult> {
  const space = spaceOf(model);
  const budget = options.budget ?? defaultBudget;
  const severities = options.severities ?? {};
  const summaries: DecisionSummary[] = [];
  const found: Finding[] = [...model.findings, ...unfilledExcludes(space)];
  let complete = !model.findings.some((one) => one.severity === "error");
  const remember = rememberIn(space, options.cache, budget);
  for (const decision of model.decisions) {
    if (!isDecidedIn(decision, model.uri)) continue;
    found.push(...unfilledRows(space, decision));
    if (isBroken(space, decision)) {
      complete = false;
      summaries.push(emptySummary(decision.variable.name));
      continue;
    }
    const result = yield* remember.result(decision);
    complete &&= result.complete;
    found.push(...result.findings);
    summaries.push(...result.summaries);
  }
  const properties: PropertySummary[] = [];
  for (const stated of complete ? model.checks : []) {
    yield;
    const proof = remember.property(stated);
    found.push(...proof.findings);
    properties.push(...proof.properties);
  }
  yield;
  const examples = examplesOf(model, { isReached: remember.isReached, clock: options.clock });
  found.push(...exampleFindings(model, examples), ...hygieneFindings(model, severities));
  const { left, ignored } = applyIgnores(model, found, complete);
  return { findings: settle(model, left, severities), ignored, decisions: summaries, properties, examples };
}

/** Runs the example cases alone. While an error stands in the text they wait: none is called passed or failed. */
export const runExamples = (scheme: Scheme): ExampleReport => examplesOf(scheme.model, {});

const examplesOf = (model: Model, aids: RunAids): ExampleReport =>
  model.findings.some((one) => one.severity === "error") ? { results: [], coverage: [] } : runModelExamples(model, aids);

// ------------------------------------------------------------------- remembering

interface Remembering {
  readonly result: (decision: Decision) => Generator<undefined, Result>;
  readonly property: (stated: Check) => Result;
  readonly isReached: IsReached | undefined;
}

/** Without a cache everything is analysed; with one only what has changed. What the last check did not use is forgotten. */
function rememberIn(space: Space, cache: CheckCache | undefined, budget: number): Remembering {
  const property = (stated: Check): Result => {
    const { findings, summary } = within(space.store, budget, () => checkProperty(space, stated)) ?? unproved(space, stated, budget);
    return { findings, summaries: [], properties: [summary], complete: true };
  };
  if (cache === undefined) return { result: (decision) => checkDecision(space, decision, budget), property, isReached: undefined };
  const before: CheckCache = { ...cache };
  cache.kept = new Map();
  cache.reached = new Map();
  cache.names = new Map();
  cache.analysed = [];
  const keys = new Map<Decision, string>();
  const keyFor = (decision: Decision): string => {
    const known = keys.get(decision) ?? `${budget} ${keyOf(space, decision, partsOf(space, decision))}`;
    keys.set(decision, known);
    return known;
  };
  return {
    *result(decision) {
      const parts = partsOf(space, decision);
      const key = keyFor(decision);
      const known = recall(before, key, parts);
      if (known === undefined) cache.analysed.push(decision.variable.name);
      const result = known ?? (yield* checkDecision(space, decision, budget));
      keep(cache, key, parts, result);
      return result;
    },
    property: (stated) => {
      const parts = partsOfCheck(space, stated);
      const key = `${budget} ${keyOfCheck(space, stated, parts)}`;
      const result = recall(before, key, parts) ?? property(stated);
      keep(cache, key, parts, result);
      return result;
    },
    isReached: (decision, row, record, ask) => {
      const text = keyFor(decision);
      const name = cache.names.get(text) ?? before.names.get(text) ?? cache.named++;
      cache.names.set(text, name);
      const key = `${name} ${row} ${record}`;
      const reached = before.reached.get(key) ?? ask();
      cache.reached.set(key, reached);
      return reached;
    },
  };
}

// ------------------------------------------------------------------------ parts

/** Whether some part of a decision stands in the file: one that is split over files is proved in each that adds to it. */
function isDecidedIn(decision: Decision, uri: string): boolean {
  const { rule } = decision;
  return rule.kind === "blocks" ? rule.blocks.some((block) => block.place.uri === uri) : decision.place.uri === uri;
}

/** A decision whose own rows, or those of one that it reads, did not all bind. */
function isBroken(space: Space, decision: Decision): boolean {
  return [...behind(space, [decision.variable])].some((variable) => variable.broken || space.decisions.get(variable)?.broken === true);
}

function unproved(space: Space, stated: Check, budget: number): Property {
  const text = statement(space, stated);
  return {
    findings: [
      finding(
        "undecided",
        stated.place.uri,
        stated.place.span,
        `This property could not be proved in ${inGroups(budget)} steps. State it for fewer variables, or raise "budget" in stagewright.json.`,
        `undecided ${text}`,
      ),
    ],
    summary: { ...stated.place, text, status: "undecided", pairs: 0n, skipped: 0n },
  };
}

const stateCodes: ReadonlySet<Finding["code"]> = new Set(["impossible-row", "masked-row", "redundant-row"]);

/** Findings with their lines and the severities asked for, in the order of the text, each once. */
function settle(model: Model, findings: readonly Finding[], severities: SeveritySettings): readonly Finding[] {
  const seen = new Set<string>();
  const kept = findings.flatMap((one): Finding[] => {
    const severity = severities[one.code] ?? catalog[one.code].severity;
    const message = withLines(one.message, (uri, offset) => lineOf(model, uri, offset));
    // A row that decides several variables is redundant or impossible for each of them, with other rows beside it.
    const key = `${one.uri} ${one.span.start} ${one.code} ${one.summary} ${stateCodes.has(one.code) ? "" : message}`;
    if (severity === "off" || seen.has(key)) return [];
    seen.add(key);
    return [{ ...one, message, severity }];
  });
  return kept.sort((a, b) =>
    a.uri === b.uri ? a.span.start - b.span.start || a.span.end - b.span.end || a.code.localeCompare(b.code, "en") : a.uri < b.uri ? -1 : 1,
  );
}

/** `line 12`, with the name of the file where it is another one. */
function lineOf(model: Model, uri: string, offset: number): string {
  const source = model.sources.find((one) => one.uri === uri);
  const line = source === undefined ? 0 : lineAt(source.text, offset, source).line;
  return uri === model.uri ? `line ${line}` : `line ${line} of ${uri.split(/[\\/]/).pop() ?? uri}`;
}
