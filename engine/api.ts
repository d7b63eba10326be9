/**
 * What the engine offers to the rooms above it. Pure: every function depends on its arguments alone.
 * The command line, the language server and the tests use nothing else.
 */
import type { ParseResult, Span } from "#grammar";
import type { Code } from "./checks/catalog.ts";
import type { Outcome } from "./evaluate/outcome.ts";
import type { Finding, Place, Severity } from "./finding.ts";
import type { CheckCache } from "./incremental.ts";

/** A parsed file. `uri` is any string that names it (a path, a URI); the engine only compares it. */
export interface Source {
  readonly uri: string;
  readonly text: string;
  readonly parsed: ParseResult;
}

/** Finds the file that `use "path"` in the file `from` means; undefined where there is none. */
export type Resolve = (from: string, path: string) => Source | undefined;

/** A loaded scheme: a file with everything it uses, its names bound. Opaque to other rooms but for these fields. */
export interface SchemeInfo {
  readonly uri: string;
  readonly title: string | undefined;
  /** The files that it uses, directly or through others. */
  readonly uses: readonly string[];
  /** Inputs first, in the order of declaration; then decided variables in the order in which they are computed. */
  readonly variables: readonly VariableInfo[];
  /** What is wrong with the text, its names, kinds and units. With an error among them no answer can be trusted. */
  readonly findings: readonly Finding[];
}

export interface VariableInfo {
  readonly name: string;
  readonly title: string | undefined;
  readonly kind: "category" | "number" | "flag" | "set";
  /** True for a variable that a table, decide, score or let of the scheme assigns. */
  readonly decided: boolean;
  /** Other spellings of the name. */
  readonly also: readonly string[];
  /** category: its labels, parents before their leaves; set: its members. */
  readonly labels: readonly {
    readonly text: string;
    readonly title: string | undefined;
    readonly parent: string | undefined;
    readonly also: readonly string[];
  }[];
  readonly unknowns: readonly string[];
  readonly unit: string | undefined;
  /** number: the declared range as written for people, `0 to 30`. */
  readonly range: string | undefined;
  readonly place: Place;
}

// ------------------------------------------------------------------- findings

/** Severity per code; "off" hides it. Codes that are not named keep their default. */
export type SeveritySettings = Partial<Record<Code, Severity | "off">>;

export interface CheckOptions {
  readonly severities?: SeveritySettings;
  /** What the last check of an earlier version of the file found: only what has changed since is analysed again. */
  readonly cache?: CheckCache;
  /** Steps that one decision's analysis may take before it is given up as `undecided`. Default 10 million. */
  readonly budget?: number;
  /** Milliseconds since any moment: with it, examples tell how long they took. */
  readonly clock?: () => number;
}

/** One line for people about each decision: how many combinations, covered, excluded, gaps, overlaps. */
export interface DecisionSummary {
  readonly decision: string;
  readonly combinations: bigint;
  readonly covered: bigint;
  readonly excluded: bigint;
  /** How many different reasons exclude them. */
  readonly reasons: number;
  readonly gaps: bigint;
  readonly overlaps: bigint;
  /** False: not analysed (errors before it, a row that does not parse, a budget). Never shown as clean. */
  readonly analysed: boolean;
}

/** What came of one `check` line. */
export interface PropertySummary extends Place {
  /** The line as written. */
  readonly text: string;
  readonly status: "proved" | "refuted" | "undecided";
  /**
   * monotone only: pairs of cases that differ in one variable and both have a value; 0 where they were not counted. Through
   * formulas they are pairs of combinations, as those of the decision are counted.
   */
  readonly pairs: bigint;
  /** Those of them that `except` leaves out. */
  readonly skipped: bigint;
  /** Through formulas with too many cells the pairs were not counted, nor what an exception leaves out of them. */
  readonly uncounted?: boolean;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** What comments in the file hide, each with the reason that the comment gives. */
  readonly ignored: readonly { readonly finding: Finding; readonly reason: string }[];
  /** In the order of the text. Empty while an error stands before them. */
  readonly properties: readonly PropertySummary[];
  readonly decisions: readonly DecisionSummary[];
  readonly examples: ExampleReport;
}

// ------------------------------------------------------------------- examples

export interface ExampleResult extends Place {
  /** `Worked cases, line 12` or the title of a case (with the step). */
  readonly title: string;
  readonly status: "passed" | "failed" | "invalid";
  /** One entry per expected variable. */
  readonly checks: readonly {
    readonly variable: string;
    readonly expected: string;
    readonly actual: string;
    /** Where it failed: what came out, as an expected side that it meets; missing where none can be written. */
    readonly accepted?: string;
    readonly passed: boolean;
    readonly span: Span;
    /** What is recorded where this is expected: stage or trace it to learn more. */
    readonly patient: PatientCase;
  }[];
  /** How long staging it took; only where a clock was given. */
  readonly milliseconds?: number;
  /** Why it cannot be read, or what made it fail. */
  readonly message: string | undefined;
}

/** Row coverage of one table, decide or score. */
export interface BlockCoverage extends Place {
  readonly title: string;
  readonly decision: string;
  readonly rows: readonly (Place & { readonly text: string; readonly reached: boolean })[];
}

export interface ExampleReport {
  readonly results: readonly ExampleResult[];
  readonly coverage: readonly BlockCoverage[];
}

// ------------------------------------------------------------------- staging

/** What a record says of one variable. Opaque outside the engine; made by `readCell` and `readMember`. */
export interface Reading {
  readonly variable: string;
}

/** A case: what is recorded, by variable name. What is not in it is silent; what cannot be read makes its decisions invalid. */
export type PatientCase = ReadonlyMap<string, Reading | Unreadable>;

/** Thrown never; returned where a cell cannot be read. */
export interface Unreadable {
  readonly variable: string;
  readonly problem: string;
}

/** One step of an explanation: what a row or rule did. */
export interface TraceRow extends Place {
  readonly block: string;
  /** 1-based line of the row. */
  readonly line: number;
  /** The row as written. */
  readonly text: string;
  readonly result: string;
  /** `@key ("p. 438"): full citation, doi` */
  readonly sources: readonly string[];
  readonly cells: readonly { readonly variable: string; readonly rule: string; readonly value: string; readonly matched: boolean }[];
}

export interface Trace {
  readonly decision: string;
  /** Rows that decided in at least one completion (`every`: in all of them). */
  readonly decided: readonly (TraceRow & { readonly every: boolean })[];
  /** Rows that failed in exactly one cell. */
  readonly near: readonly TraceRow[];
  /** Values taken by assumption, exclusions met, values passed on: one sentence each. */
  readonly notes: readonly string[];
}

export interface Answer {
  readonly decision: string;
  readonly outcome: Outcome;
  /** `IB|IIA`: always filled; `excluded`, `none`, … stand for outcomes without a value. */
  readonly possible: readonly string[];
  /** Variables that would settle it. */
  readonly needs: readonly string[];
  /** One sentence: why this outcome. */
  readonly reason: string;
}
