/**
 * The short way to whether a row decides in a case: where all that it takes is known, the conditions are simply looked at.
 * What this way cannot tell for certain (silence, unknowns, decided variables, formulas, excludes that may hold) is left
 * to `shadow.ts`, with which it must agree.
 */
import { rowsOf, severity } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import type { Situation } from "../evaluate/patient.ts";
import type { Reading } from "../evaluate/reading.ts";
import type { Block, Cond, Decision, Row, Variable } from "../model/symbols.ts";
import { contains, onlyValue } from "../number/interval.ts";
import type { Rational } from "../number/rational.ts";

/** undefined: it cannot be told so. */
export function certainlyDecides(space: Space, decision: Decision, row: Row, situation: Situation): boolean | undefined {
  const look = (cond: Cond): boolean | undefined => holds(space, situation, cond);
  const block = blockOf(decision, row);
  const own = block?.where === undefined ? look(row.cond) : both(look(block.where), look(row.cond));
  // What does not apply decides nothing, whatever else is not known.
  if (own === false && !row.otherwise) return false;
  if (!isPlain(space, situation)) return undefined;
  if (block === undefined) return own;
  return isWinner(block, row, look);
}

const blockOf = (decision: Decision, row: Row): Block | undefined => rowsOf(decision).find((placed) => placed.row === row)?.block;

/** Nothing is recorded as not known, nothing that is decided is given, and no exclude bears on the case. */
function isPlain(space: Space, situation: Situation): boolean {
  const told = plain.get(situation);
  if (told !== undefined) return told;
  const isKnown = situation.region.given.size === 0 && [...situation.readings.values()].every(({ unknowns }) => unknowns.length === 0);
  const found = isKnown && space.model.excludes.every((exclude) => holds(space, situation, exclude.cond) === false);
  plain.set(situation, found);
  return found;
}

const plain = new WeakMap<Situation, boolean>();

/** Whether the row is the one that its block's policy takes, given whether each applies. */
function isWinner(block: Block, row: Row, look: (cond: Cond) => boolean | undefined): boolean | undefined {
  const where = block.where === undefined ? true : look(block.where);
  if (where !== true) return where;
  const others = block.rows.filter((other) => !other.otherwise).map((other) => look(other.cond));
  const applies = (one: Row): boolean | undefined => {
    if (!one.otherwise) return look(one.cond);
    return others.includes(true) ? false : others.includes(undefined) ? undefined : true;
  };
  const own = applies(row);
  if (own !== true || block.policy === "unique") return own;
  const inOrder = block.policy === "highest" ? [...block.rows].sort((a, b) => severity(b.result) - severity(a.result)) : block.rows;
  const before = inOrder.slice(0, inOrder.indexOf(row)).map(applies);
  return before.includes(true) ? false : before.includes(undefined) ? undefined : true;
}

// ------------------------------------------------------------------- conditions

/** Whether a condition holds in every completion of a case, in none, or neither can be told. */
function holds(space: Space, situation: Situation, cond: Cond): boolean | undefined {
  switch (cond.kind) {
    case "constant":
      return cond.value;
    case "leaf":
      return allAlike(readingOf(space, situation, cond.variable)?.leaves, cond.allowed);
    case "number": {
      const value = onlyNumber(readingOf(space, situation, cond.variable));
      return value === undefined ? undefined : cond.within.some((piece) => contains(piece, value));
    }
    case "member":
      return readingOf(space, situation, cond.variable)?.members?.[cond.member];
    case "and":
    case "or": {
      // One term that settles it is enough, whatever the others say.
      const settles = cond.kind === "or";
      const terms = cond.terms.map((term) => holds(space, situation, term));
      return terms.includes(settles) ? settles : terms.includes(undefined) ? undefined : !settles;
    }
    case "not": {
      const inner = holds(space, situation, cond.term);
      return inner === undefined ? undefined : !inner;
    }
    default:
      return undefined;
  }
}

const both = (one: boolean | undefined, other: boolean | undefined): boolean | undefined =>
  one === false || other === false ? false : one === undefined || other === undefined ? undefined : true;

/** What is recorded of a variable that no rule decides, where it is not recorded as not known. */
function readingOf(space: Space, { readings }: Situation, variable: Variable): Reading | undefined {
  const reading = space.decisions.has(variable) ? undefined : readings.get(variable);
  return reading === undefined || reading.unknowns.length > 0 ? undefined : reading;
}

/** Whether all leaves that may be are allowed, or none is. */
function allAlike(leaves: readonly boolean[] | undefined, allowed: readonly boolean[]): boolean | undefined {
  const possible = (leaves ?? []).flatMap((may, leaf) => (may ? [allowed[leaf] === true] : []));
  const [first] = possible;
  return possible.every((one) => one === first) ? first : undefined;
}

function onlyNumber(reading: Reading | undefined): Rational | undefined {
  const [only, ...more] = reading?.numbers ?? [];
  return only === undefined || more.length > 0 ? undefined : onlyValue(only);
}
