/** The rule file that mistakes are seeded into: its text and tree, its variables, and how it is loaded with another text. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { load, type Scheme, type Source, type VariableInfo } from "#engine";
import { type NumberDecl, parse } from "#grammar";

export interface Subject {
  /** Path from the root of the project, with forward slashes. */
  readonly file: string;
  readonly source: Source;
  readonly scheme: Scheme;
  /** The files that it uses. */
  readonly usedSources: readonly Source[];
  readonly variable: (name: string) => VariableInfo | undefined;
  readonly declaration: (name: string) => NumberDecl | undefined;
}

const read = (path: string): Source => {
  const text = readFileSync(path, "utf8");
  return { uri: path, text, parsed: parse(text) };
};

export const withText = (file: string, text: string): Scheme =>
  load({ uri: file, text, parsed: parse(text) }, (from, used) => read(join(dirname(from), used)));

/** `text`: another one than that of the file. */
export function subjectOf(file: string, text = readFileSync(file, "utf8")): Subject {
  const source: Source = { uri: file, text, parsed: parse(text) };
  const scheme = withText(file, source.text);
  const usedSources = scheme.uses.map(read);
  const declarations = [source, ...usedSources].flatMap(({ parsed }) =>
    parsed.file.decls.flatMap((decl) => (decl.kind === "number" ? [decl] : [])),
  );
  return {
    file,
    source,
    scheme,
    usedSources,
    variable: (name) => scheme.variables.find((variable) => variable.name === name || variable.also.includes(name)),
    declaration: (name) => declarations.find((decl) => decl.names.some((each) => each.text === name)),
  };
}

/** The line of an offset, counted from 1. */
export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;
