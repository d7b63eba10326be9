/**
 * A finding: one thing that an author should know about a rule file.
 * The terminal, SARIF, JUnit and the editor all render this same value.
 */
import type { Span, TextEdit } from "#grammar";
import type { Code } from "./checks/catalog.ts";

export type Severity = "error" | "warning" | "info" | "hint";

/** A place in a file. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

export interface Related extends Place {
  readonly message: string;
}

/** A change that would mend the finding. `safe`: proved to leave the outcome of every case as it is. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly (TextEdit & { readonly uri: string })[];
}

/** Combinations that a gap or an overlap is about, in the author's words. */
export interface RegionText {
  /** One entry an axis: `T3..T4`, `2 <.. 5 cm`, `any`. */
  readonly cells: readonly { readonly variable: string; readonly text: string }[];
  /** How many combinations of known values lie in it. */
  readonly combinations: bigint;
}

export interface Finding extends Place {
  readonly code: Code;
  readonly severity: Severity;
  /** One or two sentences, no line breaks. */
  readonly message: string;
  /** With `code` the identity of the finding: stable under edits elsewhere, free of prose. */
  readonly summary: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** gap and overlap only. */
  readonly regions?: readonly RegionText[];
  /** not-monotone only: two cases that differ in one variable, the better one first. */
  readonly ends?: readonly {
    readonly title: string;
    readonly witness: readonly { readonly variable: string; readonly text: string }[];
    readonly outcome: string;
  }[];
  /** gap and overlap only: a case that shows it, `T=T3, N=N1, M=M0`. */
  readonly witness?: readonly { readonly variable: string; readonly text: string }[];
}
