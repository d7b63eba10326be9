/**
 * The values that variables can take: every leaf, every set of members, and for a number one value at each bound that
 * the rules or the record name and one between neighbouring bounds (all of them where it has steps).
 */
import { askedOfExpr, type Cuts, cutAlternative, cutExpr, isOneSet, namesOf, noteNames } from "./mentions.ts";
import { type Block, type Decision, type Scheme, snap, type Variable } from "./model.ts";
import { relevantTo } from "./outcomes.ts";

const blocksOf = (decision: Decision): readonly Block[] => {
  const { rule } = decision;
  if (rule.kind === "blocks") return rule.blocks;
  return rule.kind === "score" ? rule.parts.flatMap((part) => (part.kind === "factor" ? [part.block] : [])) : [];
};

/** The bounds that decisions (with the excludes that bear on them) name, for each number variable. */
export function cutsOf(scheme: Scheme, decisions: Iterable<Decision>): ReadonlyMap<string, Cuts> {
  const cuts = new Map<string, Cuts>();
  for (const variable of scheme.variables.values()) if (variable.kind === "number") cuts.set(variable.name, new Set());
  for (const decision of decisions) {
    const { rule } = decision;
    for (const block of blocksOf(decision)) if (block.where !== undefined) cutExpr(block.where, scheme.variables, cuts);
    const rows = [...blocksOf(decision).flatMap((block) => block.rows), ...decision.excludes.flatMap((exclude) => exclude.rows)];
    for (const row of rows) {
      if (row.when !== undefined) cutExpr(row.when, scheme.variables, cuts);
      for (const [at, cell] of row.cells.entries()) {
        const own = cuts.get(row.columns[at] as string);
        if (own !== undefined && cell.kind === "alternatives")
          for (const alternative of cell.alternatives) cutAlternative(own, alternative);
      }
    }
    if (rule.kind === "let") cutExpr(rule.value, scheme.variables, cuts);
    if (rule.kind !== "score") continue;
    for (const part of rule.parts) {
      if (part.kind !== "line") continue;
      cutExpr(part.value, scheme.variables, cuts);
      if (part.when !== undefined) cutExpr(part.when, scheme.variables, cuts);
    }
  }
  return cuts;
}

/** The members that a decision (with the excludes that bear on it) asks for, as bits, for each set that it reads. */
export function membersAskedBy(scheme: Scheme, decision: Decision): ReadonlyMap<string, number> {
  const asked = new Map<string, number>();
  const ask = (set: Variable, labels?: readonly { readonly text: string }[]): void => {
    const bits = (labels ?? set.nodes).map((label) => 1 << (set.nodes.find((node) => node.text === label.text)?.lo ?? 0));
    asked.set(
      set.name,
      bits.reduce((all, bit) => all | bit, asked.get(set.name) ?? 0),
    );
  };
  for (const name of relevantTo(decision)) {
    const variable = scheme.variables.get(name);
    if (variable?.kind === "set") ask(variable, []);
  }
  const rows = [...blocksOf(decision).flatMap((block) => block.rows), ...decision.excludes.flatMap((exclude) => exclude.rows)];
  for (const row of rows) {
    if (row.when !== undefined) askedOfExpr(row.when, scheme.variables, ask);
    for (const [at, cell] of row.cells.entries())
      if (cell.kind === "alternatives" && cell.alternatives.some(isOneSet))
        ask(scheme.variables.get(row.columns[at] as string) as Variable);
  }
  for (const { where } of blocksOf(decision)) if (where !== undefined) askedOfExpr(where, scheme.variables, ask);
  return asked;
}

export const inDomain = (variable: Variable, value: number): boolean => {
  const { lo, hi, loOpen, hiOpen } = variable.range;
  return (loOpen ? value > lo : value >= lo) && (hiOpen ? value < hi : value <= hi);
};

/** Enough known values of a variable to show every difference that the bounds can make. */
export function knownValues(variable: Variable, bounds: Iterable<number>): readonly number[] {
  if (variable.kind === "set") return Array.from({ length: 1 << variable.size }, (_, bits) => bits);
  if (variable.kind !== "number") return Array.from({ length: variable.size }, (_, leaf) => leaf);
  const { lo, hi } = variable.range;
  if (variable.step !== undefined && Number.isFinite(lo) && Number.isFinite(hi)) {
    const step = variable.step;
    return Array.from({ length: Math.round((hi - lo) / step) + 1 }, (_, index) => snap(lo + index * step)).filter((value) =>
      inDomain(variable, value),
    );
  }
  const ends = [...new Set([...bounds, lo, hi])].filter(Number.isFinite).sort((a, b) => a - b);
  const [first, last] = [ends[0], ends[ends.length - 1]];
  if (first === undefined || last === undefined) return [0];
  const between = ends.slice(1).map((end, index) => snap((end + (ends[index] as number)) / 2));
  return [first - 1, ...ends, ...between, last + 1].filter((value) => inDomain(variable, value)).sort((a, b) => a - b);
}

/** A decision with all that it is computed from, in order. */
export function coneOf(scheme: Scheme, name: string): readonly Decision[] {
  const wanted = new Set<string>();
  const visit = (at: string): void => {
    const decision = scheme.decisions.get(at);
    if (decision === undefined || wanted.has(at)) return;
    wanted.add(at);
    for (const read of relevantTo(decision)) visit(read);
  };
  visit(name);
  return [...scheme.decisions.values()].filter((decision) => wanted.has(decision.name));
}

/** The unknowns that rules or excludes of these decisions mention positively, as `variable unknown`. */
export function namedIn(scheme: Scheme, decisions: readonly Decision[]): ReadonlySet<string> {
  const named = new Set<string>();
  const add = (names: Iterable<string>): void => {
    for (const name of names) named.add(name);
  };
  for (const decision of decisions) {
    const { rule } = decision;
    for (const block of blocksOf(decision)) {
      for (const row of block.rows) add(namesOf(row, scheme.variables));
      if (block.where !== undefined) noteNames(block.where, scheme.variables, named);
    }
    for (const exclude of decision.excludes) for (const row of exclude.rows) add(namesOf(row, scheme.variables));
    if (rule.kind === "let") noteNames(rule.value, scheme.variables, named);
    if (rule.kind === "score")
      for (const part of rule.parts) {
        if (part.kind !== "line") continue;
        noteNames(part.value, scheme.variables, named);
        if (part.when !== undefined) noteNames(part.when, scheme.variables, named);
      }
  }
  return named;
}

/** Calls `see` for every way to choose one of the values under each name. */
export function eachChoice<T>(choices: readonly (readonly [string, readonly T[]])[], see: (chosen: ReadonlyMap<string, T>) => void): void {
  const chosen = new Map<string, T>();
  const choose = (at: number): void => {
    const choice = choices[at];
    if (choice === undefined) {
      see(chosen);
      return;
    }
    for (const value of choice[1]) {
      chosen.set(choice[0], value);
      choose(at + 1);
    }
    chosen.delete(choice[0]);
  };
  choose(0);
}
