/** Changes to the labels of a category or set: one more, one less, a parent without braces. */
import type { CategoryDecl, Label, LabelDecl, SetDecl, Span } from "#grammar";
import type { Fix, Place } from "../finding.ts";
import { fixOf, indentAt, insertAt, isFirstOnLine, lineEnd, replaceBy, takeOut, takeOutOfList, type Written } from "./edits.ts";

export type Sources = ReadonlyMap<string, Written>;

const reserved = new Set(
  (
    "and or not in has any all of as if then else when where needs otherwise implies because except none yes no " +
    "unknown assume also monotone never falling count ln log10 exp sqrt min max abs round"
  ).split(" "),
);

/** A label as rules write it: bare where it can be, in quotes otherwise. */
export const labelText = (label: string): string =>
  /^\w+(\([\w+-]*\))?$/.test(label) && !reserved.has(label.replace(/\(.*/, "")) ? label : `"${label.replace(/["\\]/g, "\\$&")}"`;

type Labelled = CategoryDecl | SetDecl;

/** The declaration in which a variable gets its name. */
export function labelledAt(sources: Sources, place: Place): { readonly source: Written; readonly decl: Labelled } | undefined {
  const source = sources.get(place.uri);
  const decl = source?.parsed.file.decls.find(
    (one): one is Labelled => (one.kind === "category" || one.kind === "set") && one.names.some((name) => name.start === place.span.start),
  );
  return source === undefined || decl === undefined ? undefined : { source, decl };
}

/** A label that rules use and nothing declares, beside the one that it is most like, or else as the last. */
export function addLabelFix(
  sources: Sources,
  declared: Place,
  written: Span & { readonly uri: string },
  near: string | undefined,
): readonly Fix[] {
  const found = labelledAt(sources, declared);
  const text = sources.get(written.uri)?.text.slice(written.start, written.end);
  if (found === undefined || text === undefined) return [];
  const { source, decl } = found;
  const beside = (near === undefined ? undefined : labelNamed(decl.labels, near)) ?? decl.labels.at(-1);
  if (beside === undefined) return [];
  const name = source.text.slice(declared.span.start, declared.span.end);
  return [insertAt(`Add ${text} to ${name}, after ${beside.label.text}`, source.uri, ...besideLabel(source, beside, text))];
}

function labelNamed(labels: readonly LabelDecl[], text: string): LabelDecl | undefined {
  for (const label of labels) {
    const found = label.label.text === text ? label : labelNamed(label.children ?? [], text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** On a line of its own where its neighbour has one. */
function besideLabel({ text }: Written, beside: LabelDecl, label: string): [at: number, text: string] {
  const end = lineEnd(text, beside.end);
  const alone = isFirstOnLine(text, beside.start) && /^[ \t]*(\/\/.*)?$/.test(text.slice(beside.end, end));
  return alone ? [end, `\n${indentAt(text, beside.start)}${label}`] : [beside.end, `  ${label}`];
}

/** Takes a second label of the same name out; one with labels below it, or with a single sibling, is for the author to judge. */
export function deleteLabelFix(source: Written | undefined, decl: LabelDecl, siblings: number): readonly Fix[] {
  if (source === undefined || (decl.children ?? []).length > 0 || siblings === 2) return [];
  return [fixOf(`Delete this ${decl.label.text}`, source.uri, [takeOut(source, decl)])];
}

/** Takes a word out of the unknowns of a declaration. */
export function deleteUnknownFix(source: Written | undefined, unknown: readonly Label[], label: Label): readonly Fix[] {
  if (source === undefined) return [];
  const title = `Take ${label.text} out of the unknowns`;
  const edit = takeOutOfList(unknown, unknown.indexOf(label));
  if (edit !== undefined) return [fixOf(title, source.uri, [edit])];
  const before = source.text.slice(0, label.start);
  const word = /\s*\bunknown\s*$/.exec(before);
  return word === null ? [] : [replaceBy(title, source.uri, { start: word.index, end: label.end }, "")];
}

/** What to do with a label that stands alone below its parent. */
export function loneChildFixes(source: Written | undefined, parent: LabelDecl, child: LabelDecl): readonly Fix[] {
  if (source === undefined) return [];
  const { text, uri } = source;
  const brace = text.lastIndexOf("{", child.start);
  const inBraces = source.parsed.file.comments.some((comment) => comment.start >= brace && comment.end <= parent.end);
  const written = text.slice(parent.label.start, parent.label.end);
  const same = parent.label.text === child.label.text;
  const plain = same ? [] : [insertAt(`Add ${written} as its own plain case`, uri, child.start, `${written}  `)];
  // Rules that name the child would lose it.
  const named = !same && text.split(child.label.text).length > 2;
  if (inBraces || named || (child.children ?? []).length > 0) return plain;
  const unwrap = { start: text.slice(0, brace).trimEnd().length, end: parent.end };
  return [...plain, replaceBy(same ? "Leave the braces out" : `Keep ${written} alone, without ${child.label.text}`, uri, unwrap, "")];
}
