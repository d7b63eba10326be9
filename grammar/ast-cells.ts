/** The parts of the syntax tree that stand in cells and rows: names, literals, alternatives, results, grids. */

/** Offsets into the source text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A name of a variable, a category, a citation key … as written. */
export interface Name extends Span {
  readonly text: string;
}

/** `T` or `dipss.group`: `text` is the dotted form without blanks. */
export interface QName extends Span {
  readonly text: string;
}

/** A label of a category or set: `T1mi`, `N0(i+)`, `0`, `"very low"` (text without quotes). */
export interface Label extends Span {
  readonly text: string;
  readonly quoted: boolean;
}

/** A quoted string; `value` has its escapes resolved. */
export interface Text extends Span {
  readonly value: string;
}

/** A unit of measure, as written: `cm` or `"g/dL"` (text without quotes). */
export interface Unit extends Span {
  readonly text: string;
  readonly quoted: boolean;
}

/** `@key` or `@key("p. 438")`. */
export interface Citation extends Span {
  readonly key: string;
  readonly note: string | undefined;
}

/** A number as written. `text` holds the digits with the sign (`-1.50`), without the unit. */
export interface NumberLiteral extends Span {
  readonly kind: "number";
  readonly text: string;
  readonly unit: Unit | undefined;
}

export interface LabelLiteral extends Span {
  readonly kind: "label";
  readonly label: Label;
}

export interface YesNoLiteral extends Span {
  readonly kind: "yesno";
  readonly value: boolean;
}

/** `{a, b}`: exactly this set. */
export interface SetLiteral extends Span {
  readonly kind: "set";
  readonly labels: readonly Label[];
}

/** A literal in a cell or comparison. A bare number may turn out to be a label (`stage = 0`): the engine decides by the column. */
export type Literal = NumberLiteral | LabelLiteral | YesNoLiteral | SetLiteral;

export type CompareOp = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** `5..10`, `2 <.. 5`, `N1..N3`. */
export interface IntervalNode extends Span {
  readonly kind: "range";
  readonly from: Literal;
  readonly to: Literal;
  readonly fromOpen: boolean;
  readonly toOpen: boolean;
}

/** One alternative of a cell or of an `in (…)` group. */
export type Alternative =
  | (Span & { readonly kind: "value"; readonly value: Literal })
  | (Span & { readonly kind: "compare"; readonly op: CompareOp; readonly value: Literal })
  | IntervalNode
  | (Span & { readonly kind: "unknown" });

/** A table cell. `blank` occurs in examples only. */
export type Cell =
  | (Span & { readonly kind: "any" })
  | (Span & { readonly kind: "blank" })
  | (Span & { readonly kind: "alternatives"; readonly negated: boolean; readonly alternatives: readonly Alternative[] });

/** What a row or rule assigns. `hole` is `???`. A number may turn out to be a label. */
export type Result =
  | (Span & { readonly kind: "none"; readonly why: Text | undefined })
  | (Span & { readonly kind: "hole" })
  | NumberLiteral
  | YesNoLiteral
  | LabelLiteral;

export interface Row extends Span {
  readonly cells: readonly Cell[];
  readonly results: readonly Result[];
  readonly cites: readonly Citation[];
  readonly doc: string | undefined;
}

/**
 * The grid of a table, an exclude or an examples block.
 * `headerSpan` covers the header line; `broken` counts rows (or a header) that did not parse and are left out.
 */
export interface Grid<R = Row> extends Span {
  readonly columns: readonly QName[];
  /** Of `examples` they may be decisions of a used file. */
  readonly results: readonly QName[];
  readonly headerSpan: Span;
  readonly rows: readonly R[];
  readonly broken: number;
}

/** One alternative of an expected value. `word` holds a label or `excluded`, `uncovered`, `conflict`, `invalid`, `undetermined`. */
export type ExpectedOne =
  | (Span & { readonly kind: "none" })
  | (Span & { readonly kind: "hole" })
  | YesNoLiteral
  | LabelLiteral
  | NumberLiteral
  | IntervalNode;

export interface Expected extends Span {
  readonly alternatives: readonly ExpectedOne[];
}

export interface ExampleRow extends Span {
  readonly cells: readonly Cell[];
  readonly expected: readonly Expected[];
  readonly cites: readonly Citation[];
  readonly doc: string | undefined;
}
