/**
 * What was found of a decision, kept from one version of a text to the next. A decision is analysed again only if the
 * text of a declaration that it depends on has changed; else its findings move along with their declarations.
 *
 * Nothing observable depends on it: a check with a cache says what a check without it says.
 */
import type { Decl } from "#grammar";
import type { DecisionSummary, PropertySummary, Source } from "./api.ts";
import { readsOf } from "./compile/anonymous.ts";
import { excludesOf, type Space, upstream } from "./compile/space.ts";
import type { Finding, Place } from "./finding.ts";
import { lineStart, startWithDoc } from "./fixes/edits.ts";
import type { Check, Decision, Model, Variable } from "./model/symbols.ts";

/** Handed to `check` again and again, for versions of one file. Opaque outside the engine. */
export interface CheckCache {
  kept: Map<string, Kept>;
  /** Whether a row decides in a case that was run: by decision, row and record. */
  reached: Map<string, boolean>;
  /** Short names of the texts that decisions depend on. */
  names: Map<string, number>;
  named: number;
  /** Decisions that were analysed in the last check, by name: the others were at hand. */
  analysed: string[];
}

export const createCheckCache = (): CheckCache => ({ kept: new Map(), reached: new Map(), names: new Map(), named: 0, analysed: [] });

/** A declaration with its documentation, from the start of its line. */
export interface Part extends Place {
  readonly text: string;
}

interface Kept {
  readonly parts: readonly Part[];
  readonly result: Result;
}

export interface Result {
  readonly findings: readonly Finding[];
  readonly summaries: readonly DecisionSummary[];
  readonly properties: readonly PropertySummary[];
  /** False: something was not proved, so nothing that follows from it is. */
  readonly complete: boolean;
}

// ------------------------------------------------------------ what it depends on

/** The declarations on which the findings of a decision depend, in the order of the text. */
export const partsOf = (space: Space, decision: Decision): readonly Part[] =>
  partsBehind(space, [decision.variable, ...twinsOf(space, decision)], []);

/** Those on which a stated property depends. */
export function partsOfCheck(space: Space, stated: Check): readonly Part[] {
  const read =
    stated.kind === "never"
      ? readsOf(stated.cond)
      : [stated.decision, ...stated.along.map(({ variable }) => variable), ...(stated.except === undefined ? [] : readsOf(stated.except))];
  return partsBehind(space, read, [stated.place]);
}

function partsBehind(space: Space, variablesRead: readonly Variable[], besides: readonly Place[]): readonly Part[] {
  const variables = new Set<Variable>();
  const places: Place[] = [...besides];
  const open: Variable[] = [...variablesRead];
  for (let variable = open.pop(); variable !== undefined; variable = open.pop()) {
    if (variables.has(variable)) continue;
    variables.add(variable);
    places.push(variable.place);
    const rule = space.decisions.get(variable);
    if (rule === undefined) continue;
    places.push(...placesOf(rule));
    open.push(...upstream(space, rule.reads));
    for (const exclude of excludesOf(space, rule)) {
      places.push(exclude.place);
      open.push(...exclude.reads);
    }
  }
  const parts = new Map<string, Part>();
  for (const place of places) {
    const part = partAround(space, place);
    if (part !== undefined) parts.set(`${part.uri} ${part.span.start}`, part);
  }
  return [...parts.values()].sort((a, b) => (a.uri === b.uri ? a.span.start - b.span.start : a.uri < b.uri ? -1 : 1));
}

function placesOf({ rule, place }: Decision): readonly Place[] {
  if (rule.kind === "blocks") return rule.blocks.map((block) => block.place);
  return rule.kind === "score" ? [rule.place] : [place];
}

const decidedTogether = new WeakMap<Model, ReadonlyMap<string, readonly Variable[]>>();

/** Variables that tables of this decision decide beside it. */
function twinsOf({ model }: Space, decision: Decision): readonly Variable[] {
  const known = decidedTogether.get(model);
  const byTable = known ?? new Map<string, Variable[]>();
  if (known === undefined) {
    for (const one of model.decisions)
      for (const place of tablesOf(one)) (byTable as Map<string, Variable[]>).set(place, [...(byTable.get(place) ?? []), one.variable]);
    decidedTogether.set(model, byTable);
  }
  return tablesOf(decision).flatMap((place) => (byTable.get(place) ?? []).filter((variable) => variable !== decision.variable));
}

