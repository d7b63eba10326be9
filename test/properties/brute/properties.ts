/** Stated properties (`check never`, `implies`, `monotone`) by brute force: every completion, every pair. */
import type { CheckDecl, Expr } from "#grammar";
import { type BruteRecord, eachCompletion } from "./cases.ts";
import { combinationsOf, isKnown, stretchOf } from "./combinations.ts";
import { holds, type Point, type Value } from "./conditions.ts";
import { readsOf } from "./mentions.ts";
import { type Decision, type Exclude, pointKey, type Scheme, type Variable } from "./model.ts";
import { relevantTo, type Verdict } from "./outcomes.ts";
import { coneOf, cutsOf, eachChoice, knownValues } from "./space.ts";

/** A condition as a decision of its own, so that it is read like any other. */
function withProperty(scheme: Scheme, condition: Expr): Scheme {
  const name = "the property";
  const reads = readsOf(condition, scheme.variables);
  const excludes = scheme.excludes.filter(
    (exclude: Exclude) => exclude.target === undefined && exclude.reads.some((read) => reads.includes(read)),
  );
  const nodes = [
    { text: "no", lo: 0, hi: 1, plain: false },
    { text: "yes", lo: 1, hi: 2, plain: false },
  ];
  const variable: Variable = {
    name,
    kind: "flag",
    nodes,
    size: 2,
    unknowns: ["?"],
    range: { lo: 0, hi: 0, loOpen: false, hiOpen: false },
    step: undefined,
    assume: undefined,
  };
  return {
    ...scheme,
    variables: new Map([...scheme.variables, [name, variable]]),
    decisions: new Map([...scheme.decisions, [name, { name, rule: { kind: "let", value: condition }, reads, excludes, elsewhere: false }]]),
  };
}

/** Every variable is known, whatever a silent record would be taken for. */
const knownRecord = (scheme: Scheme): BruteRecord =>
  new Map(
    [...scheme.variables.keys()]
      .filter((name) => !scheme.decisions.has(name))
      .map((name) => [name, { text: "", unknowns: [], admits: () => true, bounds: [] }]),
  );

/** Whether a condition holds for some known case that nothing excludes; undefined where there are too many. */
export function canHold(scheme: Scheme, condition: Expr, limit: number): boolean | undefined {
  const extended = withProperty(scheme, condition);
  let found = false;
  const complete = eachCompletion(extended, knownRecord(scheme), "the property", limit, ({ verdicts }) => {
    found ||= verdicts.some((verdict) => verdict.kind === "label" && verdict.lo === 1 && !verdict.marked);
  });
  return complete ? found : undefined;
}

type Monotone = Extract<CheckDecl["property"], { kind: "monotone" }>;

/** One end of a step: the variable's value, the leaves that stand for parents on the way, what comes out. */
interface End {
  readonly value: number;
  readonly leaves: ReadonlyMap<string, Value>;
  readonly verdict: Verdict;
  readonly excepted: boolean;
}

/** What a check of one variable comes to. */
export interface Monotony {
  readonly holds: boolean;
  /** Pairs of cases that differ in the variable alone and have a value, and those that the exception skips; where they can be counted. */
  readonly pairs: { readonly all: number; readonly skipped: number } | undefined;
}

/**
 * Whether worsening one variable never lowers the decision; undefined where there are too many cases. The columns of a
 * table that do not depend on the variable are held as they are, unless the exception asks for what they are decided
 * from; otherwise everything that is recorded is held.
 */
