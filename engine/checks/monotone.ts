/**
 * `not-monotone`: worsening one variable, all else alike, never lowers the decision. Proved for every pair of cells, or
 * refuted by the smallest step that lowers it, both ends side by side. `wide-except`: an exception skips much of the proof.
 */
import type { PropertySummary } from "../api.ts";
import type { Axis } from "../compile/axes.ts";
import { freeFn } from "../compile/compose.ts";
import { condFn, known } from "../compile/conditions.ts";
import { outFn } from "../compile/local.ts";
import { type Space, upstream } from "../compile/space.ts";
import { reachableIn, tieOf, unitsOf } from "../cover/unit.ts";
import { exists, type Fn, no, reach, yes } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import { variablesOf } from "../model/reads.ts";
import type { Decision, Variable } from "../model/symbols.ts";
import { cellText, describePath, sayWhatMatters, shortestPath } from "./counterexample.ts";
import { knownOnly } from "./known-only.ts";
import { type Counted, countMoves, countPairs } from "./monotone-count.ts";
import { throughFormula } from "./monotone-formula.ts";
import { endsOf, followed, type Parent, parentsIn } from "./monotone-leaves.ts";
import { type Along, type Compared, type Monotone, nameOf, notMonotoneFinding, valueText, violation } from "./monotone-pair.ts";

export interface Proof {
  readonly findings: readonly Finding[];
  readonly pairs: PropertySummary["pairs"];
  readonly skipped: PropertySummary["skipped"];
  readonly uncounted?: PropertySummary["uncounted"];
}

/** An exception that leaves out more than this of the pairs is worth a word. */
const widest = 20n;

export function checkMonotone(space: Space, check: Monotone, along: Along): Proof {
  const nothing: Proof = { findings: [], pairs: 0n, skipped: 0n };
  const decision = space.decisions.get(check.decision);
  const axis = space.axes.leaf.get(along.variable) ?? space.axes.number.get(along.variable);
  if (decision === undefined || axis === undefined) return nothing;
  const compared: Compared = {
    ...comparedIn(space, decision, along.variable, check.except === undefined ? [] : variablesOf(check.except)),
    except: check.except === undefined ? no : condFn(space, check.except, known),
  };
  const through = throughFormula(space, check, along, compared);
  if (through !== undefined) {
    if (through.findings.length > 0) return { ...nothing, findings: through.findings };
    return counted(check, along, countMoves(space, compared, through.moving));
  }
  for (let distance = 1; distance < axis.size; distance++) {
    for (let low = 0; low + distance < axis.size; low++) {
      const ends = along.falling ? { better: low + distance, worse: low } : { better: low, worse: low + distance };
      const counter = violation(space, compared, axis, ends.better, ends.worse);
      if (counter !== no)
        return { ...nothing, findings: [notMonotone(space, { check, along, decision, ...compared, axis }, ends, counter)] };
    }
  }
  return counted(check, along, countPairs(space, compared, axis));
}

/** The proof with its pairs, and a word where the exception skips many of them. */
function counted(check: Monotone, along: Along, made: Counted | undefined): Proof {
  if (made === undefined) return { findings: [], pairs: 0n, skipped: 0n, uncounted: true };
  const { pairs, skipped } = made;
  const wide = skipped * 100n > pairs * widest;
  return { findings: wide ? [wideExcept(check, along, pairs, skipped)] : [], pairs, skipped };
}

/**
 * Columns of a table that do not depend on the variable are held as they are, unless the exception asks for what they are
 * decided from; else everything is held but the variable.
 */
function comparedIn(space: Space, decision: Decision, variable: Variable, asked: readonly Variable[]): Omit<Compared, "except"> {
  const others = decision.reads.filter((read) => read !== variable);
  const behindColumns = upstream(space, others);
  const [unit] = decision.rule.kind === "blocks" ? unitsOf(space, decision) : [];
  const columnsSayAll = asked.every((one) => unit?.variables.has(one) || !(behindColumns.has(one) || space.decisions.has(one)));
  if (unit !== undefined && decision.reads.includes(variable) && !behindColumns.has(variable) && columnsSayAll)
    return {
      fn: outFn(space, decision, known),
      reachable: reachableIn(space, unit, known),
      axes: unit.axes.map((axis) => axis.index),
      parents: [],
    };
  const fn = knownOnly(space, freeFn(space, decision, variable));
  const parents = parentsIn(space, fn, variable);
  const axis = space.axes.leaf.get(variable) ?? space.axes.number.get(variable);
  if (!space.decisions.has(variable) || axis === undefined) return { fn, reachable: yes, axes: [], parents };
  const tie = knownOnly(space, tieOf(space, axis));
  const kept = new Set([...reach(space.store, fn).axes, axis.index]);
  return {
    fn,
    reachable: exists(space.store, tie, new Set([...reach(space.store, tie).axes].filter((index) => !kept.has(index)))),
    axes: [],
    parents,
  };
}

function wideExcept(check: Monotone, along: Along, pairs: bigint, skipped: bigint): Finding {
  const what = nameOf(check, along);
  return finding(
    "wide-except",
    check.place.uri,
    check.place.span,
    `The exception leaves out ${(skipped * 100n) / pairs} % of what this check would prove of ${what} (${skipped} of ${pairs} pairs of cases), so most mistakes there would not be seen. Narrow it to the cases that really go the other way.`,
    `wide-except ${what}`,
  );
}

// ------------------------------------------------------------------ what is told

/** What is asked, of what, and over which axis. */
interface Asked {
  readonly check: Monotone;
  readonly along: Along;
  readonly decision: Decision;
  readonly fn: Fn;
  readonly parents: readonly Parent[];
  readonly axis: Axis;
}

function notMonotone(
  space: Space,
  { check, along, decision, fn, parents, axis }: Asked,
  { better, worse }: { readonly better: number; readonly worse: number },
  counter: Fn,
): Finding {
  const chosen = new Map(shortestPath(space, counter) ?? []);
  const ends = endsOf(space, parents, fn, axis, [better, worse], chosen);
  // What the values depend on beside the path is chosen on the way, so it is said too.
  const values = ends.map((end) => valueText(space, followed(space, fn, end, chosen)));
  sayWhatMatters(space, decision, chosen, ends);
  const path = describePath(space, chosen);
  const cases = ends.map((end) => {
    const leaves = describePath(space, new Map([...end].filter(([index]) => index !== axis.index)));
    return [...path, ...leaves, { variable: axis.variable.name, text: cellText(axis, end.get(axis.index) ?? 0) }];
  });
  const [first = [], second = []] = cases;
  const [higher = "", lower = ""] = values;
  return notMonotoneFinding(check, along, path, { better: first, worse: second }, { better: higher, worse: lower }, cellText(axis, worse));
}
