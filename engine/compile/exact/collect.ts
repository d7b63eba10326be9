/** A form with equal parts of its sums taken together: `10 / x + 10 / x` is `20 / x`, and what is taken away again is gone. */

import type { Rational } from "../../number/rational.ts";
import * as r from "../../number/rational.ts";
import { constant, type Form, hasValue, join } from "./form.ts";

export function collected(form: Form): Form {
  if (form.kind === "call") return { ...form, args: form.args.map(collected) };
  if (form.kind !== "arithmetic") return form;
  const inner: Form = { ...form, left: collected(form.left), right: collected(form.right) };
  if (inner.op !== "+") return inner;
  const { parts, rest } = partsOf(inner);
  const sum = parts.map(({ weight, part }) => join("*", constant(weight), part)).reduce((a, b) => join("+", a, b), constant(rest));
  return sum === undefined || sum === "no value" ? inner : sum;
}

interface Part {
  weight: Rational;
  readonly part: Form;
}

function partsOf(form: Form): { readonly parts: readonly Part[]; readonly rest: Rational } {
  const parts = new Map<string, Part>();
  let rest = r.zero;
  const visit = (at: Form, weight: Rational): void => {
    if (at.kind === "constant") {
      rest = r.add(rest, r.mul(weight, at.value));
      return;
    }
    if (at.kind === "arithmetic" && at.op === "+") {
      visit(at.left, weight);
      visit(at.right, weight);
      return;
    }
    if (at.kind === "arithmetic" && at.op === "*" && at.left.kind === "constant") {
      visit(at.right, r.mul(weight, at.left.value));
      return;
    }
    const name = keyOf(at);
    const known = parts.get(name);
    if (known === undefined) parts.set(name, { weight, part: at });
    else known.weight = r.add(known.weight, weight);
  };
  visit(form, r.one);
  // What may have no value is kept even where nothing is left of it.
  return { parts: [...parts.values()].filter(({ weight, part }) => r.sign(weight) !== 0 || !hasValue(part)), rest };
}

function keyOf(form: Form): string {
  switch (form.kind) {
    case "constant":
      return r.key(form.value);
    case "number":
      return `v${form.variable.id}`;
    case "arithmetic":
      return `(${keyOf(form.left)}${form.op}${keyOf(form.right)})`;
    case "call":
      return `${form.name}(${form.args.map(keyOf).join()})`;
  }
}
