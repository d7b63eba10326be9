/** Stated properties hold or fail as brute force says, and the case told against one is real. */
import assert from "node:assert/strict";
import type { CheckResult, Finding } from "#engine";
import type { CheckDecl, Expr } from "#grammar";
import { canHold, monotony } from "../brute/properties.ts";
import { answersOf, type Both, patientOf, possibleOf } from "../compare.ts";
import { note, type Told } from "./told.ts";

/** Properties with more cases are left to those with fewer. */
const mostCases = 2500;

export function propertiesAsTold(both: Both, result: CheckResult, text: string, told: Told): void {
  for (const decl of both.brute.file.decls) {
    if (decl.kind !== "check") continue;
    const found = result.findings.filter((one) => one.span.start >= decl.start && one.span.end <= decl.end);
    const context = `${text.slice(decl.start, decl.end)}\n${found.map((one) => one.message).join("\n")}\n${text}`;
    if (decl.property.kind === "monotone") monotoneAsTold({ both, result, text, told }, decl, decl.property, found, context);
    else {
      const can = canBeBroken(both, decl);
      if (can === undefined) continue;
      note(told, can ? "fail" : "hold");
      assert.deepEqual(
        found.map((one) => one.code),
        can ? ["check-failed"] : [],
        context,
      );
    }
  }
}

interface Checked {
  readonly both: Both;
  readonly result: CheckResult;
  readonly text: string;
  readonly told: Told;
}

/** One finding for each variable along which a stage falls, or of which the exception skips more than a fifth of the pairs. */
function monotoneAsTold(
  { both, result, text, told }: Checked,
  decl: CheckDecl,
  property: Extract<CheckDecl["property"], { kind: "monotone" }>,
  found: readonly Finding[],
  context: string,
): void {
  const each = property.along.map((along) => monotony(both.brute, property, along, mostCases));
  const known = each.flatMap((one) => one ?? []);
  if (known.length < each.length) return;
  const failing = known.filter(({ holds }) => !holds).length;
  note(told, failing > 0 ? "fail" : "hold");
  const codes = (code: Finding["code"]): number => found.filter((one) => one.code === code).length;
  assert.equal(codes("not-monotone"), failing, context);
  for (const one of found) if (one.code === "not-monotone") bothEndsReproduced(both, one, decl, text, context, told);
  const counted = known.flatMap(({ pairs, holds }) => (holds ? (pairs ?? []) : []));
  assert.ok(codes("not-monotone") + codes("wide-except") === found.length, context);
  if (counted.length < known.length) return;
  const wide = counted.filter(({ all, skipped }) => skipped * 5 > all).length;
  note(told, "wide", wide);
  assert.equal(codes("wide-except"), wide, `${JSON.stringify(counted)}\n${context}`);
  const [summary] = result.properties.filter((one) => one.span.start === decl.start);
  assert.ok(summary !== undefined, context);
  const sum = (part: "all" | "skipped"): bigint => BigInt(counted.reduce((total, one) => total + one[part], 0));
  // How many cases there are of what nothing asks for is left open, so it is the share that counts.
  if (counted.length === 1)
    assert.equal(summary.skipped * sum("all"), sum("skipped") * summary.pairs, `${JSON.stringify(counted)} ${summary.pairs}\n${context}`);
  note(told, "shares", Number(sum("skipped") > 0n));
}

/** Whether some case is against a property. */
function canBeBroken(both: Both, decl: CheckDecl): boolean | undefined {
  const { property } = decl;
  if (property.kind === "monotone") return undefined;
  const span = { start: decl.start, end: decl.end };
  const broken: Expr =
    property.kind === "never"
      ? property.condition
      : { kind: "and", terms: [property.premise, { kind: "not", operand: property.conclusion, ...span }], ...span };
  return canHold(both.brute, broken, mostCases);
}

/** Staging the better and the worse end of a counterexample gives the values that its message tells. */
function bothEndsReproduced(both: Both, found: Finding, decl: CheckDecl, scheme: string, context: string, told: Told): void {
  const { property } = decl;
  if (property.kind !== "monotone") return;
  const ends = / ([\w.]+) = (.+?) gives (.+?) and the worse \1 = (.+?) gives the lower (.+?)\.$/.exec(found.message);
  assert.ok(ends !== null, context);
  const [, along = "", better = "", betterValue, worse = "", worseValue] = ends;
  const other = found.witness ?? [];
  // Only what can be recorded as it is told: nothing assumed, not a column that is decided, a member of a set, the plain case by itself.
  const reads = both.brute.decisions.get(property.decision.text)?.reads ?? [];
  const words = [better, worse, ...other.map((one) => `${one.variable} ${one.text}`)];
  if (/ assume /.test(scheme) || reads.some((name) => both.brute.decisions.has(name)) || words.some((one) => / has | itself$/.test(one)))
    return;
  for (const [text, value] of [
    [better, betterValue],
    [worse, worseValue],
  ] as const) {
    const said = [...other.map((one) => [one.variable, one.text] as const), [along, text] as const];
    const patient = patientOf(
      both.engine,
      new Map(said.map(([name, words]) => [name, { text: words, unknowns: [], admits: () => true, bounds: [] }])),
    );
    assert.ok(typeof patient !== "string", `${patient}\n${context}`);
    const answer = answersOf(both, patient).get(property.decision.text);
    note(told, "ends");
    assert.ok(
      answer !== undefined && value !== undefined && possibleOf(answer).has(value),
      `${answer?.possible.join("|")} in place of ${value}: ${context}`,
    );
    // A number stands in it as the interval that it may be any point of, so that a `needs` of it may still be open.
    assert.equal(possibleOf(answer).size, 1, `${answer.possible.join("|")} in place of ${value}: ${context}`);
  }
}
