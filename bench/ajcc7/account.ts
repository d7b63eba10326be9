/**
 * What each line of a published table comes to, worked out from its other lines alone: without the engine.
 *
 * A line that is a rule says it itself. A code that stands for subcategories comes to whatever theirs come to; a code for
 * "not assessed", where no rule names it, to whatever any known value comes to, one such code opened after the other.
 */
import type { Line, Published } from "./published.ts";

/** Groups, and `none`, `excluded`, `uncovered`. */
export type Possible = ReadonlySet<string>;

export interface Account {
  readonly line: Line;
  readonly possible: Possible;
  readonly says: Says;
}

/**
 * How the line as printed stands to what it comes to.
 * `alike`: the same, or no group where several are possible. `wider`: the printed group holds all that are possible.
 * `picked`: one of several is printed. `settled`: no group is printed, yet only one is possible.
 * `astray`: what is printed is not possible at all.
 */
export type Says = "alike" | "wider" | "picked" | "settled" | "astray";

export function accountsOf(published: Published): readonly Account[] {
  const byCodes = new Map(published.lines.map((line) => [keyOf(published, line.codes), line]));
  const known = new Map<Line, Possible>();
  const possibleOf = (line: Line): Possible => {
    const found = known.get(line) ?? new Set(ownAnswer(line) ?? opened(published, line).flatMap((codes) => [...at(codes)]));
    known.set(line, found);
    return found;
  };
  const at = (codes: Line["codes"]): Possible => {
    const line = byCodes.get(keyOf(published, codes));
    if (line === undefined) throw new Error(`${published.name} has no line for ${Object.values(codes).join(" ")}`);
    return possibleOf(line);
  };
  return published.lines.map((line) => {
    const possible = possibleOf(line);
    return { line, possible, says: saysOf(line, possible) };
  });
}

/** Codes that stand on more than one line. */
export const repeated = (published: Published): number =>
  published.lines.length - new Set(published.lines.map((line) => keyOf(published, line.codes))).size;

const keyOf = ({ columns }: Published, codes: Line["codes"]): string => columns.map(({ name }) => codes[name]).join("|");

function ownAnswer({ role, stage }: Line): readonly string[] | undefined {
  if (role === "row") return [stage];
  if (role === "invalid") return ["excluded"];
  return role === "gap" ? ["uncovered"] : undefined;
}

/** The lines that it stands for: first its subcategories, then the values that an open code may have. */
function opened({ columns }: Published, { role, codes }: Line): readonly Line["codes"][] {
  return columns.flatMap(({ name, labels, unknowns }) => {
    const code = codes[name] ?? "";
    const leaves = (from: readonly string[]) => from.filter((each) => labels.get(each)?.length === 0);
    if (role === "parent") return leaves(labels.get(code) ?? []).map((each) => ({ ...codes, [name]: each }));
    return unknowns.includes(code) ? leaves([...labels.keys()]).map((each) => ({ ...codes, [name]: each })) : [];
  });
}

function saysOf({ stage }: Line, possible: Possible): Says {
  const [only] = possible;
  const withoutGroup = ["excluded", "uncovered"];
  if (stage === "unknown") return possible.size > 1 || withoutGroup.includes(only ?? "") ? "alike" : "settled";
  const printed = stage === "invalid" ? "excluded" : stage;
  if (possible.size === 1 && only === printed) return "alike";
  if ([...possible].every((each) => isWithin(each, printed))) return "wider";
  return possible.has(printed) ? "picked" : "astray";
}

/** IVA and IVB are IV, IA1 is IA; II is not I. */
const isWithin = (group: string, wide: string): boolean =>
  group === wide || (group.startsWith(wide) && /^([A-D]\d?|\d)$/.test(group.slice(wide.length)));
