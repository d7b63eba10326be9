/** Decisions that no author named: a condition asked by itself, one factor of a score, a row's shadow. */
import { flagDomain } from "../model/domain.ts";
import { visitVariables } from "../model/reads.ts";
import type { Cond, Decision, FlagVariable, NamedUnknown, Variable } from "../model/symbols.ts";
import { condKey } from "./keys.ts";
import type { Space } from "./space.ts";

/** An id apart from those of variables; the same for the same name. */
export function idFor(space: Space, name: string): number {
  const known = space.ids.get(name);
  if (known !== undefined) return known;
  const id = 1_000_000 + space.ids.size;
  space.ids.set(name, id);
  return id;
}

/** The variables of a condition, in the order of first mention. */
export function readsOf(cond: Cond): readonly Variable[] {
  const found = new Set<Variable>();
  visitVariables(cond, (variable) => found.add(variable));
  return [...found];
}

const nowhere = { uri: "", span: { start: 0, end: 0 } };

/** A condition as a flag that is decided by it. */
export function conditionDecision(space: Space, cond: Cond, named: readonly NamedUnknown[] = []): Decision {
  const mentioned = named.map((one) => `${one.variable.id}=${one.unknown}`).join();
  return flagDecidedBy(idFor(space, `condition ${condKey(cond)} ${mentioned}`), cond, named);
}

/** A condition that a `check` states, as a flag that reads and is excluded like any decision. */
export const propertyDecision = (space: Space, cond: Cond): Decision => ({
  ...flagDecidedBy(idFor(space, `property ${condKey(cond)}`), cond, []),
  property: true,
});

function flagDecidedBy(id: number, cond: Cond, named: readonly NamedUnknown[]): Decision {
  const variable: FlagVariable = {
    kind: "flag",
    id,
    name: "a condition",
    title: undefined,
    doc: undefined,
    broken: false,
    place: nowhere,
    unknowns: ["?"],
    unknownsDeclared: false,
    also: [],
    assume: undefined,
    domain: flagDomain(""),
  };
  return { variable, rule: { kind: "flag", cond, named, place: nowhere, cites: [] }, reads: readsOf(cond), place: nowhere, broken: false };
}
