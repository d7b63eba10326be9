/** Document and workspace symbols: the declarations of a rule file, with the labels of its categories. */
import { type DocumentSymbol, SymbolKind, type WorkspaceSymbol } from "vscode-languageserver";
import type { Decl, LabelDecl, Span } from "#grammar";
import { toRange } from "../to-lsp.ts";
import type { Held, Workspace } from "../workspace.ts";

/** In the order of the text; labels stand below their category, and below their parents. */
export const symbolsOf = (held: Held): DocumentSymbol[] => held.source.parsed.file.decls.flatMap((decl) => symbolsOfDecl(held, decl));

/** Symbols of the files at hand (open, or used by one that is) whose names hold the letters of the query in their order. */
export const symbolsIn = (workspace: Workspace, query: string): WorkspaceSymbol[] =>
  filesAtHand(workspace).flatMap((held) =>
    flat(symbolsOf(held), undefined)
      .filter(({ name }) => holds(name, query))
      .map(placed(held)),
  );

const kinds: Readonly<Record<Decl["kind"], SymbolKind>> = {
  scheme: SymbolKind.Module,
  use: SymbolKind.File,
  category: SymbolKind.Enum,
  number: SymbolKind.Number,
  flag: SymbolKind.Boolean,
  set: SymbolKind.Enum,
  table: SymbolKind.Function,
  decide: SymbolKind.Function,
  score: SymbolKind.Function,
  let: SymbolKind.Variable,
  exclude: SymbolKind.Event,
  check: SymbolKind.Property,
  examples: SymbolKind.Array,
  case: SymbolKind.Object,
};

interface Named {
  readonly name: string;
  readonly detail?: string | undefined;
  readonly at: Span;
}

const namedIn = (decl: Decl, text: string): readonly Named[] => {
  if ("names" in decl && decl.kind !== "use") return decl.names.map((name) => ({ name: name.text, detail: decl.title?.value, at: name }));
  if ("name" in decl) return [{ name: decl.name.text, detail: decl.title?.value ?? decl.kind, at: decl.name }];
  if (decl.kind === "table") {
    const decided = decl.grid.results.map((result) => result.text).join(", ");
    return [{ name: decided === "" ? "table" : decided, detail: decl.title?.value ?? "table", at: decl.grid.headerSpan }];
  }
  if (decl.kind === "use") return [{ name: decl.path.value, detail: "use", at: decl.path }];
  if (decl.kind === "exclude") return [{ name: decl.why.value, detail: "exclude", at: decl.why }];
  if (decl.kind === "check") return [{ name: text.slice(decl.start, decl.end).split(/\r?\n/)[0] ?? "check", at: decl }];
  return [{ name: decl.title?.value ?? decl.kind, detail: decl.kind, at: decl.title ?? decl }];
};

const symbolsOfDecl = (held: Held, decl: Decl): readonly DocumentSymbol[] =>
  namedIn(decl, held.source.text).map(({ name, detail, at }) => ({
    // The protocol allows no symbol without a name, and a text may be empty while it is typed.
    name: name.trim() === "" ? decl.kind : name,
    ...(detail === undefined ? {} : { detail }),
    kind: kinds[decl.kind],
    range: toRange(held.document, decl),
    selectionRange: toRange(held.document, at.start >= decl.start && at.end <= decl.end ? at : decl),
    children: decl.kind === "category" || decl.kind === "set" ? decl.labels.map((label) => symbolOfLabel(held, label)) : [],
  }));

const symbolOfLabel = (held: Held, { start, end, label, text, children }: LabelDecl): DocumentSymbol => ({
  name: label.text === "" ? '""' : label.text,
  ...(text === undefined ? {} : { detail: text.value }),
  kind: SymbolKind.EnumMember,
  range: toRange(held.document, { start, end }),
  selectionRange: toRange(held.document, label),
  children: (children ?? []).map((child) => symbolOfLabel(held, child)),
});

// -------------------------------------------------------------- the whole workspace

const filesAtHand = (workspace: Workspace): readonly Held[] => {
  const known = new Map<string, Held>();
  const open = [...workspace.open()];
  for (let held = open.shift(); held !== undefined; held = open.shift()) {
    const { uri, parsed } = held.source;
    if (known.has(uri)) continue;
    known.set(uri, held);
    for (const decl of parsed.file.decls) {
      const found = decl.kind === "use" ? workspace.findUsed(uri, decl.path.value) : undefined;
      if (found !== undefined) open.push(found);
    }
  }
  return [...known.values()];
};

interface Flat {
  readonly name: string;
  readonly symbol: DocumentSymbol;
  readonly inside: string | undefined;
}

const flat = (symbols: readonly DocumentSymbol[], inside: string | undefined): readonly Flat[] =>
  symbols.flatMap((symbol) => [{ name: symbol.name, symbol, inside }, ...flat(symbol.children ?? [], symbol.name)]);

const placed =
  ({ source }: Held) =>
  ({ name, symbol, inside }: Flat): WorkspaceSymbol => ({
    name,
    kind: symbol.kind,
    location: { uri: source.uri, range: symbol.selectionRange },
    ...(inside === undefined ? {} : { containerName: inside }),
  });

/** `vl` finds `very low`, as editors look for symbols. */
const holds = (name: string, query: string): boolean => {
  let from = 0;
  for (const sign of query.toLowerCase()) {
    const at = name.toLowerCase().indexOf(sign, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
};
