/**
 * The syntax tree of a `.stage` file: what the author wrote, before any name has a meaning.
 *
 * Every node has a `span` of offsets into the text (end exclusive). The tree is plain, readonly data;
 * it knows nothing of categories, units or decisions (that is the engine's model).
 */
import type {
  Alternative,
  Citation,
  CompareOp,
  ExampleRow,
  Expected,
  Grid,
  Label,
  Literal,
  Name,
  NumberLiteral,
  QName,
  Result,
  Row,
  Span,
  Text,
  Unit,
} from "./ast-cells.ts";
import type { Expr, Has } from "./ast-expressions.ts";

export type * from "./ast-cells.ts";
export type * from "./ast-expressions.ts";

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
  | (Span & { readonly kind: "expect"; readonly name: QName; readonly expected: Expected });

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
