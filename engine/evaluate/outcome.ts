/** What staging a case can end in. A closed union: every switch on it is exhaustive. */
import type { Rational } from "../number/rational.ts";

/** One value that a decision may take, in the author's words. */
export interface AssignedValue {
  /** The label, the number as written for people (enough digits to tell its side of a threshold), or yes/no. */
  readonly text: string;
  /** A number's exact value; its text may be rounded. */
  readonly exact?: Rational;
}

/** A member of the possible set: a value, or a way to have none. */
export type Possible =
  | { readonly kind: "value"; readonly text: string; readonly exact?: Rational }
  | { readonly kind: "none" | "excluded" | "uncovered" | "conflict" | "invalid"; readonly text: string };

export type Outcome =
  /** One label or number in every completion. */
  | { readonly kind: "assigned"; readonly value: AssignedValue }
  /** Several (or one that waits for a `needs`). */
  | {
      readonly kind: "undetermined";
      readonly possible: readonly Possible[];
      /** The narrowest parent label that holds all of them, if there is one. */
      readonly within: string | undefined;
      /** Variables any of which would narrow the answer. */
      readonly settledBy: readonly string[];
      /** Variables that a deciding table `needs` and that are not known. */
      readonly needs: readonly string[];
      /** True: exact enumeration passed the budget; the truth may be narrower. */
      readonly atMost: boolean;
    }
  | { readonly kind: "none"; readonly why: string | undefined }
  | { readonly kind: "excluded"; readonly reasons: readonly string[] }
  | { readonly kind: "uncovered" }
  | { readonly kind: "conflict"; readonly values: readonly string[] }
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

export type OutcomeKind = Outcome["kind"];
