/**
 * Renaming a variable, a label, an unknown or a citation key at all its places. It refuses, with the reason, where a place
 * could be missed or the new name would mean something else: a rule that silently changes its meaning stages wrongly.
 */
import type { Range, WorkspaceEdit } from "vscode-languageserver";
import {
  load,
  type Occurrence,
  occurrenceAt,
  occurrencesIn,
  readsAlike,
  type Source,
  type StageSymbol,
  unfitName,
  writtenLabel,
} from "#engine";
import { parse } from "#grammar";
import type { Schemes, Spot } from "../schemes.ts";
import { toRange } from "../to-lsp.ts";
import type { Held } from "../workspace.ts";
import { everywhere } from "./navigation.ts";

/** Why a rename is not made, for the author. */
export interface Refused {
  readonly refused: string;
}

export const prepareRename = ({ scheme, uri, offset, held }: Spot): { range: Range; placeholder: string } | Refused => {
  const at = occurrenceAt(scheme, uri, offset);
  const reason = at === undefined ? "Only variables, labels and citation keys can be renamed." : unfit(at);
  if (at === undefined || reason !== undefined) return { refused: reason ?? "" };
  return { range: toRange(held.document, at.span), placeholder: at.symbol.name };
};

const unfit = ({ symbol, otherSpelling }: Occurrence): string | undefined => {
  if (symbol.kind === "file") return "A used file is renamed in the file explorer; then change its path here.";
  return otherSpelling ? `This is another spelling of ${symbol.name}; rename ${symbol.name} itself, or change its 'also'.` : undefined;
};

/** The edits that give the symbol at a spot another name, written without quotes. */
export const renameAt = (schemes: Schemes, spot: Spot, written: string): WorkspaceEdit | Refused => {
  const at = occurrenceAt(spot.scheme, spot.uri, spot.offset);
  const fit = prepareRename(spot);
  if (at === undefined || "refused" in fit) return fit as Refused;
  const name = written.trim().replace(/^"(.*)"$/, "$1");
  const { symbol } = at;
  if (name === symbol.name) return { changes: {} };
  const places = everywhere(schemes, spot, symbol).filter((place) => !place.otherSpelling);
  const refused = wrongName(symbol, name) ?? taken(schemes, places, name) ?? hidden(schemes, places, symbol.name);
  if (refused !== undefined) return { refused };
  const text = symbol.kind === "label" || symbol.kind === "unknown" ? writtenLabel(name) : name;
  if (!staysAlike(schemes, places, text))
    return { refused: `With the name ${name} some rules would mean something else, so nothing was changed. Choose another name.` };
  const changes: Record<string, { range: Range; newText: string }[]> = {};
  for (const { uri, span } of places) {
    const document = schemes.find(uri)?.document;
    if (document === undefined) return { refused: `A place of ${symbol.name} lies in a file that is gone; save all files and try again.` };
    changes[uri] = [...(changes[uri] ?? []), { range: toRange(document, span), newText: text }];
  }
  return { changes };
};

const wrongName = (symbol: StageSymbol, name: string): string | undefined => {
  if (symbol.kind === "cite")
    return /^\w+$/.test(name) ? undefined : `A citation key is one word of letters, digits and _; '${name}' is not.`;
  if (symbol.kind === "variable") return unfitName(name);
  return name === "" || /[\r\n]/.test(name) ? "A label is one line of text; it cannot be empty." : undefined;
};

/** The new name has a meaning already where the old one stands. */
const taken = (schemes: Schemes, places: readonly Occurrence[], name: string): string | undefined => {
  const symbol = places[0]?.symbol;
  const owners = new Set(places.map((place) => place.symbol.variable));
  for (const { scheme } of inSight(schemes, places)) {
    const all = [scheme.uri, ...scheme.uses].flatMap((uri) => occurrencesIn(scheme, uri));
    if (symbol?.kind === "cite") {
      if (all.some((one) => one.symbol.kind === "cite" && one.uri === symbol.uri && one.symbol.name === name))
        return `${name} is the key of another citation.`;
      continue;
    }
    for (const variable of scheme.variables) {
      const last = variable.name.slice(variable.name.lastIndexOf(".") + 1);
      const spelled = [...variable.labels.flatMap((label) => [label.text, ...label.also]), ...variable.unknowns];
      if (symbol?.kind === "variable" && last === name) return `${name} is a variable already; choose a name that no other has.`;
      if (symbol?.kind === "variable" && !owners.has(variable.name) && variable.also.includes(name))
        return `${name} is another spelling of ${variable.name}; records would be read wrongly. Choose another name.`;
      // Records are read without regard to case, so T2 and t2 must not become two labels.
      const isTaken = spelled.some((text) => text !== symbol?.name && text.toLowerCase() === name.toLowerCase());
      if (symbol?.kind !== "variable" && owners.has(variable.name) && isTaken)
        return `${name} is taken in ${variable.name}; choose a label that it does not have.`;
    }
  }
  return undefined;
};

const inSight = (schemes: Schemes, places: readonly Occurrence[]) => {
  const uris = new Set(places.map(({ uri }) => uri));
  const own = [...uris].flatMap((uri) => schemes.of(uri) ?? []);
  const users = schemes.inSight().filter(({ scheme }) => [scheme.uri, ...scheme.uses].some((uri) => uris.has(uri)));
  return [...own, ...users];
};

/** Every file that is touched, or uses one that is, is bound once more with the new name: each word must mean what it meant. */
const staysAlike = (schemes: Schemes, places: readonly Occurrence[], text: string): boolean => {
  const renamed = new Map<string, Source>();
  const after = ({ source }: Held): Source => {
    const known = renamed.get(source.uri) ?? replaceAll(source, places, text);
    renamed.set(source.uri, known);
    return known;
  };
  return inSight(schemes, places).every(({ held, scheme }) => {
    const resolve = (from: string, path: string) => {
      const found = schemes.findUsed(from, path);
      return found && after(found);
    };
    return readsAlike(scheme, load(after(held), resolve));
  });
};

const replaceAll = (source: Source, places: readonly Occurrence[], text: string): Source => {
  const mine = places.filter(({ uri }) => uri === source.uri).sort((one, other) => other.span.start - one.span.start);
  if (mine.length === 0) return source;
  const changed = mine.reduce((whole, { span }) => `${whole.slice(0, span.start)}${text}${whole.slice(span.end)}`, source.text);
  return { uri: source.uri, text: changed, parsed: parse(changed) };
};

/** Text that could not be read may hold the old name, and would keep it. */
const hidden = (schemes: Schemes, places: readonly Occurrence[], name: string): string | undefined => {
  for (const uri of new Set(places.map((place) => place.uri))) {
    const held = schemes.find(uri);
    if (held === undefined || held.source.parsed.problems.length === 0) continue;
    const { text, parsed } = held.source;
    const known = [...places.filter((place) => place.uri === uri).map(({ span }) => span), ...parsed.file.comments];
    for (const problem of parsed.problems) {
      const line = held.document.positionAt(problem.start).line;
      const start = held.document.offsetAt({ line, character: 0 });
      const end = held.document.offsetAt({ line: held.document.positionAt(problem.end).line + 1, character: 0 });
      for (let at = text.indexOf(name, start); at >= 0 && at < end; at = text.indexOf(name, at + 1)) {
        if (known.some((span) => span.start <= at && at < span.end)) continue;
        return `Line ${line + 1} cannot be read and may name ${name}; mend it first, so that no place is missed.`;
      }
    }
  }
  return undefined;
};
