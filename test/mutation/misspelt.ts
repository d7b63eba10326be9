/** Labels misspelt by one slip of the fingers: a sign left out, doubled, exchanged with the next, or another one. */
import type { Alternative, Expr, Literal, Span } from "#grammar";
import type { Change } from "./mutants.ts";
import { lineAround } from "./results.ts";
import { type Block, cellsOf, conditionsOf, partsOf } from "./rows.ts";
import { drawn } from "./seeded.ts";
import type { Subject } from "./subject.ts";

/** Slips tried at each label, drawn from the four. */
const slipsEach = 2;

export function misspeltLabels(subject: Subject, blocks: readonly Block[]): readonly Change[] {
  const spans = blocks.flatMap((block) => [
    ...cellsOf(block).flatMap(({ variable, cell }) =>
      hasLabels(subject, variable) && cell.kind === "alternatives" ? cell.alternatives.flatMap(inAlternative) : [],
    ),
    ...block.rows.flatMap((row) =>
      row.results.flatMap(({ variable, result }) =>
        hasLabels(subject, variable) && (result.kind === "label" || result.kind === "number") ? [result] : [],
      ),
    ),
    ...conditionsOf(block)
      .flatMap(partsOf)
      .flatMap((part) => inExpression(subject, part)),
  ]);
  return spans.flatMap((span) => misspelt(subject, span));
}

const hasLabels = (subject: Subject, variable: string): boolean => (subject.variable(variable)?.labels.length ?? 0) > 0;

function inAlternative(one: Alternative): readonly Span[] {
  if (one.kind === "unknown") return [];
  const literals: readonly Literal[] = one.kind === "range" ? [one.from, one.to] : [one.value];
  return literals.filter((literal) => literal.kind === "label" || literal.kind === "number");
}

function inExpression(subject: Subject, expr: Expr): readonly Span[] {
  if (expr.kind === "has") return expr.has.labels ?? [];
  if (expr.kind === "in" && expr.subject.kind === "name" && hasLabels(subject, expr.subject.name.text))
    return expr.alternatives.flatMap(inAlternative);
  if (expr.kind === "compare" && expr.left.kind === "name" && hasLabels(subject, expr.left.name.text)) return [expr.right];
  return [];
}

function misspelt({ file, source }: Subject, { start, end }: Span): readonly Change[] {
  const word = source.text.slice(start, end);
  const kept = [...new Set(slips(word, drawn(`${file} ${start}`)))].filter((text) => text !== word);
  const from = kept.length === 0 ? 0 : drawn(`${file} ${start} slip`) % kept.length;
  return [...kept.slice(from), ...kept.slice(0, from)].slice(0, slipsEach).map((text) => ({
    at: start,
    told: `${lineAround(source.text, start, end)}: ${word} → ${text}`,
    edits: [{ start, end, text }],
  }));
}

/** Only letters and digits slip: a lost quotation mark or bracket is another kind of mistake. */
function slips(word: string, seed: number): readonly string[] {
  const places = [...word].flatMap((sign, index) => (/\w/.test(sign) ? [index] : []));
  const at = places[seed % places.length] ?? 0;
  const sign = word[at] ?? "";
  const next = word[at + 1] ?? "";
  const cut = (length: number, text: string): string => word.slice(0, at) + text + word.slice(at + length);
  const pool = /\d/.test(sign) ? "0123456789" : /[a-z]/.test(sign) ? "abcdefghijklmnopqrstuvwxyz" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const other = pool[(pool.indexOf(sign) + 1 + (seed % (pool.length - 1))) % pool.length] ?? sign;
  return [
    ...(places.length > 1 ? [cut(1, "")] : []),
    cut(1, sign + sign),
    ...(/\w/.test(next) ? [cut(2, next + sign)] : []),
    cut(1, other),
  ];
}
