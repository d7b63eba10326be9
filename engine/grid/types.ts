/** What a stage grid is: a decision over two of its columns, the others held at a value each. Plain data. */
import type { Outcome } from "../evaluate/outcome.ts";
import type { Finding, Place } from "../finding.ts";

/** What a reader asks for. What is not said is chosen. */
export interface GridWishes {
  readonly decision?: string;
  /** The column whose values stand below each other, by name. */
  readonly down?: string;
  /** The column whose values stand beside each other, by name. */
  readonly across?: string;
  /** What the other columns are held at, by name: the text of an entry, `any`, or a value as a record has it (`T1`, `> 30`). */
  readonly where?: Readonly<Record<string, string>>;
}

/** One value of a column, as an axis or a choice shows it. */
export interface GridEntry {
  /** `T1a`, `2 <.. 5`, `TX`, `yes`. */
  readonly text: string;
  /** What stands beside the label in the rules; of an interval, how it is read aloud. */
  readonly title: string | undefined;
  /** The outermost label above it: `T1` of `T1a`. */
  readonly group: string | undefined;
  /** True: a way to record that nothing is known, which the rules name. */
  readonly unknown: boolean;
}

export interface GridColumn {
  /** `T`; `invades.heart` for a member of a set. */
  readonly name: string;
  readonly title: string | undefined;
  readonly unit: string | undefined;
  readonly entries: readonly GridEntry[];
  /** Labels that stand for several entries (`T1` for `T1a` and `T1b`): a column that is held may be held at one. */
  readonly parents: readonly string[];
  /** True where it has too many entries to be drawn as an axis. */
  readonly tooLong: boolean;
}

/** A column that is held at a value. */
export interface GridHeld {
  readonly column: GridColumn;
  /** The text of an entry, `any`, or what was asked for. */
  readonly at: string;
}

export interface GridRow extends Place {
  /** 1-based. */
  readonly line: number;
  /** As written. */
  readonly text: string;
}

export interface GridCell {
  /** What every record that fits the cell is staged as: with a column held at `any` there may be several outcomes. */
  readonly outcome: Outcome;
  /** Rows that decide here, in some case at least: positions in `Grid.lines`. Of an excluded cell, what excludes it. */
  readonly lines: readonly number[];
  /** A row covers it, but its result is still to be filled in. */
  readonly unfilled: boolean;
}

/** A result that occurs in the grid, with its place between the mildest (0) and the gravest (1) that the decision has. */
export interface GridLevel {
  readonly text: string;
  readonly level: number;
}

export interface Grid {
  readonly scheme: string | undefined;
  readonly decision: string;
  readonly title: string | undefined;
  /** Where the decision begins. */
  readonly place: Place;
  /** Decisions that can be drawn, this one included. */
  readonly decisions: readonly string[];
  /** All columns of the decision. */
  readonly columns: readonly GridColumn[];
  readonly down: GridColumn;
  /** Missing where the decision has a single column. */
  readonly across: GridColumn | undefined;
  readonly held: readonly GridHeld[];
  /** One list for each entry of `down`, with a cell for each entry of `across` (or a single one). */
  readonly cells: readonly (readonly GridCell[])[];
  readonly lines: readonly GridRow[];
  /** From mild to grave. */
  readonly levels: readonly GridLevel[];
}

/** A grid, or why none can be drawn: then nothing is shown that could be taken for covered. */
export type GridAnswer =
  | { readonly kind: "grid"; readonly grid: Grid }
  | { readonly kind: "refused"; readonly reason: string; readonly findings: readonly Finding[] };
