/** What the brute-force evaluator knows of a file: variables with their leaves, rows, blocks, decisions, excludes. Types alone. */
import type { Expr, Literal, Result, Row, StageFile } from "#grammar";

/** A label of a category or a member of a set; its leaves are `lo ..< hi`, counted depth first. */
export interface Node {
  readonly text: string;
  readonly lo: number;
  readonly hi: number;
  /** The plain case of its parent. */
  readonly plain: boolean;
}

export interface Bounds {
  readonly lo: number;
  readonly hi: number;
  readonly loOpen: boolean;
  readonly hiOpen: boolean;
}

export interface Variable {
  readonly name: string;
  readonly kind: "category" | "flag" | "number" | "set";
  readonly nodes: readonly Node[];
  /** How many leaves or members. */
  readonly size: number;
  /** `?` where none is declared. */
  readonly unknowns: readonly string[];
  readonly range: Bounds;
  readonly step: number | undefined;
  readonly assume: Literal | undefined;
}

/** A row of a table, a rule of a decide, or (without cells and condition) an `otherwise`. */
export interface RuleRow {
  readonly columns: readonly string[];
  readonly cells: Row["cells"];
  readonly when: Expr | undefined;
  readonly otherwise: boolean;
  readonly result: Result;
  /** Where it stands in the text. */
  readonly start: number;
}

export interface Block {
  readonly policy: "unique" | "first" | "highest";
  readonly where: Expr | undefined;
  readonly needs: readonly string[];
  /** Of a table's header. */
  readonly columns: readonly string[];
  readonly rows: readonly RuleRow[];
}

/** A part of a score, with the variables that its own text mentions. */
export type Part = { readonly reads: readonly string[] } & (
  | { readonly kind: "factor"; readonly block: Block; readonly column: string }
  | { readonly kind: "line"; readonly sign: 1 | -1; readonly value: Expr; readonly when: Expr | undefined }
);

export type Rule =
  | { readonly kind: "blocks"; readonly blocks: readonly Block[] }
  | { readonly kind: "score"; readonly parts: readonly Part[] }
  | { readonly kind: "let"; readonly value: Expr };

export interface Decision {
  readonly name: string;
  readonly rule: Rule;
  /** Variables that its own text mentions. */
  readonly reads: readonly string[];
  readonly excludes: readonly Exclude[];
  /** Decided in a used file: what is wrong with it is told there. */
  readonly elsewhere: boolean;
}

export interface Exclude {
  readonly target: string | undefined;
  /** Any of these rows; one row with a condition for `exclude … when`. */
  readonly rows: readonly Omit<RuleRow, "result" | "otherwise" | "start">[];
  readonly reads: readonly string[];
}

export interface Scheme {
  readonly variables: ReadonlyMap<string, Variable>;
  /** By name, each after those that it reads. */
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly excludes: readonly Exclude[];
  readonly file: StageFile;
}

/** Numbers are doubles on a fine grid: sums of short decimals compare as they are written. */
export const snap = (value: number): number => Math.round(value * 1e7) / 1e7;

/** A combination as one word, to tell it from others. */
export const pointKey = (point: ReadonlyMap<string, number | string>): string =>
  [...point].map(([name, value]) => `${name}=${value}`).join(" ");
