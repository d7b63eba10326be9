/**
 * The bound model: variables, conditions and decisions after every name has found its meaning.
 * Plain, readonly data; built by `load.ts`, read by the compiler, the evaluator and the checks.
 */
import type { ArithmeticOp, Citation, FunctionName, Span, UseDecl } from "#grammar";
import type { Source } from "../api.ts";
import type { Finding, Place } from "../finding.ts";
import type { Interval } from "../number/interval.ts";
import type { Rational } from "../number/rational.ts";

/** A label of a category or a member of a set; leaves are counted depth first, so a parent is the range `lo ..< hi`. */
export interface LabelNode {
  readonly text: string;
  readonly title: string | undefined;
  readonly also: readonly string[];
  readonly parent: LabelNode | undefined;
  readonly lo: number;
  readonly hi: number;
  /** The plain case of its parent: `N0 { N0 N0(i+) }`. */
  readonly plain: boolean;
  readonly leaf: boolean;
  readonly place: Place;
}

export interface Domain {
  /** Parents before their leaves, in the order of writing. */
  readonly nodes: readonly LabelNode[];
  readonly leaves: readonly LabelNode[];
}

interface Common {
  /** Position among the variables of the scheme; also the order of the axes. */
  readonly id: number;
  readonly name: string;
  readonly title: string | undefined;
  readonly doc: string | undefined;
  readonly place: Place;
  /** Its declaration has a syntax error: what it lacks may only be missing. */
  readonly broken: boolean;
  /** How a record says "not known"; at least one: `?` where none is declared. */
  readonly unknowns: readonly string[];
  readonly unknownsDeclared: boolean;
  readonly also: readonly string[];
  /** Text of the value to take when a record is silent. */
  readonly assume: Assumed | undefined;
}

export type Assumed =
  | { readonly kind: "leaves"; readonly node: LabelNode }
  | { readonly kind: "unknown"; readonly index: number }
  | { readonly kind: "flag"; readonly value: boolean }
  | { readonly kind: "number"; readonly value: Rational }
  | { readonly kind: "members"; readonly members: readonly number[] };

export interface CategoryVariable extends Common {
  readonly kind: "category";
  readonly domain: Domain;
}
export interface FlagVariable extends Common {
  readonly kind: "flag";
  /** `no`, `yes`: a flag is a category of two leaves. */
  readonly domain: Domain;
}
export interface NumberVariable extends Common {
  readonly kind: "number";
  readonly unit: string | undefined;
  readonly range: Interval;
  readonly step: Rational | undefined;
}
export interface SetVariable extends Common {
  readonly kind: "set";
  readonly domain: Domain;
}
export type FiniteVariable = CategoryVariable | FlagVariable;
export type Variable = CategoryVariable | FlagVariable | NumberVariable | SetVariable;

// ----------------------------------------------------------------- conditions

/** A condition over variables. `unknown`: indices of the variable's unknowns for which it holds, because it names them. */
export type Cond =
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "leaf"; readonly variable: FiniteVariable; readonly allowed: readonly boolean[]; readonly unknown: readonly number[] }
  | {
      readonly kind: "number";
      readonly variable: NumberVariable;
      readonly within: readonly Interval[];
      readonly unknown: readonly number[];
    }
  | { readonly kind: "member"; readonly variable: SetVariable; readonly member: number }
  /** Exactly this set. */
  | { readonly kind: "members"; readonly variable: SetVariable; readonly members: readonly number[] }
  | { readonly kind: "setUnknown"; readonly variable: SetVariable; readonly unknown: readonly number[] }
  | { readonly kind: "formula"; readonly value: NumExpr; readonly within: readonly Interval[] }
  | { readonly kind: "and" | "or"; readonly terms: readonly Cond[] }
  | { readonly kind: "not"; readonly term: Cond };

/** A number computed from variables. */
export type NumExpr =
  | { readonly kind: "constant"; readonly value: Rational }
  /** The variable's number in its declared unit times `factor` (from `as "unit"`). */
  | { readonly kind: "variable"; readonly variable: NumberVariable; readonly factor: Rational }
  | { readonly kind: "truth"; readonly cond: Cond }
  /** How many members a set has. */
  | { readonly kind: "size"; readonly variable: SetVariable }
  | { readonly kind: "arithmetic"; readonly op: ArithmeticOp; readonly left: NumExpr; readonly right: NumExpr }
  | { readonly kind: "negate"; readonly operand: NumExpr }
  | { readonly kind: "call"; readonly name: FunctionName; readonly args: readonly NumExpr[] }
  | { readonly kind: "if"; readonly cond: Cond; readonly then: NumExpr; readonly otherwise: NumExpr };

export const always: Cond = { kind: "constant", value: true };

// ------------------------------------------------------------------ decisions

export type Result =
  | { readonly kind: "label"; readonly node: LabelNode }
  | { readonly kind: "number"; readonly value: Rational }
  | { readonly kind: "none"; readonly why: string | undefined }
  | { readonly kind: "hole" };

/** A positive mention of an unknown: `TX` in a cell. */
export interface NamedUnknown {
  readonly variable: Variable;
  readonly unknown: number;
}

