/** Which forms come to decimals only, whatever is recorded: no other number is ever met by them. */
import * as r from "../../number/rational.ts";
import { unreachable } from "../../unreachable.ts";
import type { Form } from "./form.ts";
import { isDecimalOnly } from "./one-number.ts";
import { isDecimal } from "./roots.ts";

const minusOne = r.fromInt(-1);

/** Whether whatever can be recorded makes it a decimal. */
export function staysDecimal(part: Form): boolean {
  switch (part.kind) {
    case "constant":
      return isDecimal(part.value);
    case "number": {
      const { step, range } = part.variable;
      return step === undefined ? isDecimalOnly(part.variable) : isDecimal(step) && isDecimal(range.lo ?? r.zero);
    }
    case "call":
      // What is computed to so many digits is a decimal.
      return ["ln", "log10", "exp", "sqrt"].includes(part.name) || part.args.every(staysDecimal);
    case "arithmetic": {
      if (part.op === "/") return false;
      if (part.op !== "^") return staysDecimal(part.left) && staysDecimal(part.right);
      if (part.left.kind === "constant" && part.right.kind === "number")
        return isDecimal(part.left.value) && r.sign(part.right.variable.range.lo ?? minusOne) >= 0;
      return (
        part.right.kind === "constant" && (!r.isInteger(part.right.value) || (r.sign(part.right.value) >= 0 && staysDecimal(part.left)))
      );
    }
    default:
      return unreachable(part);
  }
}
