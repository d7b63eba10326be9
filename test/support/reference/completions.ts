/**
 * What the independent calculators share: a scheme given by its known categories and a function for one fully known
 * combination, and the set of outcomes of a record with unknowns, by plain enumeration.
 * Written from the design's meaning of a case, not from the engine: it shares no code with it.
 */

/** A record: the category, unknown label or number written for each factor. */
export type Combination = Readonly<Record<string, string>>;

/** An outcome: a stage as the publication writes it, or `none`, `excluded`, `conflict`. */
export type Verdict = string;

export interface Factor {
  readonly name: string;
  /** The categories that cannot be divided further, or sample numbers on both sides of every bound. */
  readonly known: readonly string[];
  /** How a record says "not assessed". */
  readonly unknown: readonly string[];
  /** Those of them that some published row names: a silent record may come to mean them. */
  readonly printed: readonly string[];
  /** Categories that stand for several others: `T1` for T1a and T1b. */
  readonly parents: Readonly<Record<string, readonly string[]>>;
}

/** A published row that names an unknown and holds for the combination, with the factors whose unknown it names. */
export interface NamedRow {
  readonly names: readonly string[];
  readonly verdict: Verdict;
}

export interface Reference {
  readonly name: string;
  readonly factors: readonly Factor[];
  /** The stage of a combination of known categories. */
  readonly stageOf: (combination: Combination) => Verdict;
  /** Rows that name an unknown and hold for this combination, which has at least one unknown. */
  readonly namedRows: (combination: Combination) => readonly NamedRow[];
  /** True where the file calls the combination impossible though a row covers it: it counts only beside others. */
  readonly ruledOut?: (combination: Combination) => boolean;
}

export const factor = (
  name: string,
  known: string,
  unknown = "",
  parents: Readonly<Record<string, string>> = {},
  printed = "",
): Factor => ({
  name,
  known: words(known),
  unknown: words(unknown),
  printed: words(printed),
  parents: Object.fromEntries(Object.entries(parents).map(([parent, leaves]) => [parent, words(leaves)])),
});

const words = (text: string): readonly string[] => text.split(" ").filter((word) => word !== "");

/** Every combination of known categories and of unknowns that a record may hold. */
export function recordedCombinations(reference: Reference): readonly Combination[] {
  return product(reference.factors.map((each) => [each.name, [...each.known, ...each.unknown]] as const));
}

function product(axes: readonly (readonly [string, readonly string[]])[]): readonly Combination[] {
  return axes.reduce<readonly Combination[]>(
    (sofar, [name, values]) => sofar.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))),
    [{}],
  );
}

/** The set of outcomes of a record: parents, unknowns, and factors on which it is silent. */
export function verdicts(reference: Reference, record: Combination): ReadonlySet<Verdict> {
  const points = product(reference.factors.map((each) => [each.name, meant(each, record[each.name])] as const));
  const all = new Set<Verdict>();
  const possible = new Set<Verdict>();
  for (const point of points) {
    for (const end of opened(reference, point)) {
      const ruledOut = reference.ruledOut?.(end.combination) ?? false;
      all.add(end.verdict);
      if (!ruledOut) possible.add(end.verdict);
    }
  }
  // A record whose every completion is ruled out is excluded; otherwise an exclusion narrows nothing.
  return possible.size === 0 ? new Set(["excluded"]) : all;
}

function meant(each: Factor, written: string | undefined): readonly string[] {
  if (written === undefined) return [...each.known, ...each.printed];
  return each.parents[written] ?? [written];
}

interface End {
  readonly combination: Combination;
  readonly verdict: Verdict;
}

/** Opens, one after the other and in every order, the unknowns that no row names where the record stands. */
function opened(reference: Reference, point: Combination): readonly End[] {
  const unknown = reference.factors.filter((each) => each.unknown.includes(point[each.name] ?? ""));
  if (unknown.length === 0) return [{ combination: point, verdict: reference.stageOf(point) }];
  const rows = reference.namedRows(point);
  const named = new Set(rows.flatMap((row) => row.names));
  const free = unknown.filter((each) => !named.has(each.name));
  if (free.length > 0) {
    return free.flatMap((each) => each.known.flatMap((value) => opened(reference, { ...point, [each.name]: value })));
  }
  const said = new Set(rows.map((row) => row.verdict));
  const verdict = said.size === 1 ? [...said][0] : "conflict";
  return [{ combination: point, verdict: verdict ?? "conflict" }];
}

/** True where the category is one of those listed, separated by blanks. */
export const among = (value: string | undefined, list: string): boolean => words(list).includes(value ?? "");
