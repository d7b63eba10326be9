/** Stated properties hold or fail as brute force says, and the case told against one is real. */
import assert from "node:assert/strict";
import type { CheckResult, Finding } from "#engine";
import type { CheckDecl, Expr } from "#grammar";
import { canHold, isMonotone } from "../brute/properties.ts";
import { answersOf, type Both, patientOf, possibleOf } from "../compare.ts";
import { note, type Told } from "./told.ts";

/** Properties with more cases are left to those with fewer. */
const mostCases = 2500;

export function propertiesAsTold(both: Both, result: CheckResult, text: string, told: Told): void {
  for (const decl of both.brute.file.decls) {
    if (decl.kind !== "check") continue;
    const found = result.findings.filter((one) => one.span.start >= decl.start && one.span.end <= decl.end);
    const failing = failuresOf(both, decl);
    if (failing === undefined) continue;
    note(told, failing > 0 ? "fail" : "hold");
    const context = `${text.slice(decl.start, decl.end)}\n${found.map((one) => one.message).join("\n")}\n${text}`;
    const code = decl.property.kind === "monotone" ? "not-monotone" : "check-failed";
    assert.deepEqual(
      found.map((one) => one.code),
      Array.from({ length: failing }, () => code),
      context,
    );
    for (const one of found) if (code === "not-monotone") bothEndsReproduced(both, one, decl, text, context, told);
  }
}

/** How many findings there should be: one for each variable along which a stage falls, one for any other property. */
function failuresOf(both: Both, decl: CheckDecl): number | undefined {
  const { property } = decl;
  if (property.kind === "monotone") {
    const each = property.along.map((along) => isMonotone(both.brute, property, along, mostCases));
    return each.includes(undefined) ? undefined : each.filter((holds) => holds === false).length;
  }
  const span = { start: decl.start, end: decl.end };
  const broken: Expr =
    property.kind === "never"
      ? property.condition
      : { kind: "and", terms: [property.premise, { kind: "not", operand: property.conclusion, ...span }], ...span };
  const can = canHold(both.brute, broken, mostCases);
  return can === undefined ? undefined : Number(can);
}

/** Staging the better and the worse end of a counterexample gives the values that its message tells. */
function bothEndsReproduced(both: Both, found: Finding, decl: CheckDecl, scheme: string, context: string, told: Told): void {
  const { property } = decl;
  if (property.kind !== "monotone") return;
  const ends = / (\w+) = (.+?) gives (.+?) and the worse \1 = (.+?) gives the lower (.+?)\.$/.exec(found.message);
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
