/** Calculations: expressions that must be numbers. */
import type { Expr, Unit } from "#grammar";
import { declareUnitFix, dropUnitFix } from "../fixes/numbers.ts";
import { fromInt, mul, one, parseDecimal, zero } from "../number/rational.ts";
import { countOf } from "./members.ts";
import { report, sourceOf } from "./problems.ts";
import { factorBetween } from "./quantity.ts";
import { type Reading, wrong } from "./reader.ts";
import { lookUp } from "./scope.ts";
import type { NumberVariable, NumExpr } from "./symbols.ts";

/** Binds an expression that must be a number; a literal with a unit is read in the unit of `beside`. */
export function bindNumber(reader: Reading, expr: Expr, beside: NumberVariable | undefined): NumExpr | undefined {
  switch (expr.kind) {
    case "paren":
      return bindNumber(reader, expr.inner, beside);
    case "number":
      return bindConstant(reader, expr.text, expr.unit, expr, beside);
    case "negate": {
      const operand = bindNumber(reader, expr.operand, beside);
      if (operand?.kind === "constant") return { kind: "constant", value: mul(operand.value, fromInt(-1)) };
      return operand && { kind: "negate", operand };
    }
    case "arithmetic": {
      const left = bindNumber(reader, expr.left, beside);
      const right = bindNumber(reader, expr.right, beside);
      return left && right && { kind: "arithmetic", op: expr.op, left, right };
    }
    case "call": {
      const args = expr.args.map((arg) => bindNumber(reader, arg, beside));
      if (args.some((arg) => arg === undefined)) return undefined;
      return checkArguments(reader, expr) ? { kind: "call", name: expr.name, args: args as NumExpr[] } : undefined;
    }
    case "if": {
      const cond = reader.bind.cond({ ...reader, positive: false }, expr.condition);
      const then = bindNumber(reader, expr.then, beside);
      const otherwise = bindNumber(reader, expr.otherwise, beside);
      return cond && then && otherwise && { kind: "if", cond, then, otherwise };
    }
    case "countOf": {
      const conds = expr.conditions.map((condition) => reader.bind.cond(reader, condition));
      return conds.every((cond) => cond !== undefined) ? countOf(conds) : undefined;
    }
    case "countSet": {
      const variable = lookUp(reader.scope, expr.set);
      if (variable === undefined) return undefined;
      if (variable.kind !== "set")
        return wrong(
          reader,
          expr,
          `count(…) counts the members of a set, and ${variable.name} is a ${variable.kind}.`,
          `count ${variable.name}`,
        );
      return { kind: "size", variable };
    }
    case "as":
      return bindAs(reader, expr);
    case "name":
      return bindNumberName(reader, expr);
    case "yesno":
      return { kind: "constant", value: expr.value ? one : zero };
    case "label":
      return wrong(reader, expr, `A number is needed here, and '${expr.label.text}' is a label.`, `number ${expr.label.text}`);
    case "set":
    case "unknown":
      return wrong(reader, expr, "A number is needed here.", "number");
    default: {
      const cond = reader.bind.cond(reader, expr);
      return cond && { kind: "truth", cond };
    }
  }
}

function bindConstant(
  reader: Reading,
  text: string,
  unit: Unit | undefined,
  expr: Expr,
  beside: NumberVariable | undefined,
): NumExpr | undefined {
  const value = parseDecimal(text);
  if (value === undefined) return wrong(reader, expr, "This number has too many digits.", "number too long");
  if (unit === undefined) return { kind: "constant", value };
  if (beside === undefined) {
    return report(
      reader.scope.problems,
      "unit-mismatch",
      unit,
      `A calculation uses plain numbers: each variable stands for its number in its declared unit. Take the unit '${unit.text}' away.`,
      `unit ${unit.text}`,
      { fixes: dropUnitFix(sourceOf(reader.scope.problems), unit, undefined) },
    );
  }
  if (beside.broken && beside.unit === undefined) return undefined;
  const factor = factorBetween(unit, beside.unit, reader.scope.problems, `${text} ${unit.text}`, beside.name, beside.place);
  return factor && { kind: "constant", value: mul(value, factor) };
}

const arity: Record<string, readonly [number, number]> = {
  ln: [1, 1],
  log10: [1, 1],
  exp: [1, 1],
  sqrt: [1, 1],
  abs: [1, 1],
  round: [1, 2],
  min: [2, 99],
  max: [2, 99],
};

function checkArguments(reader: Reading, expr: Extract<Expr, { kind: "call" }>): boolean {
  const [least, most] = arity[expr.name] ?? [1, 1];
  if (expr.args.length < least || expr.args.length > most) {
    wrong(
      reader,
      expr,
      `${expr.name} takes ${least === most ? least : `${least} or more`} value${most === 1 ? "" : "s"}, and ${expr.args.length} are given.`,
      `${expr.name} arguments`,
    );
    return false;
  }
  const digits = expr.name === "round" ? expr.args[1] : undefined;
  if (digits !== undefined && !(digits.kind === "number" && /^\d{1,2}$/.test(digits.text))) {
    wrong(
      reader,
      digits,
      "The second value of round is the number of digits after the point, written as a whole number: round(x, 2).",
      "round digits",
    );
    return false;
  }
  return true;
}

function bindAs(reader: Reading, expr: Extract<Expr, { kind: "as" }>): NumExpr | undefined {
  const variable = lookUp(reader.scope, expr.name);
  if (variable === undefined) return undefined;
  if (variable.kind !== "number")
    return wrong(reader, expr, `${variable.name} is a ${variable.kind}; only a number can be converted with 'as'.`, `${variable.name} as`);
  if (variable.unit === undefined && variable.broken) return undefined;
  if (variable.unit === undefined) {
    return report(
      reader.scope.problems,
      "unit-mismatch",
      expr.unit,
      `${variable.name} is declared without a unit, so it cannot be converted to ${expr.unit.text}.`,
      `${variable.name} as ${expr.unit.text}`,
      { fixes: declareUnitFix(reader.scope.problems.sources, variable.place, expr.unit.text) },
    );
  }
  const from: Unit = { text: variable.unit, quoted: true, start: expr.unit.start, end: expr.unit.end };
  const factor = factorBetween(from, expr.unit.text, reader.scope.problems, `${variable.name} in ${variable.unit}`, variable.name);
  return factor && { kind: "variable", variable, factor };
}

function bindNumberName(reader: Reading, expr: Extract<Expr, { kind: "name" }>): NumExpr | undefined {
  const variable = lookUp(reader.scope, expr.name);
  if (variable === undefined) return undefined;
  if (variable.kind === "number") return { kind: "variable", variable, factor: one };
  if (variable.kind === "flag") return { kind: "truth", cond: { kind: "leaf", variable, allowed: [false, true], unknown: [] } };
  return wrong(reader, expr, `A number is needed here, and ${variable.name} is a ${variable.kind}.`, `number ${variable.name}`);
}
