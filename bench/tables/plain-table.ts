/**
 * A decision table in its plainest form, for engines that know nothing of the language: each column is cut into
 * numbered cells, each row allows some cells of every column. Also the same table as text of a rule file.
 *
 * A number column is cut as the language cuts it: the bounds that rows name are cells of one point, the stretches
 * between them are cells of their own. The unknowns of a column are its last cells.
 */

/** Cells `lo` up to, not including, `hi`. */
export interface Span {
  readonly lo: number;
  readonly hi: number;
}

export interface PlainColumn {
  readonly name: string;
  /** Cells of known values. */
  readonly known: number;
  /** Cells that stand for unknowns, behind the known ones. */
  readonly unknowns: number;
}

export interface PlainRow {
  /** By column; disjoint and in order. */
  readonly cells: readonly (readonly Span[])[];
  /** By column: the unknown cells that the row names. */
  readonly names: readonly (readonly number[])[];
  readonly result: number;
}

export interface PlainTable {
  readonly title: string;
  readonly columns: readonly PlainColumn[];
  readonly rows: readonly PlainRow[];
  readonly results: number;
  readonly text: string;
}

export const sizeOf = (column: PlainColumn): number => column.known + column.unknowns;

// ------------------------------------------------------- tables as they are drawn

/** A column as it is drawn: places 0 ..< size, of which the last may be an unknown. */
export type DrawnColumn =
  | { readonly kind: "category"; readonly name: string; readonly size: number; readonly unknown: boolean }
  | { readonly kind: "number"; readonly name: string; readonly size: number };

/** Every column allows one stretch of places. */
export interface DrawnRow {
  readonly spans: readonly Span[];
  readonly result: number;
}

/** A number column of `size` places is the range 0 to `size`; a row from place 3 to 7 says `3 ..< 7`. */
export function plainTable(title: string, columns: readonly DrawnColumn[], drawn: readonly DrawnRow[], results: number): PlainTable {
  const cuts = columns.map((column, at) => (column.kind === "number" ? cutsOf(column, at, drawn) : undefined));
  const rows = drawn.map(
    ({ spans, result }): PlainRow => ({
      cells: columns.map((column, at) => cellsOf(column, spans[at] as Span, cuts[at])),
      names: columns.map((column, at) => (namesUnknown(column, spans[at] as Span) ? [column.size - 1] : [])),
      result,
    }),
  );
  const plain = columns.map((column, at): PlainColumn => {
    const cut = cuts[at];
    if (cut !== undefined) return { name: column.name, known: cut.starts.length, unknowns: 0 };
    const unknowns = column.kind === "category" && column.unknown ? 1 : 0;
    return { name: column.name, known: column.size - unknowns, unknowns };
  });
  return { title, columns: plain, rows, results, text: textOf(title, columns, drawn, results) };
}

const isWhole = (column: DrawnColumn, span: Span): boolean => span.lo === 0 && span.hi === column.size;

const namesUnknown = (column: DrawnColumn, span: Span): boolean =>
  column.kind === "category" && column.unknown && !isWhole(column, span) && span.hi === column.size;

/** The cells of a number column, each by where it starts; `point`: the cell is that number alone. */
interface Cuts {
  readonly starts: readonly { readonly at: number; readonly point: boolean }[];
}

function cutsOf(column: DrawnColumn, at: number, rows: readonly DrawnRow[]): Cuts {
  const named = new Set<number>();
  for (const { spans } of rows) {
    const span = spans[at] as Span;
    if (!isWhole(column, span)) named.add(span.lo).add(span.hi);
  }
  const starts = named.has(0) ? [] : [{ at: 0, point: false }];
  for (const bound of [...named].sort((a, b) => a - b)) {
    starts.push({ at: bound, point: true });
    if (bound < column.size) starts.push({ at: bound, point: false });
  }
  return { starts };
}

function cellsOf(column: DrawnColumn, span: Span, cuts: Cuts | undefined): readonly Span[] {
  if (cuts === undefined) return [span];
  if (isWhole(column, span)) return [{ lo: 0, hi: cuts.starts.length }];
  const point = (bound: number): number => cuts.starts.findIndex((one) => one.point && one.at === bound);
  // The last place of the range takes the end of the range with it.
  return [{ lo: point(span.lo), hi: span.hi === column.size ? cuts.starts.length : point(span.hi) }];
}

// ------------------------------------------------------------------------- text

const label = (column: DrawnColumn, place: number): string =>
  column.kind === "category" && column.unknown && place === column.size - 1 ? `${column.name}_x` : `${column.name}_${place}`;

function cellText(column: DrawnColumn, span: Span): string {
  if (isWhole(column, span)) return "any";
  if (column.kind === "number") return span.hi === column.size ? `${span.lo}..${span.hi}` : `${span.lo} ..< ${span.hi}`;
  const known = namesUnknown(column, span) ? span.hi - 1 : span.hi;
  const parts = known > span.lo ? [rangeText(column, span.lo, known)] : [];
  return [...parts, ...(known < span.hi ? [label(column, span.hi - 1)] : [])].join(", ");
}

const rangeText = (column: DrawnColumn, lo: number, hi: number): string =>
  hi - lo === 1 ? label(column, lo) : `${label(column, lo)}..${label(column, hi - 1)}`;

function textOf(title: string, columns: readonly DrawnColumn[], rows: readonly DrawnRow[], results: number): string {
  const declared = columns.map((column) => {
    if (column.kind === "number") return `number ${column.name} from 0 to ${column.size}`;
    const known = column.size - (column.unknown ? 1 : 0);
    const labels = Array.from({ length: known }, (_, place) => label(column, place)).join(" ");
    return `category ${column.name} ${column.unknown ? `unknown ${label(column, column.size - 1)} ` : ""}{ ${labels} }`;
  });
  const lines = rows.map(
    ({ spans, result }) => `  ${columns.map((column, at) => cellText(column, spans[at] as Span)).join(" | ")} => r_${result}`,
  );
  return [
    `scheme "${title}" { status draft }`,
    ...declared,
    `category group { ${Array.from({ length: results }, (_, result) => `r_${result}`).join(" ")} }`,
    "table {",
    `  ${columns.map(({ name }) => name).join(" | ")} => group`,
    ...lines,
    "}",
    "",
  ].join("\n");
}
