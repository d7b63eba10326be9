/** Adds a citation to the header, with a text that is still to be filled in (`unknown-cite` says so until it is). */
import type { Fix } from "../finding.ts";
import { indentAt, insertAt, isFirstOnLine, lineEnd, lineStart, type Written } from "./edits.ts";

export function addCiteFix(source: Written | undefined, key: string): readonly Fix[] {
  if (source === undefined) return [];
  const [at, text] = placeOfCite(source, `cite ${key} "???"`);
  return [insertAt(`Add the citation ${key} to the header, to be filled in`, source.uri, at, text)];
}

function placeOfCite({ text, parsed }: Written, cite: string): [at: number, text: string] {
  const header = parsed.file.decls.find((decl) => decl.kind === "scheme");
  if (header === undefined) return [0, `scheme "???" {\n  ${cite}\n}\n\n`];
  const last = header.fields.at(-1);
  const brace = header.end - 1;
  if (text[brace] !== "}") return [header.end, ` {\n  ${cite}\n}`];
  if (last !== undefined && isFirstOnLine(text, last.start) && lineEnd(text, last.end) < brace)
    return [lineEnd(text, last.end), `\n${indentAt(text, last.start)}${cite}`];
  if (isFirstOnLine(text, brace)) return [lineStart(text, brace), `${indentAt(text, brace)}  ${cite}\n`];
  const end = text.slice(0, brace).trimEnd().length;
  return [end, last === undefined ? ` ${cite} ` : `; ${cite}`];
}
