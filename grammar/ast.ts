/**
 * The syntax tree of a `.stage` file: what the author wrote, before any name has a meaning.
 *
 * Every node has a `span` of offsets into the text (end exclusive). The tree is plain, readonly data;
 * it knows nothing of categories, units or decisions (that is the engine's model).
 */

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
  readonly results: readonly Name[];
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

// ---------------------------------------------------------------- expressions

export type ArithmeticOp = "+" | "-" | "*" | "/" | "^";
export type FunctionName = "ln" | "log10" | "exp" | "sqrt" | "min" | "max" | "abs" | "round";

/** What follows `has`. `one`: a label; `atLeast`: `2 of (…)` (without labels: `2`, of all members). */
export type Has =
  | (Span & { readonly mode: "one"; readonly labels: readonly Label[] })
  | (Span & { readonly mode: "any"; readonly labels: readonly Label[] })
  | (Span & { readonly mode: "all"; readonly labels: readonly Label[] })
  | (Span & {
      readonly mode: "atLeast";
      readonly count: NumberLiteral;
      /** undefined: counted over all members of the set. */
      readonly labels: readonly Label[] | undefined;
    });

export type Expr =
  | NumberLiteral
  | YesNoLiteral
  | SetLiteral
  | (Span & { readonly kind: "name"; readonly name: QName })
  /** A label that cannot be a name: `0a`, `N0(i+)`, `"very low"`. */
  | LabelLiteral
  | (Span & { readonly kind: "unknown" })
  | (Span & { readonly kind: "paren"; readonly inner: Expr })
  | (Span & { readonly kind: "negate"; readonly operand: Expr })
  | (Span & { readonly kind: "arithmetic"; readonly op: ArithmeticOp; readonly left: Expr; readonly right: Expr })
  | (Span & { readonly kind: "compare"; readonly op: CompareOp; readonly left: Expr; readonly right: Expr })
  /** `x in (A, B)` or `x in 1 <.. 2` (one alternative of kind range). */
  | (Span & { readonly kind: "in"; readonly subject: Expr; readonly alternatives: readonly Alternative[]; readonly grouped: boolean })
  | (Span & { readonly kind: "has"; readonly subject: Expr; readonly has: Has })
  | (Span & { readonly kind: "and"; readonly terms: readonly Expr[] })
  | (Span & { readonly kind: "or"; readonly terms: readonly Expr[] })
  | (Span & { readonly kind: "not"; readonly operand: Expr })
  | (Span & { readonly kind: "if"; readonly condition: Expr; readonly then: Expr; readonly otherwise: Expr })
  | (Span & { readonly kind: "call"; readonly name: FunctionName; readonly args: readonly Expr[] })
  /** `count of (a, b > 2)` */
  | (Span & { readonly kind: "countOf"; readonly conditions: readonly Expr[] })
  /** `count(s)` */
  | (Span & { readonly kind: "countSet"; readonly set: QName })
  /** `wbc as "/uL"` */
  | (Span & { readonly kind: "as"; readonly name: QName; readonly unit: Unit });

// --------------------------------------------------------------- declarations

interface DeclBase extends Span {
  /** Markdown of the `///` lines above it, or at the end of its line. */
  readonly doc: string | undefined;
  /** True where a part of this declaration did not parse: what is missing may be anything. */
  readonly broken: boolean;
}

export interface CodeRange extends Span {
  readonly from: string;
  readonly to: string;
}

export type SchemeField =
  | (Span & { readonly kind: "edition"; readonly title: Text; readonly effective: string | undefined })
  | (Span & { readonly kind: "applies"; readonly sites: readonly CodeRange[]; readonly histologies: readonly CodeRange[] })
  | (Span & {
      readonly kind: "cite";
      readonly key: Name;
      readonly title: Text;
      readonly doi: Text | undefined;
      readonly url: Text | undefined;
    })
  | (Span & { readonly kind: "classification" | "status"; readonly value: Name })
  | (Span & { readonly kind: "purpose" | "licence"; readonly value: Text });

export interface SchemeDecl extends DeclBase {
  readonly kind: "scheme";
  readonly title: Text;
  readonly fields: readonly SchemeField[];
}

/** `use "p"`, `use T, N from "p"`, `use "p" as d`. */
export interface UseDecl extends DeclBase {
  readonly kind: "use";
  readonly path: Text;
  readonly names: readonly Name[] | undefined;
  readonly alias: Name | undefined;
}

export interface LabelDecl extends Span {
  readonly label: Label;
  readonly text: Text | undefined;
  readonly also: readonly Text[];
  readonly children: readonly LabelDecl[] | undefined;
  readonly doc: string | undefined;
}

interface VariableDecl extends DeclBase {
  readonly names: readonly Name[];
  readonly title: Text | undefined;
  readonly unknown: readonly Label[];
  readonly assume: Literal | undefined;
  readonly also: readonly Text[];
  readonly cites: readonly Citation[];
}

export interface CategoryDecl extends VariableDecl {
  readonly kind: "category";
  readonly labels: readonly LabelDecl[];
}
export interface SetDecl extends VariableDecl {
  readonly kind: "set";
  readonly labels: readonly LabelDecl[];
}
export interface FlagDecl extends VariableDecl {
  readonly kind: "flag";
}
export interface Bound extends Span {
  readonly value: NumberLiteral;
  /** `from > 0`, `to < 100`: the end itself is left out. */
  readonly open: boolean;
}
export interface NumberDecl extends VariableDecl {
  readonly kind: "number";
  readonly unit: Unit | undefined;
  readonly from: Bound | undefined;
  readonly to: Bound | undefined;
  readonly step: NumberLiteral | undefined;
}

