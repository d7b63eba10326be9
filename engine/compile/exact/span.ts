/** What a form can come to where its numbers lie in these intervals: never too narrow. */
import type { NumberVariable } from "../../model/symbols.ts";
import type { Interval } from "../../number/interval.ts";
import * as interval from "../../number/interval.ts";
import { pow } from "../../number/interval-power.ts";
import { zero } from "../../number/rational.ts";
import { unreachable } from "../../unreachable.ts";
import type { Form } from "./form.ts";

export function spanOf(form: Form, numbers: (variable: NumberVariable) => Interval): Interval {
  switch (form.kind) {
    case "constant":
      return interval.point(form.value);
    case "number":
      return numbers(form.variable);
    case "arithmetic":
      return ofArithmetic(form.op, spanOf(form.left, numbers), spanOf(form.right, numbers));
    case "call":
      return ofCall(
        form,
        form.args.map((arg) => spanOf(arg, numbers)),
      );
    default:
      return unreachable(form);
  }
}

function ofArithmetic(op: "+" | "*" | "/" | "^", left: Interval, right: Interval): Interval {
  switch (op) {
    case "+":
      return interval.add(left, right);
    case "*":
      return interval.mul(left, right);
    case "/":
      return interval.div(left, right).value;
    case "^":
      return pow(left, right).value;
    default:
      return unreachable(op);
  }
}

function ofCall({ name, args }: Extract<Form, { kind: "call" }>, [first = interval.empty, ...rest]: readonly Interval[]): Interval {
  switch (name) {
    case "ln":
      return interval.ln(first).value;
    case "log10":
      return interval.log10(first).value;
    case "exp":
      return interval.exp(first).value;
    case "sqrt":
      return interval.sqrt(first).value;
    case "abs":
      return interval.abs(first);
    case "round":
      return interval.round(first, args[1]?.kind === "constant" ? args[1].value : zero).value;
    case "min":
      return rest.reduce(interval.min, first);
    case "max":
      return rest.reduce(interval.max, first);
    default:
      return unreachable(name);
  }
}
