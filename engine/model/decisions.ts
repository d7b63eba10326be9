/** Binds what a file decides, excludes and proves, gathered by the variable that each decides. */
import type { Decl } from "#grammar";
import type { Binding } from "./binding.ts";
import { bindCheck, bindExclude } from "./constraints.ts";
import { bindLet, bindScore } from "./scores.ts";
import { bindDecide, bindTable } from "./tables.ts";

export function bindDecisions(binding: Binding, decls: readonly Decl[]): void {
  for (const decl of decls) {
    switch (decl.kind) {
      case "table":
        bindTable(binding, decl);
        break;
      case "decide":
        bindDecide(binding, decl);
        break;
      case "score":
        bindScore(binding, decl);
        break;
      case "let":
        bindLet(binding, decl);
        break;
      case "exclude":
        bindExclude(binding, decl);
        break;
      default:
        break;
    }
  }
  // Last, since a property may stand above what decides its variable.
  for (const decl of decls) if (decl.kind === "check") bindCheck(binding, decl);
}
