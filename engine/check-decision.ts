/** What is found of one decision: gaps, overlaps, single rows and labels, formulas that fail; each under its own budget. */
import type { DecisionSummary } from "./api.ts";
import { domainErrors } from "./checks/domain-error.ts";
import { gapFindings } from "./checks/gap.ts";
import { overlapFindings } from "./checks/overlap.ts";
import { rowFindings } from "./checks/rows.ts";
import { unreachableResults } from "./checks/unreachable-result.ts";
import type { Space } from "./compile/space.ts";
import { type Analysis, analyse } from "./cover/analysis.ts";
import { axesRead, contextsOf, reachableIn, type Unit, unitsOf } from "./cover/unit.ts";
import { within } from "./diagram/budget.ts";
import { no } from "./diagram/store.ts";
import type { Finding } from "./finding.ts";
import type { Result } from "./incremental.ts";
import { finding } from "./model/problems.ts";
import type { Decision } from "./model/symbols.ts";

/** Steps between which the work may be left. */
export function* checkDecision(space: Space, decision: Decision, budget: number): Generator<undefined, Result> {
  const findings: Finding[] = [];
  const summaries: DecisionSummary[] = [];
  const units = within(space.store, budget, () => unitsOf(space, decision));
  const formulas = within(space.store, budget, () => domainErrors(space, decision));
  if (units === undefined || formulas === undefined) return notAnalysed(space, decision, budget);
  findings.push(...formulas);
  for (const unit of units) {
    yield;
    const analysis = within(space.store, budget, () => analyse(space, unit));
    if (analysis === undefined) return notAnalysed(space, decision, budget);
    findings.push(...gapFindings(space, analysis), ...overlapFindings(space, analysis), ...untold(analysis));
    summaries.push(summaryOf(analysis));
    yield;
    findings.push(...(within(space.store, budget, () => rowsAndLabels(space, unit, analysis)) ?? [rowsTooLarge(unit, budget)]));
  }
  return { findings, summaries, properties: [], complete: true };
}

const untold = ({ unit, undecided }: Analysis): readonly Finding[] =>
  undecided === undefined
    ? []
    : [
        finding(
          "undecided",
          unit.place.uri,
          unit.place.span,
          `Not all of ${unit.title} could be told: ${undecided}.`,
          `undecided ${unit.title}`,
        ),
      ];

/** What is said of single rows and labels; nothing where nothing can occur, all that the unit is decided from being in dispute. */
function rowsAndLabels(space: Space, unit: Unit, analysis: Analysis): readonly Finding[] {
  if (analysis.combinations === 0n && contextsOf(space, unit).every((context) => reachableIn(space, unit, context) === no)) return [];
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

export const emptySummary = (decision: string): DecisionSummary => ({
  decision,
  combinations: 0n,
  covered: 0n,
  excluded: 0n,
  reasons: 0,
  gaps: 0n,
  overlaps: 0n,
  analysed: false,
});

export const inGroups = (count: number | bigint): string => count.toLocaleString("en").replace(/,/g, " ");

/** The size of the space over which a decision is proved, for people. */
const sizeOf = (space: Space, decision: Decision): string =>
  inGroups(axesRead(space, decision).reduce((product, axis) => product * BigInt(Math.max(1, axis.size)), 1n));

const notAnalysed = (space: Space, decision: Decision, budget: number): Result => ({
  findings: [
    finding(
      "undecided",
      decision.place.uri,
      decision.place.span,
      `${decision.variable.name} is too large to be proved free of gaps and overlaps in ${inGroups(budget)} steps (its columns make ${sizeOf(space, decision)} combinations). Split it into several decisions, or raise "budget" in stagewright.json.`,
      `undecided ${decision.variable.name}`,
    ),
  ],
  summaries: [emptySummary(decision.variable.name)],
  properties: [],
  complete: false,
});

const rowsTooLarge = (unit: Unit, budget: number): Finding =>
  finding(
    "undecided",
    unit.place.uri,
    unit.place.span,
    `Gaps and overlaps of ${unit.title} are told, but its rows could not all be looked through for impossible, masked and redundant ones in ${inGroups(budget)} steps. Raise "budget" in stagewright.json.`,
    `undecided rows of ${unit.title}`,
  );
