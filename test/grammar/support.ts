/** What the grammar's tests share: the sample files, and trees without their places. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { type Decl, type ParseResult, parse } from "#grammar";

const root = new URL("../../../", import.meta.url);

export interface Sample {
  readonly name: string;
  readonly text: string;
}

function read(folder: string): readonly Sample[] {
  const url = new URL(folder, root);
  if (!existsSync(url)) return [];
  const paths = readdirSync(url, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".stage"));
  return paths.sort().map((path) => ({ name: basename(path), text: readFileSync(new URL(path.replaceAll("\\", "/"), url), "utf8") }));
}

/** The well-formed files beside these tests: every construct, and the two complete files of the language page. */
export const fixtures: readonly Sample[] = read("test/grammar/fixtures/");
/** The real rule files. */
export const examples: readonly Sample[] = read("examples/");

export function fixture(name: string): string {
  const found = fixtures.find((sample) => sample.name === name);
  assert.ok(found, `no fixture ${name}`);
  return found.text;
}

/** A tree with everything but its places. */
export const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (key === "start" || key === "end" || key === "headerSpan" ? undefined : inner)));

/** The tree of a text that has no problem. */
export function treeOf(text: string): ParseResult["file"] {
  const { file, problems } = parse(text);
  assert.deepEqual(
    problems.map(({ message }) => message),
    [],
  );
  return file;
}

/** 1-based line of an offset. */
export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n|\r|\n/).length;

/** Every node of a tree that has a place, with the path that leads to it. */
export function* places(
  value: unknown,
  path = "file",
): Generator<{ path: string; start: number; end: number; node: Record<string, unknown> }> {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* places(one, `${path}[${index}]`);
    return;
  }
  const node = value as Record<string, unknown>;
  if (typeof node["start"] === "number" && typeof node["end"] === "number") yield { path, start: node["start"], end: node["end"], node };
  for (const [key, inner] of Object.entries(node)) yield* places(inner, `${path}.${key}`);
}

/** The one declaration of a text. */
export function only<K extends Decl["kind"]>(kind: K, text: string): Decl & { kind: K } {
  const file = treeOf(text);
  assert.equal(file.decls.length, 1);
  const decl = file.decls[0] as Decl;
  assert.equal(decl.kind, kind);
  assert.equal(decl.broken, false);
  return decl as Decl & { kind: K };
}
