/**
 * What stands where: the symbol at an offset and all places of a symbol, over all files of a scheme.
 * A symbol is known by where it is declared, so two schemes that use one file speak of the same one.
 */
import type { LabelDecl, Span } from "#grammar";
import type { Place } from "../finding.ts";
import { labelBySpelling, labelInRule } from "../model/domain.ts";
import type { LabelNode, Model, Variable } from "../model/symbols.ts";
import type { Scheme } from "../scheme.ts";
import { visitFile } from "./visit.ts";

export interface StageSymbol extends Place {
  /** `unknown`: one of the ways in which a record says that a variable is not known. */
  readonly kind: "variable" | "label" | "unknown" | "cite" | "file";
  /** As declared, without quotes; of a file its uri. */
  readonly name: string;
  /** The full name of the variable that it is or belongs to; of a label shared by several the first. */
  readonly variable: string | undefined;
}

export interface Occurrence extends Place {
  readonly symbol: StageSymbol;
  /** `decides`: a table, decide, score or let that gives the variable its value. */
  readonly role: "declares" | "decides" | "uses";
  readonly quoted: boolean;
  /** Written in another spelling (`also`, or other case in a record): it stays when the symbol is renamed. */
  readonly otherSpelling: boolean;
  /** The full name of the variable beside which it stands, as a column names it. */
  readonly beside: string | undefined;
}

/** A number as written, beside the variable that gives it a unit. */
export interface NumberPlace extends Place {
  readonly variable: string;
}

interface Index {
  /** By file, in the order of the text. */
  readonly occurrences: ReadonlyMap<string, readonly Occurrence[]>;
  readonly numbers: ReadonlyMap<string, readonly NumberPlace[]>;
}

const indexes = new WeakMap<Model, Index>();

function indexOf(model: Model): Index {
  const known = indexes.get(model);
  if (known !== undefined) return known;
  const read = model.sources.map((source) => [source.uri, readFile(model, source.uri)] as const);
  const index = {
    occurrences: new Map(read.map(([uri, { occurrences }]) => [uri, occurrences])),
    numbers: new Map(read.map(([uri, { numbers }]) => [uri, numbers])),
  };
  indexes.set(model, index);
  return index;
}

const covers = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;

/** What stands at an offset of a file of the scheme; the end of a word belongs to it. Undefined where there is nothing. */
export const occurrenceAt = (scheme: Scheme, uri: string, offset: number): Occurrence | undefined => {
  const at = occurrencesIn(scheme, uri).filter(({ span }) => covers(span, offset));
  return at.find(({ span }) => offset < span.end) ?? at[0];
};

/** The symbol at an offset of a file of the scheme. */
export const symbolAt = (scheme: Scheme, uri: string, offset: number): StageSymbol | undefined => occurrenceAt(scheme, uri, offset)?.symbol;

/** Everything with a meaning in one file of the scheme, in the order of the text; empty for a file that it does not use. */
export const occurrencesIn = (scheme: Scheme, uri: string): readonly Occurrence[] => indexOf(scheme.model).occurrences.get(uri) ?? [];

/** The numbers of one file that stand beside a variable, in the order of the tree. */
export const numbersIn = (scheme: Scheme, uri: string): readonly NumberPlace[] => indexOf(scheme.model).numbers.get(uri) ?? [];

/** The number at an offset, with its variable. */
export const numberAt = (scheme: Scheme, uri: string, offset: number): NumberPlace | undefined =>
  numbersIn(scheme, uri).find(({ span }) => covers(span, offset));

/** All places of a symbol over all files of the scheme. One that stands in no file of the scheme has none. */
export function occurrences(scheme: Scheme, symbol: StageSymbol): readonly Occurrence[] {
  const all = [...indexOf(scheme.model).occurrences.values()].flat();
  // Equal declarations in two files are one variable here, and two for a scheme with one of the files.
  const here = all.find((one) => one.role === "declares" && isSame(one, symbol))?.symbol ?? symbol;
  return all.filter((one) => one.symbol.kind === here.kind && isSame(one.symbol, here));
}

const isSame = (one: Place, other: Place): boolean => one.uri === other.uri && one.span.start === other.span.start;

// ------------------------------------------------------------------ one file

