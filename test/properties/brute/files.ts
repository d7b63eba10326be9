/** A file with the declarations of those that it uses, under the names that they have in it. */
import type { Decl, StageFile, UseDecl } from "#grammar";

export interface WithUsed {
  readonly decls: readonly Decl[];
  /** Decided in a used file, where gaps and overlaps of them are told. */
  readonly elsewhere: ReadonlySet<string>;
}

const declaredIn = (decl: Decl): readonly string[] => ("names" in decl ? (decl.names ?? []).map((name) => name.text) : []);

function decidedIn(decl: Decl): readonly string[] {
  if (decl.kind === "table") return decl.grid.results.map((name) => name.text);
  return decl.kind === "decide" || decl.kind === "score" || decl.kind === "let" ? [decl.name.text] : [];
}

export function withUsed(file: StageFile, files: ReadonlyMap<string, StageFile>): WithUsed {
  const elsewhere = new Set<string>();
  const decls = file.decls.flatMap((decl): readonly Decl[] => {
    const used = decl.kind === "use" ? files.get(decl.path.value) : undefined;
    if (decl.kind !== "use" || used === undefined) return [decl];
    const inner = withUsed(used, files);
    const decided = new Set([...inner.decls.flatMap(decidedIn), ...inner.elsewhere]);
    const named = (name: string): string => (decl.alias !== undefined && decided.has(name) ? `${decl.alias.text}.${name}` : name);
    for (const name of decided) elsewhere.add(named(name));
    const brought = inner.decls.filter((one) => !["scheme", "check", "examples", "case"].includes(one.kind));
    return renamed(chosen(brought, decl), named) as readonly Decl[];
  });
  return { decls, elsewhere };
}

/** `use a, b from …`: what declares and decides these, and what that mentions. */
function chosen(decls: readonly Decl[], { names }: UseDecl): readonly Decl[] {
  if (names === undefined) return decls;
  const wanted = new Set(names.map((name) => name.text));
  const isWanted = (decl: Decl): boolean => [...declaredIn(decl), ...decidedIn(decl)].some((name) => wanted.has(name));
  for (let before = -1; before !== wanted.size; ) {
    before = wanted.size;
    for (const decl of decls) if (isWanted(decl)) for (const text of textsIn(decl)) wanted.add(text);
  }
  return decls.filter((decl) => decl.kind === "exclude" || isWanted(decl));
}

/** Every name and label below a node. */
function textsIn(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([part, value]) => (part === "text" && typeof value === "string" ? [value] : textsIn(value)));
}

/** A copy in which every name is what it is called elsewhere. */
function renamed(node: unknown, named: (name: string) => string): unknown {
  if (Array.isArray(node)) return node.map((one) => renamed(one, named));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([part, value]): [string, unknown] => [
    part,
    part === "text" && typeof value === "string" ? named(value) : renamed(value, named),
  ]);
  return Object.fromEntries(entries);
}
