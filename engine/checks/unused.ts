/**
 * `unused`: an input that no rule reads, a citation that no rule names, a used file that nothing needs.
 * A decision is never unused: it may be what the file is for. A file that decides nothing shares its declarations with others.
 */
import type { Decl, SchemeField } from "#grammar";
import type { Finding } from "../finding.ts";
import { fixOf, takeOut, takeOutOfList } from "../fixes/edits.ts";
import { decidedNames, declaredNames, mentions } from "../model/mentions.ts";
import { finding } from "../model/problems.ts";
import type { Brought, Model, Variable } from "../model/symbols.ts";
import { citesIn } from "./cites-in.ts";

/** While an error stands in the text, what it hides may be what refers to them. */
export function unusedFindings(model: Model): readonly Finding[] {
  if (model.findings.some((one) => one.severity === "error")) return [];
  const { decls } = model.source.parsed.file;
  if (!decls.some((decl) => decidedNames(decl).length > 0)) return [];
  const named = new Set(decls.filter((decl) => !isExample(decl)).flatMap(namesIn));
  const inExamples = new Set(decls.filter(isExample).flatMap(namesIn));
  const read = variablesRead(model);
  return [
    ...decls.flatMap((decl) => unusedNames(model, decl, named, inExamples, read)),
    ...model.brought.flatMap((brought) => unusedUse(model, brought, new Set([...named, ...inExamples]), read)),
    ...unusedCites(model, decls),
    ...idleExcludes(model),
  ];
}

/** The names in a declaration. Rows of a grid hold labels and numbers alone, and there may be thousands of them. */
function namesIn(decl: Decl): readonly string[] {
  switch (decl.kind) {
    case "table":
      return [...mentions({ ...decl, grid: { ...decl.grid, rows: [] } })];
    case "examples":
      return [...mentions({ ...decl, grid: { ...decl.grid, rows: [] } })];
    case "exclude":
      return [...mentions({ ...decl, grid: decl.grid && { ...decl.grid, rows: [] } })];
    case "score":
      return [...mentions({ ...decl, parts: decl.parts.map((part) => (part.kind === "factor" ? { ...part, rows: [] } : part)) })];
    default:
      return [...mentions(decl)];
  }
}

const isExample = (decl: Decl): boolean => decl.kind === "examples" || decl.kind === "case";

/** What the rules of the whole scheme read or decide; those of a used file too. */
const variablesRead = (model: Model): ReadonlySet<Variable> =>
  new Set([
    ...model.decisions.flatMap((decision) => [decision.variable, ...decision.reads]),
    ...model.excludes.flatMap((exclude) => exclude.reads),
  ]);

// --------------------------------------------------------------------- variables

function unusedNames(
  model: Model,
  decl: Decl,
  named: ReadonlySet<string>,
  inExamples: ReadonlySet<string>,
  read: ReadonlySet<Variable>,
): readonly Finding[] {
  if (decl.kind !== "category" && decl.kind !== "number" && decl.kind !== "flag" && decl.kind !== "set") return [];
  return declaredNames(decl).flatMap((name, index) => {
    const variable = model.scope.get(name);
    const span = decl.names[index];
    if (span === undefined || variable === undefined || named.has(name) || read.has(variable)) return [];
    if (inExamples.has(name)) {
      const message = `No rule reads ${name}; only examples name it, so it changes no answer. A rule that needs it may be missing.`;
      return [finding("unused", model.uri, span, message, `unused ${name}`)];
    }
    const edit = takeOutOfList(decl.names, index) ?? takeOut(model.source, decl);
    const message = `No rule reads ${name}, so it changes no answer. Delete it, or write the rule that needs it.`;
    return [finding("unused", model.uri, span, message, `unused ${name}`, { fixes: [fixOf(`Delete ${name}`, model.uri, [edit], true)] })];
  });
}

// ---------------------------------------------------------------------- excludes

/** An exclude bears on decisions that read what it reads, unless it asks for what they come to. */
function idleExcludes(model: Model): readonly Finding[] {
  const asksFor = (reads: readonly Variable[], wanted: Variable): boolean =>
    reads.some((read) => {
      const inner = model.decisions.find((one) => one.variable === read);
      return read === wanted || (inner !== undefined && asksFor(inner.reads, wanted));
    });
  return model.excludes.flatMap((exclude) => {
    const { target, reads, place } = exclude;
    if (target !== undefined || place.uri !== model.uri) return [];
    if (model.decisions.some((one) => one.reads.some((read) => reads.includes(read)) && !asksFor(reads, one.variable))) return [];
    const names = reads.map((read) => read.name).join(", ");
    const message = `This exclude rules nothing out: no decision reads ${names} without being what the exclude asks for. Say which decision it is for ('exclude for …'), in terms of what that is decided from, or delete it.`;
    return [finding("unused", place.uri, place.span, message, `unused exclude ${exclude.why}`)];
  });
}

// -------------------------------------------------------------------- used files

function unusedUse(
  model: Model,
  { use, names, decided, rules }: Brought,
  named: ReadonlySet<string>,
  read: ReadonlySet<Variable>,
): readonly Finding[] {
  const path = use.path.value;
  if (!rules && names.every((name) => !named.has(name))) {
    const message = `Nothing here refers to what "${path}" declares. Delete this line, or write the rule that needs it.`;
    const fixes = [fixOf("Delete this use", model.uri, [takeOut(model.source, use)], true)];
    return [finding("unused", model.uri, use, message, `unused use ${path}`, { fixes })];
  }
  return (use.names ?? []).flatMap((name, index) => {
    const variable = model.scope.get(name.text);
    // What an exclude of the used file reads is needed there.
    if (named.has(name.text) || decided.includes(name.text) || variable === undefined || read.has(variable)) return [];
    const edit = takeOutOfList(use.names ?? [], index);
    const message = `Nothing here refers to ${name.text}. Take it out of this list, or write the rule that needs it.`;
    const fixes = edit === undefined ? [] : [fixOf(`Take ${name.text} out of the list`, model.uri, [edit], true)];
    return [finding("unused", model.uri, name, message, `unused use ${path} ${name.text}`, { fixes })];
  });
}

// --------------------------------------------------------------------- citations

/** Where no rule names any source, the citations are those of the whole file. */
function unusedCites(model: Model, decls: readonly Decl[]): readonly Finding[] {
  const cited = new Set(decls.flatMap(citesIn).map((cite) => cite.key));
  if (cited.size === 0) return [];
  const cites = decls.flatMap((decl): readonly SchemeField[] => (decl.kind === "scheme" ? decl.fields : []));
  return cites.flatMap((field) => {
    if (field.kind !== "cite" || cited.has(field.key.text)) return [];
    const { text } = field.key;
    const message = `No rule says that it comes from @${text}. Write @${text} behind the table or the row that it is the source of, or delete the citation.`;
    // Not safe: no answer changes, and yet nobody could restore the reference from the file.
    const fixes = [fixOf("Delete this citation", model.uri, [takeOut(model.source, field)])];
    return [finding("unused", model.uri, field.key, message, `unused cite ${text}`, { fixes })];
  });
}