export interface Policy extends Span {
  readonly value: "unique" | "first" | "highest";
}

export interface TableDecl extends DeclBase {
  readonly kind: "table";
  readonly policy: Policy | undefined;
  readonly title: Text | undefined;
  readonly where: Expr | undefined;
  readonly needs: readonly QName[];
  readonly cites: readonly Citation[];
  readonly grid: Grid;
}

export interface Rule extends Span {
  readonly result: Result;
  /** undefined: an `otherwise` rule. */
  readonly when: Expr | undefined;
  readonly cites: readonly Citation[];
  readonly doc: string | undefined;
}

export interface DecideDecl extends DeclBase {
  readonly kind: "decide";
  readonly name: Name;
  readonly policy: Policy | undefined;
  readonly title: Text | undefined;
  readonly where: Expr | undefined;
  readonly needs: readonly QName[];
  readonly cites: readonly Citation[];
  readonly rules: readonly Rule[];
  /** Rules that did not parse and are left out. */
  readonly brokenRules: number;
}

export type ScorePart =
  | (Span & {
      readonly kind: "line";
      readonly sign: "+" | "-";
      readonly value: Expr;
      readonly when: Expr | undefined;
      readonly cites: readonly Citation[];
      readonly doc: string | undefined;
    })
  | (Span & {
      readonly kind: "factor";
      readonly column: QName;
      readonly cites: readonly Citation[];
      /** One cell and one result each. */
      readonly rows: readonly Row[];
      readonly broken: number;
      readonly doc: string | undefined;
    });

export interface ScoreDecl extends DeclBase {
  readonly kind: "score";
  readonly name: Name;
  readonly title: Text | undefined;
  readonly cites: readonly Citation[];
  readonly parts: readonly ScorePart[];
  readonly brokenParts: number;
}

export interface LetDecl extends DeclBase {
  readonly kind: "let";
  readonly name: Name;
  readonly title: Text | undefined;
  readonly value: Expr;
  readonly cites: readonly Citation[];
}

export interface ExcludeDecl extends DeclBase {
  readonly kind: "exclude";
  readonly target: Name | undefined;
  readonly why: Text;
  readonly cites: readonly Citation[];
  /** Exactly one of `when` and `grid` is there, unless broken. The grid has no results. */
  readonly when: Expr | undefined;
  readonly grid: Grid | undefined;
}

export interface CheckDecl extends DeclBase {
  readonly kind: "check";
  readonly property:
    | {
        readonly kind: "monotone";
        readonly decision: Name;
        readonly along: readonly { readonly falling: boolean; readonly variable: QName }[];
        readonly except: { readonly when: Expr; readonly because: Text } | undefined;
      }
    | { readonly kind: "never"; readonly condition: Expr }
    | { readonly kind: "implies"; readonly premise: Expr; readonly conclusion: Expr };
}

export interface ExamplesDecl extends DeclBase {
  readonly kind: "examples";
  readonly title: Text | undefined;
  readonly grid: Grid<ExampleRow>;
}

export type Given =
  | (Span & { readonly kind: "compare"; readonly variable: QName; readonly op: CompareOp; readonly value: Literal | "unknown" })
  | (Span & { readonly kind: "in"; readonly variable: QName; readonly alternatives: readonly Alternative[] })
  | (Span & { readonly kind: "has"; readonly variable: QName; readonly negated: boolean; readonly has: Has });

export type Step =
  | (Span & { readonly kind: "given" | "then"; readonly givens: readonly Given[] })
  | (Span & { readonly kind: "expect"; readonly name: Name; readonly expected: Expected });

export interface CaseDecl extends DeclBase {
  readonly kind: "case";
  readonly title: Text;
  readonly steps: readonly Step[];
  readonly brokenSteps: number;
}

export type Decl =
  | SchemeDecl
  | UseDecl
  | CategoryDecl
  | SetDecl
  | FlagDecl
  | NumberDecl
  | TableDecl
  | DecideDecl
  | ScoreDecl
  | LetDecl
  | ExcludeDecl
  | CheckDecl
  | ExamplesDecl
  | CaseDecl;

/** A comment; `text` is without its marks. `doc` comments (`///`) are here too. */
export interface Comment extends Span {
  readonly kind: "line" | "block" | "doc";
  readonly text: string;
  /** True when nothing but blanks stands before it on its line. */
  readonly ownLine: boolean;
}

/** A region of text that could not be read at all as a declaration: names in it may be declared there. */
export interface BrokenRegion extends Span {
  /** The names that the broken text seems to declare (`category T` → `T`), as far as they can be told. */
  readonly names: readonly string[];
}

export interface StageFile extends Span {
  readonly decls: readonly Decl[];
  readonly comments: readonly Comment[];
  readonly broken: readonly BrokenRegion[];
}

/** Replace the text of `span` by `text`. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** One thing that is not well-formed, told in an author's words. */
export interface SyntaxProblem extends Span {
  readonly message: string;
  /** What would make it right, where that is plain. */
  readonly fix: { readonly title: string; readonly edits: readonly TextEdit[] } | undefined;
}

export interface ParseResult {
  readonly file: StageFile;
  readonly problems: readonly SyntaxProblem[];
}
