/** Small makers of tree nodes from tokens, shared by the rules. */
import type { IToken } from "chevrotain";
import type { Citation, CompareOp, Label, Literal, Name, NumberLiteral, Span, Text, Unit, YesNoLiteral } from "./ast.ts";
import { Str } from "./tokens.ts";

export const toSpan = (token: IToken): Span => ({ start: token.startOffset, end: token.startOffset + token.image.length });

/** From one node to another. Undefined only in Chevrotain's recording phase, where rules run over stand-ins. */
export const across = (from: Span | undefined, to: Span | undefined): Span => ({ start: from?.start ?? 0, end: to?.end ?? 0 });

export const toName = (token: IToken): Name => ({ text: token.image, ...toSpan(token) });

/** The text between the quotes, its escapes resolved. */
export function unquote(image: string): string {
  const inner = image.slice(1, -1);
  return inner.includes("\\") ? inner.replace(/\\(.)/g, "$1") : inner;
}

export const toText = (token: IToken): Text => ({ value: unquote(token.image), ...toSpan(token) });

export function toLabel(token: IToken): Label {
  const quoted = token.tokenType === Str;
  return { text: quoted ? unquote(token.image) : token.image, quoted, ...toSpan(token) };
}

export function toUnit(token: IToken): Unit {
  const quoted = token.tokenType === Str;
  return { text: quoted ? unquote(token.image) : token.image, quoted, ...toSpan(token) };
}

export const toYesNo = (token: IToken): YesNoLiteral => ({ kind: "yesno", value: token.image === "yes", ...toSpan(token) });

export const toLabelLiteral = (token: IToken): Literal & { readonly kind: "label" } => {
  const label = toLabel(token);
  return { kind: "label", label, start: label.start, end: label.end };
};

export function toNumber(minus: IToken | undefined, digits: IToken, unit: Unit | undefined): NumberLiteral {
  const number = toSpan(digits);
  const start = minus === undefined ? number.start : minus.startOffset;
  const text = minus === undefined ? digits.image : `-${digits.image}`;
  return { kind: "number", text, unit, start, end: unit === undefined ? number.end : unit.end };
}

export function toCitation(at: IToken, note: IToken | undefined, closing: IToken | undefined): Citation {
  const end = toSpan(closing ?? at).end;
  return { key: at.image.slice(1), note: note === undefined ? undefined : unquote(note.image), start: at.startOffset, end };
}

export const toCompareOp = (token: IToken): CompareOp => token.image as CompareOp;

/** Which ends an interval sign leaves out. */
export const openEnds = (token: IToken): { readonly fromOpen: boolean; readonly toOpen: boolean } => ({
  fromOpen: token.image.startsWith("<"),
  toOpen: token.image.endsWith("<"),
});

/** The last of a list; undefined for an empty one, and for the stand-ins of Chevrotain's recording phase. */
export const lastOf = <T>(list: readonly T[]): T | undefined => list[list.length - 1];