/** One cell or one term of a row, as a trace shows it. */
export interface Term {
  readonly variables: readonly Variable[];
  readonly cond: Cond;
  readonly span: Span;
  /** What it offers one by one, where it offers several. */
  readonly alternatives: readonly TermAlternative[];
}

export interface TermAlternative {
  readonly cond: Cond;
  readonly span: Span;
}

export interface Row {
  /** Counted over the whole scheme. */
  readonly id: number;
  readonly place: Place;
  /** The condition without the `where` of its block. */
  readonly cond: Cond;
  /** What `cond` is made of, cell by cell. */
  readonly terms: readonly Term[];
  readonly named: readonly NamedUnknown[];
  readonly otherwise: boolean;
  readonly result: Result;
  readonly resultSpan: Span;
  readonly cites: readonly Citation[];
}

export type PolicyName = "unique" | "first" | "highest";

/** A table (one of its outputs), a decide, a factor of a score. */
export interface Block {
  readonly kind: "table" | "decide" | "factor";
  readonly title: string;
  readonly place: Place;
  readonly headPlace: Place;
  readonly policy: PolicyName;
  readonly where: Cond | undefined;
  readonly whereNamed: readonly NamedUnknown[];
  readonly needs: readonly Variable[];
  readonly rows: readonly Row[];
  readonly cites: readonly Citation[];
  /** Variables in the order of its columns, or of their first mention. */
  readonly columns: readonly Variable[];
  /** A part did not parse or bind: what it leaves out is not known. */
  readonly broken: boolean;
}

export type ScorePart =
  | { readonly kind: "factor"; readonly block: Block }
  | {
      readonly kind: "line";
      readonly value: NumExpr;
      readonly when: Cond | undefined;
      readonly named: readonly NamedUnknown[];
      readonly row: Row;
    };

/** How one variable gets its value. */
export type Rule =
  | { readonly kind: "blocks"; readonly blocks: readonly Block[] }
  | {
      readonly kind: "score";
      readonly title: string;
      readonly place: Place;
      readonly parts: readonly ScorePart[];
      readonly cites: readonly Citation[];
      readonly broken: boolean;
    }
  | {
      readonly kind: "number";
      readonly value: NumExpr;
      readonly named: readonly NamedUnknown[];
      readonly place: Place;
      readonly cites: readonly Citation[];
    }
  | {
      readonly kind: "flag";
      readonly cond: Cond;
      readonly named: readonly NamedUnknown[];
      readonly place: Place;
      readonly cites: readonly Citation[];
    };

export interface Decision {
  readonly variable: Variable;
  readonly rule: Rule;
  /** Variables read directly. */
  readonly reads: readonly Variable[];
  /** Where it is decided: the head of its first block. */
  readonly place: Place;
  readonly broken: boolean;
  /** A stated property: excludes bear on it as on a decision. */
  readonly property?: true;
}

export interface Exclude {
  readonly id: number;
  readonly why: string;
  readonly target: Variable | undefined;
  readonly cond: Cond;
  /** One per row of its table; a single one for `when`. */
  readonly rows: readonly { readonly cond: Cond; readonly place: Place }[];
  readonly named: readonly NamedUnknown[];
  readonly reads: readonly Variable[];
  readonly place: Place;
}

export type Check =
  | {
      readonly kind: "monotone";
      readonly decision: Variable;
      readonly along: readonly { readonly variable: Variable; readonly falling: boolean }[];
      readonly except: Cond | undefined;
      readonly place: Place;
    }
  | { readonly kind: "never"; readonly cond: Cond; readonly place: Place };

export interface Cite {
  readonly key: string;
  readonly title: string;
  readonly doi: string | undefined;
  readonly url: string | undefined;
  readonly place: Place;
}

/** What one `use` of the entry file brings. */
export interface Brought {
  readonly use: UseDecl;
  /** Names of variables, as the entry file writes them. */
  readonly names: readonly string[];
  /** Those of them that are decided there. */
  readonly decided: readonly string[];
  /** Decisions or excludes came with it that nothing before it brought. */
  readonly rules: boolean;
}

/** A file with everything it uses, bound. */
export interface Model {
  readonly uri: string;
  readonly source: Source;
  readonly sources: readonly Source[];
  readonly title: string | undefined;
  readonly variables: readonly Variable[];
  /** In an order in which each can be computed. */
  readonly decisions: readonly Decision[];
  readonly excludes: readonly Exclude[];
  readonly checks: readonly Check[];
  readonly cites: ReadonlyMap<string, Cite>;
  /** What each `use` of the entry file brings. */
  readonly brought: readonly Brought[];
  /** Findings of the binding itself. */
  readonly findings: readonly Finding[];
  /** Lookup of variables by the names that the entry file sees. */
  readonly scope: ReadonlyMap<string, Variable>;
  /** The same for each file, by its uri. */
  readonly scopes: ReadonlyMap<string, ReadonlyMap<string, Variable>>;
  /** The uri of the file that a `use` means, by `uri#start` of its path. */
  readonly targets: ReadonlyMap<string, string>;
}