export function monotony(plain: Scheme, property: Monotone, along: Monotone["along"][number], limit: number): Monotony | undefined {
  const { except } = property;
  const bounded = withEveryBound(plain);
  const scheme = except === undefined ? bounded : withProperty(bounded, except.when);
  const decision = scheme.decisions.get(property.decision.text) as Decision;
  const name = along.variable.text;
  const groups = new Map<string, End[]>();
  const note = (point: Point, end: Omit<End, "value">): void => {
    const value = point.get(name);
    if (typeof value !== "number" || end.verdict.marked) return;
    const rest = pointKey(new Map([...point].filter(([other]) => other !== name)));
    groups.set(rest, [...(groups.get(rest) ?? []), { ...end, value }]);
  };
  const asked = except === undefined ? [] : readsOf(except.when, scheme.variables);
  const byColumns = holdsColumns(scheme, decision, name, asked);
  // What is decided and held beside what it is decided from, the design leaves open.
  if (!byColumns && scheme.decisions.has(name)) return undefined;
  // So it does where a record may give a column that is held, and the exception asks for what it is decided from.
  if (!byColumns && holdsColumns(scheme, decision, name, []) && decision.reads.some((read) => mayBeGiven(scheme, read, limit)))
    return undefined;
  const complete = byColumns
    ? eachTableCase(scheme, decision, property, asked, limit, note)
    : eachRecordedCase(scheme, decision, property, name, limit, note);
  if (!complete) return undefined;
  const worse = (a: End, b: End): boolean => (along.falling ? b.value < a.value : b.value > a.value);
  // Below the same parent it is the same leaf; below different ones it is any.
  const isSame = (a: End, b: End, read: string): boolean =>
    a.leaves.get(`${read} is`) !== b.leaves.get(`${read} is`) || a.leaves.get(read) === b.leaves.get(read);
  const together = (a: End, b: End): boolean => [...a.leaves.keys()].every((read) => read.endsWith(" is") || isSame(a, b, read));
  const breaks = (a: End, b: End): boolean => !a.excepted && !b.excepted && worse(a, b) && together(a, b) && isBelow(b.verdict, a.verdict);
  const holds = ![...groups.values()].some((group) => group.some((a) => group.some((b) => breaks(a, b))));
  return { holds, pairs: countPairs(scheme, name, groups) };
}

/** Whether the rules derive nothing for some known case, so that a record may give a label there. */
function mayBeGiven(scheme: Scheme, name: string, limit: number): boolean {
  if (!scheme.decisions.has(name)) return false;
  let given = false;
  eachCompletion(scheme, knownRecord(scheme), name, limit, ({ verdicts }) => {
    given ||= verdicts.some(({ kind }) => kind === "none" || kind === "uncovered");
  });
  return given;
}

/** Whether the columns of the decision are all that is looked at, and all but the variable can be held as they are. */
function holdsColumns(scheme: Scheme, decision: Decision, name: string, asked: readonly string[]): boolean {
  const others = decision.reads.filter((read) => read !== name);
  if (decision.rule.kind !== "blocks" || !decision.reads.includes(name)) return false;
  const behind = new Set(others.flatMap((read) => [read, ...coneOf(scheme, read).flatMap((one) => one.reads)]));
  const columns = relevantTo(decision);
  return !behind.has(name) && asked.every((read) => columns.includes(read) || !(behind.has(read) || scheme.decisions.has(read)));
}

type Note = (point: Point, end: Omit<End, "value">) => void;

/** Every combination of the columns, with all that the exception asks for beside them. */
function eachTableCase(
  scheme: Scheme,
  decision: Decision,
  { except }: Monotone,
  asked: readonly string[],
  limit: number,
  note: Note,
): boolean {
  const combinations = combinationsOf(scheme, decision, limit);
  if (combinations === undefined) return false;
  const columns = relevantTo(decision);
  const cuts = cutsOf(scheme, scheme.decisions.values());
  const beside = asked
    .filter((read) => !columns.includes(read))
    .map((read) => [read, knownValues(scheme.variables.get(read) as Variable, cuts.get(read) ?? [])] as const);
  for (const { point, verdict } of combinations.filter(isKnown))
    eachChoice(beside, (chosen) => {
      const whole = new Map([...point, ...chosen]);
      note(whole, { leaves: new Map(), verdict, excepted: except !== undefined && holds(except.when, whole, scheme.variables) });
    });
  return true;
}