function readFile(model: Model, uri: string): { occurrences: readonly Occurrence[]; numbers: readonly NumberPlace[] } {
  const found: Occurrence[] = [];
  const numbers: NumberPlace[] = [];
  const source = model.sources.find((one) => one.uri === uri);
  if (source === undefined) return { occurrences: found, numbers };
  const { file } = source.parsed;
  const declared = declaredIn(file.decls.flatMap((decl) => ("labels" in decl ? decl.labels : [])));
  for (const decl of file.decls)
    if ("names" in decl) for (const name of decl.names ?? []) if (decl.kind !== "use") declared.add(name.start);
  for (const decl of file.decls) if ("unknown" in decl) for (const label of decl.unknown) declared.add(label.start);
  const add = (span: Span, symbol: StageSymbol | undefined, more: Partial<Occurrence> = {}): void => {
    if (symbol === undefined) return;
    const declares = declared.has(span.start) || isSame({ uri, span }, symbol);
    found.push({
      uri,
      span: { start: span.start, end: span.end },
      symbol,
      role: declares ? "declares" : (more.role ?? "uses"),
      quoted: more.quoted ?? false,
      otherSpelling: more.otherSpelling ?? false,
      beside: more.beside,
    });
  };
  const labels = new Map<Variable, Map<string, StageSymbol | undefined>>();
  const labelOf = (variable: Variable, text: string): StageSymbol | undefined => {
    const known = labels.get(variable) ?? new Map<string, StageSymbol | undefined>();
    if (!known.has(text)) labels.set(variable, known.set(text, labelSymbol(model, variable, text)));
    return known.get(text);
  };
  visitFile(
    {
      names: model.scopes.get(uri) ?? new Map(),
      onVariable: (name, variable, decides) =>
        add(lastPart(name, name.text), variableSymbol(variable), { role: decides ? "decides" : "uses" }),
      onLabel: (span, text, variable, quoted) => {
        const symbol = labelOf(variable, text);
        add(span, symbol, { quoted, otherSpelling: symbol?.name !== text, beside: variable.name });
      },
      onNumber: (span, variable) => void numbers.push({ uri, span: { start: span.start, end: span.end }, variable: variable.name }),
      onCite: (span, key) => add(span, citeSymbol(model, uri, key)),
      onFile: (span) => add(span, fileSymbol(model, uri, span)),
    },
    file,
  );
  return { occurrences: found.sort((one, other) => one.span.start - other.span.start), numbers };
}

function declaredIn(labels: readonly LabelDecl[], starts = new Set<number>()): Set<number> {
  for (const label of labels) {
    starts.add(label.label.start);
    declaredIn(label.children ?? [], starts);
  }
  return starts;
}

/** `group` of `dipss.group`: what stands before the dot names the file. */
const lastPart = ({ start, end }: Span, text: string): Span => {
  const dot = text.lastIndexOf(".");
  return dot < 0 ? { start, end } : { start: end - (text.length - dot - 1), end };
};

const variableSymbol = (variable: Variable): StageSymbol => ({
  ...variable.place,
  kind: "variable",
  name: variable.name.slice(variable.name.lastIndexOf(".") + 1),
  variable: variable.name,
});

const labelSymbol = (model: Model, variable: Variable, text: string): StageSymbol | undefined => {
  const unknown = variable.unknowns.includes(text) ? unknownPlace(model, variable, text) : undefined;
  if (unknown !== undefined) return { ...unknown, kind: "unknown", name: text, variable: variable.name };
  const node = nodeOf(variable, text);
  return node && { ...node.place, kind: "label", name: node.text, variable: variable.name };
};

/** The first of its spelling: a parent and its plain case share a name, so they are one symbol. */
function nodeOf(variable: Variable, text: string): LabelNode | undefined {
  if (variable.kind !== "category" && variable.kind !== "set") return undefined;
  const spelled = labelInRule(variable.domain, text) ?? labelBySpelling(variable.domain, text);
  return spelled && labelInRule(variable.domain, spelled.text);
}

/** Where a word is declared as an unknown of a variable. */
function unknownPlace(model: Model, variable: Variable, text: string): Place | undefined {
  const { uri, span } = variable.place;
  const decls = model.sources.find((source) => source.uri === uri)?.parsed.file.decls ?? [];
  for (const decl of decls) {
    if (!("unknown" in decl) || !decl.names.some((name) => name.start === span.start)) continue;
    const label = decl.unknown.find((one) => one.text === text);
    return label && { uri, span: { start: label.start, end: label.end } };
  }
  return undefined;
}

const citeSymbol = (model: Model, uri: string, key: string): StageSymbol | undefined => {
  const cite = model.cites.get(`${uri}#${key}`);
  return cite && { ...cite.place, kind: "cite", name: key, variable: undefined };
};

const fileSymbol = (model: Model, uri: string, path: Span): StageSymbol | undefined => {
  const target = model.targets.get(`${uri}#${path.start}`);
  return target === undefined ? undefined : { uri: target, span: { start: 0, end: 0 }, kind: "file", name: target, variable: undefined };
};
