/** `undocumented`: a variable, score or let with neither a title nor a `///` comment. Off unless a project asks for it. */
import type { Decl, Name } from "#grammar";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import type { Model } from "../model/symbols.ts";

export const undocumentedFindings = (model: Model): readonly Finding[] =>
  model.source.parsed.file.decls.flatMap((decl) => {
    const names = namesOf(decl);
    const [first] = names;
    if (first === undefined || decl.doc !== undefined || ("title" in decl && decl.title !== undefined)) return [];
    const all = names.map((name) => name.text).join(", ");
    const message = `${all} ${names.length === 1 ? "has" : "have"} neither a title nor a /// comment. Say in the guideline's words what ${names.length === 1 ? "it stands" : "they stand"} for.`;
    return [finding("undocumented", model.uri, first, message, `undocumented ${all}`)];
  });

function namesOf(decl: Decl): readonly Name[] {
  switch (decl.kind) {
    case "category":
    case "number":
    case "flag":
    case "set":
      return decl.names;
    case "score":
    case "let":
      return [decl.name];
    default:
      return [];
  }
}
