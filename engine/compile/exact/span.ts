/** What a form can come to where its numbers lie in these intervals: never too narrow. */
import type { NumberVariable } from "../../model/symbols.ts";
import type { Interval } from "../../number/interval.ts";
import * as interval from "../../number/interval.ts";
import { called } from "../../number/interval-call.ts";
import { pow } from "../../number/interval-power.ts";
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
      return called(
        form.name,
        form.args.map((arg) => spanOf(arg, numbers)),
      ).value;
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
