/** Cells of a cohort, read as readings: lists, comparisons, ranges, units, sets, words that mean "not known". */
import type { CompareOp } from "#grammar";
import type { Unreadable } from "../api.ts";
import { labelBySpelling } from "../model/domain.ts";
import type { CategoryVariable, SetVariable, Variable } from "../model/symbols.ts";
import { type Piece, type Reading, readPieces, unknownReading } from "./reading.ts";
import { otherClassification, registryMeanings } from "./registry-spelling.ts";

export interface ReadOptions {
  /** Words that a registry writes for "not known"; a declared label wins over them. */
  readonly unknownWords?: readonly string[];
  /** What the scheme is for, where its header says so: `clinical`, `pathological`, `post_therapy`. */
  readonly classification?: string;
}

/** Cells that were read before, by variable, so that equal cells are one reading. */
const kept = new WeakMap<Variable, Map<string, Reading | Unreadable | undefined>>();
const mostKept = 20_000;

/** What a cell says of a variable; undefined where it is blank (the record is silent). */
export function readText(variable: Variable, text: string, options: ReadOptions = {}): Reading | Unreadable | undefined {
  const cells = kept.get(variable) ?? new Map<string, Reading | Unreadable | undefined>();
  const name =
    options.unknownWords === undefined || options.unknownWords.length === 0 ? text : `${text}\u0000${options.unknownWords.join("\u0000")}`;
  const known = cells.get(name);
  if (known !== undefined) return known;
  if (cells.size > mostKept) cells.clear();
  const read = readAnew(variable, text, options);
  cells.set(name, read);
  kept.set(variable, cells);
  return read;
}

function readAnew(variable: Variable, text: string, options: ReadOptions): Reading | Unreadable | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  if (trimmed === "?") return unknownReading(variable);
  const wholeLabel = "domain" in variable && labelBySpelling(variable.domain, trimmed) !== undefined;
  if (!wholeLabel && !variable.unknowns.includes(trimmed) && options.unknownWords?.includes(trimmed))
    return unknownReading(variable, trimmed);
  if (wholeLabel && variable.kind !== "set") return readPieces(variable, [{ kind: "word", text: trimmed }], trimmed);
  if (variable.kind === "number" && /\d,\d/.test(trimmed)) {
    return {
      variable: variable.name,
      problem: `'${trimmed}' has a comma between digits: write a point for decimals (1.5), or a blank after the comma in a list`,
    };
  }
  const pieces = splitList(trimmed).map((part) => pieceOf(part, options));
  if (variable.kind !== "category") return readPieces(variable, pieces, trimmed);
  const words = pieces.flatMap(wordsOf).filter((word) => meaningsOf(variable, word).length > 0);
  for (const word of words) {
    const other = options.classification === undefined ? undefined : otherClassification(variable.name, word, options.classification);
    if (other !== undefined)
      return {
        variable: variable.name,
        problem: `'${word}' is written as ${spaced(other)}, and this scheme is for the ${spaced(options.classification ?? "")} classification; write ${meaningsOf(variable, word).join(" or ")} if that is meant`,
      };
  }
  const several = words.find((word) => meaningsOf(variable, word).length > 1);
  return several === undefined
    ? readPieces(
        variable,
        pieces.map((piece) => inOwnWords(variable, piece)),
        trimmed,
      )
    : { variable: variable.name, problem: `'${several}' may be ${meaningsOf(variable, several).join(" or ")}; write which` };
}

const spaced = (text: string): string => text.replaceAll("_", "-");

const wordsOf = (piece: Piece): readonly string[] => {
  if (piece.kind === "word" || piece.kind === "compare") return [piece.text];
  return piece.kind === "range" ? [piece.from, piece.to] : [];
};

/** What a word means that is not in a spelling of the variable's own. */
const meaningsOf = (variable: CategoryVariable, word: string): readonly string[] => {
  const own = [...variable.unknowns, ...variable.domain.nodes.flatMap(({ text, also }) => [text, ...also])];
  return own.some((one) => one.toLowerCase() === word.toLowerCase()) ? [] : registryMeanings(variable, word);
};

function inOwnWords(variable: CategoryVariable, piece: Piece): Piece {
  const own = (word: string): string => meaningsOf(variable, word)[0] ?? word;
  if (piece.kind === "word" || piece.kind === "compare") return { ...piece, text: own(piece.text) };
  return piece.kind === "range" ? { ...piece, from: own(piece.from), to: own(piece.to) } : piece;
}

/** Splits at commas and bars outside braces and quotes. */
function splitList(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === "{" || sign === "(") depth++;
    else if (sign === "}" || sign === ")") depth--;
    else if ((sign === "," || sign === "|") && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

const unquote = (text: string): string => text.trim().replace(/^"(.*)"$/, "$1");

function pieceOf(text: string, options: ReadOptions): Piece {
  if (text === "?" || options.unknownWords?.includes(text)) return { kind: "unknown" };
  if (text.startsWith("{") && text.endsWith("}")) return { kind: "set", labels: splitList(text.slice(1, -1)).map(unquote) };
  const compare = /^(<=|>=|!=|<|>|=|≤|≥)\s*(.+)$/.exec(text);
  if (compare !== null) {
    const op = { "≤": "<=", "≥": ">=" }[compare[1] as string] ?? compare[1];
    return { kind: "compare", op: op as CompareOp, text: unquote(compare[2] ?? "") };
  }
  const range = /^(.+?)\s*(<\.\.<|<\.\.|\.\.<|\.\.)\s*(.+)$/.exec(text);
  if (range !== null) {
    const sign = range[2] ?? "";
    return {
      kind: "range",
      from: unquote(range[1] ?? ""),
      to: unquote(range[3] ?? ""),
      fromOpen: sign.startsWith("<"),
      toOpen: sign.endsWith("<"),
    };
  }
  return { kind: "word", text: unquote(text) };
}

/** A column for one member of a set: yes, no or not known. */
export function readMemberText(
  variable: SetVariable,
  member: string,
  text: string,
  options: ReadOptions,
  soFar: Reading | undefined,
): Reading | Unreadable | undefined {
  const trimmed = text.trim();
  const index = variable.domain.leaves.findIndex((leaf) => leaf.text === member);
  if (trimmed === "" || index < 0) return soFar;
  const words: Record<string, boolean | undefined> = { yes: true, no: false, true: true, false: false, "1": true, "0": false };
  const open = trimmed === "?" || options.unknownWords?.includes(trimmed) === true;
  const value = words[trimmed.toLowerCase()];
  if (!open && value === undefined)
    return { variable: variable.name, problem: `'${trimmed}' under ${member} is not yes or no (true, false, 1 and 0 are read too)` };
  const before = soFar?.members ?? variable.domain.leaves.map(() => undefined);
  return { variable: variable.name, unknowns: [], members: before.map((known, at) => (at === index ? value : known)), text: trimmed };
}