/** Everything that is recorded, for the decision and for the exception. */
function eachRecordedCase(scheme: Scheme, decision: Decision, { except }: Monotone, along: string, limit: number, note: Note): boolean {
  // What the decision does not depend on can be worse, too.
  const steps = knownValues(scheme.variables.get(along) as Variable, cutsOf(scheme, scheme.decisions.values()).get(along) ?? []);
  const excepted: { readonly point: Point; readonly holds: boolean }[] = [];
  const isYes = (verdict: Verdict): boolean => verdict.kind === "label" && verdict.lo === 1;
  const complete =
    except === undefined ||
    eachCompletion(scheme, knownRecord(scheme), "the property", limit, ({ point, verdicts }) =>
      excepted.push({ point: new Map(point), holds: verdicts.every(isYes) }),
    );
  if (!complete) return false;
  if (except === undefined) excepted.push({ point: new Map(), holds: false });
  return eachCompletion(scheme, knownRecord(scheme), decision.name, limit, ({ point, byLeaves }) => {
    for (const one of excepted) {
      if ([...one.point].some(([name, value]) => point.has(name) && point.get(name) !== value)) continue;
      const whole = new Map([...point, ...one.point]);
      const each = whole.has(along) ? [whole] : steps.map((step) => new Map([...whole, [along, step]]));
      for (const at of each) for (const { leaves, verdict } of byLeaves) note(at, { leaves, verdict, excepted: one.holds });
    }
  });
}

/** A number counts once for each stretch between the bounds that the file names. */
function countPairs(scheme: Scheme, name: string, groups: ReadonlyMap<string, readonly End[]>): Monotony["pairs"] {
  const ends = [...groups.values()].flat();
  if (ends.some(({ leaves }) => leaves.size > 0)) return undefined;
  const cuts = cutsOf(scheme, scheme.decisions.values());
  let [all, skipped] = [0, 0];
  const seen = new Set<string>();
  for (const [rest, group] of groups) {
    const told = rest
      .split(" ")
      .filter((one) => one !== "")
      .map((one) => {
        const [variable = "", value = ""] = one.split("=");
        return cuts.has(variable) ? stretchOf(cuts.get(variable), Number(value)) : one;
      })
      .join(" ");
    if (seen.has(told)) continue;
    seen.add(told);
    const values = new Map(
      group
        .filter(({ verdict }) => verdict.kind === "label" || verdict.kind === "number")
        .map((end) => [cuts.has(name) ? stretchOf(cuts.get(name), end.value) : end.value, end]),
    );
    const each = [...values.values()];
    for (const [index, a] of each.entries())
      for (const b of each.slice(index + 1)) {
        all++;
        if (a.excepted || b.excepted) skipped++;
      }
  }
  return { all, skipped };
}

/** With the conditions of all checks and excludes as decisions, for the bounds that they name. */
function withEveryBound(scheme: Scheme): Scheme {
  const conditions = scheme.file.decls.flatMap((decl): readonly Expr[] => {
    if (decl.kind !== "check") return [];
    const { property } = decl;
    if (property.kind === "monotone") return property.except === undefined ? [] : [property.except.when];
    return property.kind === "never" ? [property.condition] : [property.premise, property.conclusion];
  });
  const decisions = new Map(scheme.decisions);
  const always: Expr = { kind: "yesno", value: true, start: 0, end: 0 };
  for (const [index, condition] of [always, ...conditions].entries()) {
    const name = `condition ${index}`;
    const made = withProperty(scheme, condition).decisions.get("the property") as Decision;
    decisions.set(name, { ...made, name, excludes: scheme.excludes });
  }
  return { ...scheme, decisions };
}

/** One value is certainly below another. */
function isBelow(a: Verdict, b: Verdict): boolean {
  if (a.kind === "label" && b.kind === "label") return a.hi <= b.lo;
  return a.kind === "number" && b.kind === "number" && a.value < b.value;
}
