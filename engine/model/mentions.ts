/** Which names the text of a declaration mentions, before any of them has a meaning. */
import type { Decl } from "#grammar";

/** Every name in a declaration that could be a variable (some may turn out to be labels). */
export function mentions(decl: Decl): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown, key: string): void => {
    if (Array.isArray(value)) {
      for (const one of value) visit(one, key);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    if (isName(value) && nameKeys.has(key)) found.add(value.text);
    for (const [inner, child] of Object.entries(value)) visit(child, inner);
  };
  visit(decl, "");
  return found;
}

const nameKeys = new Set(["name", "columns", "results", "needs", "variable", "column", "set", "target", "decision"]);

const isName = (value: object): value is { readonly text: string } =>
  "text" in value && typeof value.text === "string" && !("kind" in value);

/** The variables that a declaration assigns. */
export function decidedNames(decl: Decl): readonly string[] {
  switch (decl.kind) {
    case "table":
      return decl.grid.results.map((name) => name.text);
    case "decide":
    case "score":
    case "let":
      return [decl.name.text];
    default:
      return [];
  }
}

/** The variables that a declaration introduces. */
export function declaredNames(decl: Decl): readonly string[] {
  switch (decl.kind) {
    case "category":
    case "set":
    case "flag":
    case "number":
      return decl.names.map((name) => name.text);
    case "score":
    case "let":
      return [decl.name.text];
    default:
      return [];
  }
}

/** The names wanted from a file with all that they are decided by, and so on. */
export function closure(decls: readonly Decl[], wanted: ReadonlySet<string>): ReadonlySet<string> {
  const known = new Set(decls.flatMap(declaredNames));
  const whole = new Set<string>();
  const open = [...wanted];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (whole.has(name)) continue;
    whole.add(name);
    for (const decl of decls) {
      if (!decidedNames(decl).includes(name)) continue;
      open.push(...[...mentions(decl)].filter((mention) => known.has(mention) || mention.includes(".")));
      open.push(...decidedNames(decl));
    }
  }
  return whole;
}
