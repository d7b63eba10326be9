/** Whether a `let` is a number or a flag, told from its text: other declarations may still be unbound. */
import type { Decl, Expr } from "#grammar";
import type { Scope } from "./scope.ts";

export function inferKind(expr: Expr, scope: Scope, decls: readonly Decl[], seen: ReadonlySet<string> = new Set()): "number" | "flag" {
  switch (expr.kind) {
    case "paren":
      return inferKind(expr.inner, scope, decls, seen);
    case "and":
    case "or":
    case "not":
    case "compare":
    case "in":
    case "has":
    case "yesno":
      return "flag";
    case "if":
      return inferKind(expr.then, scope, decls, seen);
    case "name": {
      const name = expr.name.text;
      const variable = scope.names.get(name);
      if (variable !== undefined) return variable.kind === "flag" ? "flag" : "number";
      const other = decls.find((decl) => decl.kind === "let" && decl.name.text === name);
      if (other?.kind !== "let" || seen.has(name)) return "number";
      return inferKind(other.value, scope, decls, new Set([...seen, name]));
    }
    default:
      return "number";
  }
}
