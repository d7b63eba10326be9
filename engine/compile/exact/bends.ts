/** Where a minimum, a maximum or an absolute value in a form changes its side. */
import type { NumberVariable } from "../../model/symbols.ts";
import { onlyValue, point } from "../../number/interval.ts";
import type { Rational } from "../../number/rational.ts";
import * as r from "../../number/rational.ts";
import type { Form } from "./form.ts";
import { peel } from "./one-number.ts";

/** Those of parts in one number. */
export function bendsOf(form: Form): readonly { readonly variable: NumberVariable; readonly value: Rational }[] {
  if (form.kind === "arithmetic") return [form.left, form.right].flatMap(bendsOf);
  if (form.kind !== "call") return [];
  const inside = form.args.flatMap(bendsOf);
  if (!["min", "max", "abs"].includes(form.name)) return inside;
  const bounds = form.name === "abs" ? [r.zero] : form.args.flatMap((arg) => (arg.kind === "constant" ? [arg.value] : []));
  const own = form.args.flatMap((arg) =>
    bounds.flatMap((bound) => {
      const { form: number, target } = peel({ form: arg, target: [point(bound)] });
      return number.kind === "number"
        ? target.flatMap((at) => (onlyValue(at) === undefined ? [] : [{ variable: number.variable, value: onlyValue(at) as Rational }]))
        : [];
    }),
  );
  return [...inside, ...own];
}
