/**
 * Whether a condition can hold for a record at all, told from its readings alone. "No" is certain; "yes" may be wrong,
 * and is asked of the diagrams then. It only spares them the rows that plainly have nothing to do with a cell.
 */
import type { Reading } from "../evaluate/reading.ts";
import type { Cond } from "../model/symbols.ts";
import { intersect, isEmpty } from "../number/interval.ts";
import { unreachable } from "../unreachable.ts";

export function mayHold(cond: Cond, record: ReadonlyMap<string, Reading>): boolean {
  switch (cond.kind) {
    case "constant":
      return cond.value;
    case "leaf": {
      const reading = record.get(cond.variable.name);
      // Behind an unknown there may be any value.
      if (reading?.leaves === undefined || reading.unknowns.length > 0) return true;
      return reading.leaves.some((may, leaf) => may && cond.allowed[leaf] === true);
    }
    case "number": {
      const reading = record.get(cond.variable.name);
      if (reading?.numbers === undefined || reading.unknowns.length > 0) return true;
      return reading.numbers.some((one) => cond.within.some((within) => !isEmpty(intersect(one, within))));
    }
    case "member": {
      const reading = record.get(cond.variable.name);
      return reading?.members?.[cond.member] !== false || reading.unknowns.length > 0;
    }
    case "and":
      return cond.terms.every((term) => mayHold(term, record));
    case "or":
      return cond.terms.some((term) => mayHold(term, record));
    case "not":
    case "members":
    case "setUnknown":
    case "formula":
      return true;
    default:
      return unreachable(cond);
  }
}
