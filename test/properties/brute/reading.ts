/** How a decision reads those before it within one completion: their values, or what has no value handed on. */
import type { Value } from "./conditions.ts";
import type { Decision, Scheme } from "./model.ts";
import { distinctOrders } from "./orders.ts";
import { distinct, keyOf, type Orders, partsOf, partVerdictAt, relevantTo, type Truth, type Verdict, wholeOf } from "./outcomes.ts";
import { eachChoice } from "./space.ts";

/** What is known within one completion so far. */
export interface World {
  readonly point: ReadonlyMap<string, Value>;
  readonly truth: Truth;
  /** Decisions without a value, decisions reached inside an exclude, decisions that wait. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** One way for everything to be, with what the decision asked for comes to (several where a parent result leaves leaves open). */
export interface Completion {
  readonly point: ReadonlyMap<string, Value>;
  readonly truth: Truth;
  readonly verdicts: readonly Verdict[];
  /** The same for each choice of a leaf of the parents that decisions on the way came to, as `decision leaf`. */
  readonly byLeaves: readonly { readonly leaves: ReadonlyMap<string, Value>; readonly verdict: Verdict }[];
}

const lacksValue = (verdict: Verdict | undefined): boolean =>
  verdict !== undefined && verdict.kind !== "label" && verdict.kind !== "number";

export type Known = ReadonlyMap<string, readonly number[]>;
/** Everything that a decision may come to, by the order in which it opens unknowns. */
export type Reader = (decision: Decision, world: World) => readonly Verdict[];

/**
 * Reads a decision in a world: in place of each decision that it reads, one after the other in the order in which they
 * are computed, stands what that one came to. Where it has no value, it is handed on unless every value would lead to
 * the same; its marks and open needs are handed on wherever its value makes a difference.
 */
export function readerOf(scheme: Scheme, known: Known, open: ReadonlySet<string>): Reader {
  const memory = new Map<string, Verdict>();
  const unknownAt = (decision: Decision, point: World["point"]): readonly string[] =>
    relevantTo(decision).filter((name) => typeof point.get(name) === "string");
  const at = (decision: Decision, world: World, orders: Orders, point: World["point"]): Verdict => {
    const unknown = unknownAt(decision, point);
    const values = relevantTo(decision).map((name) => point.get(name));
    const where = `${decision.name} ${values.join()} ${unknown.map((name) => world.truth.get(name)).join()}`;
    const parts = partsOf(decision).map((part, index) => {
      const order = (orders[index] ?? []).filter((name) => unknown.includes(name));
      const key = `${index} ${order.join()} ${where}`;
      const made = memory.get(key) ?? partVerdictAt(scheme, part, point, world.truth, order);
      memory.set(key, made);
      return made;
    });
    return wholeOf(scheme, decision, parts);
  };
  /** What a decision comes to once what it reads is in place; the last of `reads` is put there last. */
  const through = (decision: Decision, world: World, orders: Orders, reads: readonly string[], point: World["point"]): Verdict => {
    const read = reads[reads.length - 1];
    const before = reads.slice(0, -1);
    const upstream = read === undefined ? undefined : world.verdicts.get(read);
    if (read === undefined || upstream === undefined) return at(decision, world, orders, point);
    if (!lacksValue(upstream) && !upstream.marked && upstream.needs.length === 0) return through(decision, world, orders, before, point);
    const anyway = whateverValue(
      (known.get(read) ?? []).map((value) => through(decision, world, orders, before, new Map([...point, [read, value]]))),
    );
    if (lacksValue(upstream)) return passedOn(upstream, anyway);
    const own = through(decision, world, orders, before, point);
    // Read as an unknown it may come to what no value comes to.
    return typeof anyway === "string" || keyOf(anyway) !== keyOf(own) ? markedBy(upstream, own) : own;
  };

  /** The point, and the points with each value that may stand for a decision that has none or that is handed on. */
  const pointsOf = (world: World, reads: readonly string[]): readonly World["point"][] => {
    const points: World["point"][] = [];
    const replaced = reads.filter((read) => {
      const upstream = world.verdicts.get(read);
      return upstream !== undefined && (lacksValue(upstream) || upstream.marked || upstream.needs.length > 0);
    });
    const choices = replaced.map((read): readonly [string, readonly Value[]] => {
      const own = world.point.get(read);
      return [read, own === undefined ? (known.get(read) ?? []) : [own, ...(known.get(read) ?? [])]];
    });
    eachChoice(choices, (chosen) => points.push(new Map([...world.point, ...chosen])));
    return points;
  };

  return (decision, world) => {
    const relevant = relevantTo(decision);
    const reads = [...scheme.decisions.keys()].filter((name) => relevant.includes(name));
    const orders = distinctOrders(scheme, decision, unknownAt(decision, world.point), pointsOf(world, reads), world.truth);
    const made = orders.map((order) => through(decision, world, order, reads, world.point));
    return distinct(made.map((verdict) => ({ ...verdict, needs: [...new Set(verdict.needs)].filter((name) => open.has(name)) })));
  };
}

/** What depends on an excluded decision is excluded: a value that rows give is kept and marked. */
function markedBy(upstream: Verdict, own: Verdict): Verdict {
  if (upstream.marked && (own.kind === "conflict" || own.kind === "uncovered")) return { kind: "excluded", marked: true, needs: [] };
  return { ...own, marked: own.marked || upstream.marked, needs: [...own.needs, ...upstream.needs] };
}

/** What a decision comes to whatever the value of another is: one outcome, excluded with different outcomes, or it depends. */
function whateverValue(verdicts: readonly Verdict[]): Verdict | "excluded anyway" | "open" {
  const [first] = verdicts;
  const marked = verdicts.every((verdict) => verdict.marked);
  if (first !== undefined && verdicts.every((verdict) => keyOf(verdict) === keyOf(first)))
    return { ...first, marked, needs: verdicts.flatMap((verdict) => verdict.needs) };
  return marked ? "excluded anyway" : "open";
}

/** A decision without a value is handed on, unless the reader is settled without it; a contradiction comes before an exclusion. */
function passedOn(missing: Verdict, anyway: ReturnType<typeof whateverValue>): Verdict {
  if (anyway === "open") return missing;
  if (anyway !== "excluded anyway") return anyway;
  return missing.kind === "invalid" ? missing : { kind: "excluded", marked: true, needs: [] };
}
