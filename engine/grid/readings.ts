/**
 * What a record's readings alone say of a condition: that it holds in every case, that it holds in none, or neither, so
 * that the diagrams must be asked. It spares them the rows that plainly decide a cell, or plainly have nothing to do with it.
 */
import type { Reading } from "../evaluate/reading.ts";
import type { Cond, Variable } from "../model/symbols.ts";
import { includes, intersect, isEmpty } from "../number/interval.ts";
import { unreachable } from "../unreachable.ts";

type Record = ReadonlyMap<string, Reading>;

type IsDecided = (variable: Variable) => boolean;

/** Values that are recorded, and no unknown: behind one there may be any value. */
function knownIn(record: Record, variable: Variable): Reading | undefined {
  const reading = record.get(variable.name);
  return reading === undefined || reading.unknowns.length > 0 ? undefined : reading;
}

/** False: it holds in no case of the record. */
export function mayHold(cond: Cond, record: Record, isDecided: IsDecided): boolean {
  switch (cond.kind) {
    case "constant":
      return cond.value;
    case "leaf": {
      const leaves = knownIn(record, cond.variable)?.leaves;
      return leaves === undefined || leaves.some((may, leaf) => may && cond.allowed[leaf] === true);
    }
    case "number": {
      const numbers = knownIn(record, cond.variable)?.numbers;
      return numbers === undefined || numbers.some((one) => cond.within.some((within) => !isEmpty(intersect(one, within))));
    }
    case "member":
      return knownIn(record, cond.variable)?.members?.[cond.member] !== false;
    case "and":
      return cond.terms.every((term) => mayHold(term, record, isDecided));
    case "or":
      return cond.terms.some((term) => mayHold(term, record, isDecided));
    case "not":
      return !mustHold(cond.term, record, isDecided);
    case "members":
    case "setUnknown":
    case "formula":
      return true;
    default:
      return unreachable(cond);
  }
}

/** True: it holds in every case of the record. What rules decide may come to nothing, whatever is recorded of it. */
export function mustHold(cond: Cond, record: Record, isDecided: IsDecided): boolean {
  switch (cond.kind) {
    case "constant":
      return cond.value;
    case "leaf": {
      const leaves = (isDecided(cond.variable) ? undefined : knownIn(record, cond.variable))?.leaves;
      return leaves?.every((may, leaf) => !may || cond.allowed[leaf] === true) ?? false;
    }
    case "number": {
      const numbers = (isDecided(cond.variable) ? undefined : knownIn(record, cond.variable))?.numbers;
      return numbers?.every((one) => cond.within.some((within) => includes(within, one))) ?? false;
    }
    case "member":
      return (isDecided(cond.variable) ? undefined : knownIn(record, cond.variable))?.members?.[cond.member] === true;
    case "and":
      return cond.terms.every((term) => mustHold(term, record, isDecided));
    case "or":
      return cond.terms.some((term) => mustHold(term, record, isDecided));
    case "not":
      return !mayHold(cond.term, record, isDecided);
    case "members":
    case "setUnknown":
    case "formula":
      return false;
    default:
      return unreachable(cond);
  }
}
