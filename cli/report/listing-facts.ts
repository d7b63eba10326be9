/** What a catalogue says of one rule file: plain values, made by `list.ts`, written down by `listing.ts`. */
import type { DecisionSummary, PropertySummary, Reasoned, SchemeHeader, VariableInfo } from "../engine.ts";

export interface Counted extends DecisionSummary {
  readonly excludedBy: readonly Reasoned[];
  readonly noneBy: readonly Reasoned[];
}

export interface Listed {
  readonly path: string;
  /** undefined: the file only shares declarations. */
  readonly header: SchemeHeader | undefined;
  readonly uses: readonly string[];
  readonly variables: readonly VariableInfo[];
  /** Variables that this file itself decides or declares, not those of a file that it uses. */
  readonly own: readonly string[];
  readonly errors: number;
  readonly decisions: readonly Counted[];
  readonly ignored: readonly { readonly code: string; readonly reason: string; readonly combinations: bigint }[];
  /** Rows of its decisions, and those that an example case reaches. */
  readonly rows: number;
  readonly reached: number;
  readonly examples: number;
  readonly properties: readonly Pick<PropertySummary, "text" | "status">[];
}