const tablesOf = ({ rule }: Decision): readonly string[] =>
  rule.kind === "blocks" ? rule.blocks.map(({ place }) => `${place.uri} ${place.span.start}`) : [];

const declsOf = new WeakMap<Source, readonly Decl[]>();

function partAround(space: Space, { uri, span }: Place): Part | undefined {
  const source = space.model.sources.find((one) => one.uri === uri);
  if (source === undefined) return undefined;
  const decls = declsOf.get(source) ?? [...source.parsed.file.decls].sort((a, b) => a.start - b.start);
  declsOf.set(source, decls);
  const decl = decls.findLast((one) => one.start <= span.start);
  if (decl === undefined) return undefined;
  const start = lineStart(source.text, startWithDoc(source, decl.start));
  return { uri, span: { start, end: decl.end }, text: source.text.slice(start, decl.end) };
}

/** Equal for a decision about which the same would be found. */
export function keyOf(space: Space, decision: Decision, parts: readonly Part[]): string {
  const isRead = space.model.decisions.some((other) => other.reads.some((read) => read.name === decision.variable.name));
  return `${decision.variable.name} ${isRead} ${textOf(parts)}`;
}

/** Equal for a property of which the same would be found; excludes bear on a condition by what it reads, so all of them count. */
export const keyOfCheck = (space: Space, stated: Check, parts: readonly Part[]): string =>
  `${space.model.sources.find((one) => one.uri === stated.place.uri)?.text.slice(stated.place.span.start, stated.place.span.end)} ${textOf(parts)} ${textOf(
    space.model.excludes.flatMap((exclude) => partAround(space, exclude.place) ?? []),
  )}`;

const textOf = (parts: readonly Part[]): string => parts.map((part) => `${part.uri}\u0001${part.text}`).join("\u0002");

// ------------------------------------------------------------------- remembering

/** What is known of a decision from an earlier version, at its present places. */
export function recall(cache: CheckCache, key: string, parts: readonly Part[]): Result | undefined {
  const known = cache.kept.get(key);
  if (known === undefined) return undefined;
  const move = <P extends Place>(place: P): P => ({ ...place, ...moved(known.parts, parts, place) });
  return {
    ...known.result,
    findings: known.result.findings.map((one) => movedFinding(one, move)),
    properties: known.result.properties.map(move),
  };
}

/** Keeps a result, if all of its places lie in declarations that it depends on. */
export function keep(cache: CheckCache, key: string, parts: readonly Part[], result: Result): void {
  const inside = ({ uri, span }: Place) =>
    parts.some((part) => part.uri === uri && part.span.start <= span.start && span.end <= part.span.end);
  const places = result.findings.flatMap((one): readonly Place[] => [
    one,
    ...one.related,
    ...one.fixes.flatMap((fix) => fix.edits.map(placeOfEdit)),
  ]);
  if (places.every(inside)) cache.kept.set(key, { parts, result });
}

const placeOfEdit = ({ uri, start, end }: Finding["fixes"][number]["edits"][number]): Place => ({ uri, span: { start, end } });

function movedFinding(one: Finding, move: <P extends Place>(place: P) => P): Finding {
  return {
    ...move(one),
    message: one.message.replace(token, (_, uri: string, offset: string) =>
      lineToken(move({ uri, span: { start: Number(offset), end: Number(offset) } })),
    ),
    related: one.related.map(move),
    fixes: one.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => {
        const { span } = move(placeOfEdit(edit));
        return { ...edit, start: span.start, end: span.end };
      }),
    })),
  };
}

/** The same place in the same declaration, which may stand elsewhere now. */
function moved(from: readonly Part[], to: readonly Part[], { uri, span }: Place): Place {
  const index = from.findIndex((part) => part.uri === uri && part.span.start <= span.start && span.end <= part.span.end);
  const by = (to[index]?.span.start ?? 0) - (from[index]?.span.start ?? 0);
  return { uri, span: { ...span, start: span.start + by, end: span.end + by } };
}

// ------------------------------------------------------------------ line numbers

/** Stands in a message for the line of a place, until the message is told. */
export const lineToken = ({ uri, span }: Place): string => `\uE000${uri}\uE001${span.start}\uE000`;
const token = /\uE000([^\uE000\uE001]*)\uE001(\d+)\uE000/g;

/** The message with its line numbers. */
export const withLines = (message: string, lineOf: (uri: string, offset: number) => string): string =>
  message.includes("\uE000") ? message.replace(token, (_, uri: string, offset: string) => lineOf(uri, Number(offset))) : message;
