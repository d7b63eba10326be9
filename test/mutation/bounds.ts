/**
 * Bounds moved: a number by one step and by a little, either way; its end opened or closed; the end of a range of
 * labels by one label. Declared ranges of inputs are no rule and stay as they are.
 */
import type { Alternative, CompareOp, Expr, IntervalNode, Literal, NumberLiteral, Span } from "#grammar";
import { compare, digitsOf, moved } from "./decimals.ts";
import type { Change } from "./mutants.ts";
import { lineAround, quoted } from "./results.ts";
import { type Block, cellsOf, conditionsOf, partsOf } from "./rows.ts";
import type { Subject } from "./subject.ts";

export function movedBounds(subject: Subject, blocks: readonly Block[]): readonly Change[] {
  const edits = blocks.flatMap((block) => [
    ...cellsOf(block).flatMap(({ variable, cell }) =>
      cell.kind === "alternatives" ? cell.alternatives.flatMap((one) => inAlternative(subject, variable, one)) : [],
    ),
    ...conditionsOf(block)
      .flatMap(partsOf)
      .flatMap((part) => inExpression(subject, part)),
  ]);
  return edits.map(({ text, ...span }) => ({
    at: span.start,
    told: `${lineAround(subject.source.text, span.start, span.end)}: ${subject.source.text.slice(span.start, span.end)} → ${text.trim()}`,
    edits: [{ ...span, text }],
  }));
}

type Edit = Span & { readonly text: string };

function inExpression(subject: Subject, expr: Expr): readonly Edit[] {
  if (expr.kind === "in" && expr.subject.kind === "name") {
    const { text } = expr.subject.name;
    return expr.alternatives.flatMap((one) => inAlternative(subject, text, one));
  }
  if (expr.kind === "has" && expr.has.mode === "atLeast") return movedNumber(expr.has.count, "1");
  if (expr.kind !== "compare") return [];
  const literal = [expr.left, expr.right].find((side) => side.kind === "number");
  const other = expr.left === literal ? expr.right : expr.left;
  if (literal?.kind !== "number") return [];
  const signs = subject.source.text.slice(expr.left.end, expr.right.start);
  const start = expr.left.end + signs.indexOf(expr.op);
  return [...toggled(expr.op, start), ...movedNumber(literal, stepOf(subject, other.kind === "name" ? other.name.text : ""))];
}

function inAlternative(subject: Subject, variable: string, one: Alternative): readonly Edit[] {
  const isNumber = subject.variable(variable)?.kind === "number";
  switch (one.kind) {
    case "unknown":
      return [];
    case "value":
      return isNumber && one.value.kind === "number" ? movedNumber(one.value, stepOf(subject, variable)) : [];
    case "compare":
      if (!isNumber || one.value.kind !== "number") return [];
      return [...toggled(one.op, one.start), ...movedNumber(one.value, stepOf(subject, variable))];
    case "range":
      return isNumber ? movedInterval(subject, variable, one) : movedLabels(subject, variable, one);
  }
}

const stepOf = (subject: Subject, variable: string): string | undefined => subject.declaration(variable)?.step?.text;

const opposite: Partial<Record<CompareOp, CompareOp>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };

const toggled = (op: CompareOp, start: number): readonly Edit[] => {
  const other = opposite[op];
  return other === undefined ? [] : [{ start, end: start + op.length, text: other }];
};

/** By one step; without a declared step by one in the last digit written, and by a tenth of that. */
function movedNumber({ start, end, text, unit }: NumberLiteral, step: string | undefined): readonly Edit[] {
  const digits = digitsOf(step ?? text);
  const by = step === undefined ? 1n : BigInt(step.replace(".", ""));
  const texts = [moved(text, digits, by), moved(text, digits, -by)];
  if (step === undefined) texts.push(moved(text, digits + 1, 1n), moved(text, digits + 1, -1n));
  const last = unit === undefined ? end : start + text.length;
  return texts.map((each) => ({ start, end: last, text: each }));
}

function movedInterval(subject: Subject, variable: string, range: IntervalNode): readonly Edit[] {
  const { from, to, fromOpen, toOpen } = range;
  if (from.kind !== "number" || to.kind !== "number") return [];
  const sign = (left: boolean, right: boolean): Edit => ({
    start: from.end,
    end: to.start,
    text: ` ${left ? "<" : ""}..${right ? "<" : ""} `,
  });
  const step = stepOf(subject, variable);
  const ends = [
    ...movedNumber(from, step).filter((edit) => compare(edit.text, to.text) < 0),
    ...movedNumber(to, step).filter((edit) => compare(from.text, edit.text) < 0),
  ];
  return [sign(!fromOpen, toOpen), sign(fromOpen, !toOpen), ...ends];
}

function movedLabels(subject: Subject, variable: string, { from, to }: IntervalNode): readonly Edit[] {
  const first = wordOf(from);
  const last = wordOf(to);
  const moves = [
    { literal: from, by: -1, kept: last },
    { literal: from, by: 1, kept: last },
    { literal: to, by: -1, kept: first },
    { literal: to, by: 1, kept: first },
  ];
  return moves.flatMap(({ literal, by, kept }) => {
    const next = neighbour(subject, variable, wordOf(literal), by);
    return next === undefined || next === kept ? [] : [{ start: literal.start, end: literal.end, text: quoted(next) }];
  });
}

const wordOf = (literal: Literal): string =>
  literal.kind === "label" ? literal.label.text : literal.kind === "number" ? literal.text : "";

/** The label beside it under the same parent; past the last one, the label beside the parent. */
function neighbour(subject: Subject, variable: string, label: string, by: number): string | undefined {
  const labels = subject.variable(variable)?.labels ?? [];
  const own = labels.find((each) => each.text === label);
  if (own === undefined) return undefined;
  const siblings = labels.filter((each) => each.parent === own.parent);
  const next = siblings[siblings.indexOf(own) + by];
  if (next !== undefined) return next.text;
  return own.parent === undefined ? undefined : neighbour(subject, variable, own.parent, by);
}
