/** `unreachable-result`: a label that no combination of a decision comes to, and that no row names through a parent. */

import { outFn } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { members, type Verdict } from "../compile/verdict.ts";
import { isPossible } from "../cover/analysis.ts";
import { holdsAnyway } from "../cover/missing-columns.ts";
import { rowTestsOf } from "../cover/table/row-tests.ts";
import { contextsOf, reachableIn, type Unit } from "../cover/unit.ts";
import { contextsAbove } from "../cover/unknowns-above.ts";
import { and, type Fn, mapTerminals, no, yes } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import type { LabelNode } from "../model/symbols.ts";

export function unreachableResults(space: Space, unit: Unit): readonly Finding[] {
  const { variable, place } = unit.decision;
  if (variable.kind !== "category" || unit.rows.some(({ row }) => row.result.kind === "hole")) return [];
  const tests = rowTestsOf(space, unit);
  if (tests !== undefined && variable.domain.leaves.every(tests.reaches)) return [];
  // What rules above read as unknown is opened here, which may lead to a label that nothing known does.
  const above = contextsAbove(space, unit);
  if (!above.complete) return [];
  const contexts = [...contextsOf(space, unit), ...above.contexts].map((context) => ({
    context,
    verdicts: outFn(space, unit.decision, context),
    reachable: reachableIn(space, unit, context),
  }));
  const where = (verdicts: Fn, is: (verdict: Verdict) => boolean): Fn =>
    mapTerminals(space.store, verdicts, (set) => (members(space.verdicts, set).some(is) ? yes : no));
  const occurs = (is: (verdict: Verdict) => boolean): boolean =>
    contexts.some(({ context, verdicts, reachable }) => isPossible(space, unit, and(space.store, where(verdicts, is), reachable), context));
  /** Rows that are settled without an excluded column lead to one and the same label whatever it would be. */
  const occursAnyway = (leaf: LabelNode): boolean =>
    variable.domain.nodes.some((node) =>
      contexts.some(
        ({ context, verdicts }) =>
          holdsAnyway(
            space,
            unit,
            where(verdicts, (verdict) => leadsTo(verdict, leaf) && isLabel(verdict, node)),
            context,
          ) !== no,
      ),
    );
  const missing = variable.domain.leaves.filter((leaf) => !occurs((verdict) => leadsTo(verdict, leaf)) && !occursAnyway(leaf));
  // Where other rules read the decision and its own rows derive nothing, a record may give any label.
  if (missing.length > 0 && isRead(space, unit) && occurs(mayBeGiven)) return [];
  return missing.map((leaf) => {
    const here = leaf.place.uri === place.uri ? leaf.place : place;
    return finding(
      "unreachable-result",
      here.uri,
      here.span,
      `No case ever gets ${variable.name} ${leaf.text}: no row that decides leads to it. Add the row that is missing, or delete the label.`,
      `unreachable-result ${variable.name} ${leaf.text}`,
      { related: here === place ? [{ ...leaf.place, message: `${leaf.text} is declared here` }] : [{ ...place, message: "decided here" }] },
    );
  });
}

const leadsTo = (verdict: Verdict, leaf: LabelNode): boolean =>
  verdict.kind === "value" &&
  verdict.marks.length === 0 &&
  verdict.value.kind === "label" &&
  verdict.value.node.lo <= leaf.lo &&
  leaf.hi <= verdict.value.node.hi;

const isLabel = (verdict: Verdict, node: LabelNode): boolean =>
  verdict.kind === "value" && verdict.value.kind === "label" && verdict.value.node === node;

/** What is excluded stays so whatever a record gives. */
const mayBeGiven = ({ kind, marks }: Verdict): boolean => marks.length === 0 && (kind === "none" || kind === "uncovered");

const isRead = (space: Space, unit: Unit): boolean =>
  space.model.decisions.some((decision) => decision.reads.some((read) => read.name === unit.decision.variable.name));
