/** A half-typed line gives one problem, on that line, and costs no other line. */
import assert from "node:assert/strict";
import { type Decl, type LabelDecl, type ParseResult, parse } from "#grammar";
import { examples, fixtures, lineOf, type Sample } from "./support.ts";

const passedOver = new Set(["start", "end", "doc"]);
const withoutPlacesAndDocs = (key: string, value: unknown): unknown => (passedOver.has(key) ? undefined : value);

/** What each line of a file means by itself (in the order of the text): rows, rules, labels, declarations without a block of lines, by the line they begin on. */
function meaningByLine(text: string, file: ParseResult["file"]): Map<number, string> {
  const meaning = new Map<number, string>();
  let line = 1;
  let reached = 0;
  const add = (start: number, node: unknown): void => {
    for (; reached < start; reached += 1) if (text[reached] === "\n") line += 1;
    meaning.set(line, `${meaning.get(line) ?? ""}${JSON.stringify(node, withoutPlacesAndDocs)}`);
  };
  for (const decl of file.decls) for (const [start, node] of partsOf(decl)) add(start, node);
  return meaning;
}

const own = ({ children: _, doc: __, ...label }: LabelDecl): unknown => label;
const labelsIn = (labels: readonly LabelDecl[]): (readonly [number, unknown])[] =>
  labels.flatMap((label) => [[label.start, own(label)] as const, ...labelsIn(label.children ?? [])]);

function partsOf(decl: Decl): (readonly [number, unknown])[] {
  switch (decl.kind) {
    case "table":
    case "examples":
      return decl.grid.rows.map((row) => [row.start, row]);
    case "exclude":
      return decl.grid === undefined ? [[decl.start, decl]] : decl.grid.rows.map((row) => [row.start, row]);
    case "decide":
      return decl.rules.map((rule) => [rule.start, rule]);
    case "score":
      return decl.parts.flatMap((part): (readonly [number, unknown])[] =>
        part.kind === "line" ? [[part.start, part]] : part.rows.map((row) => [row.start, row]),
      );
    case "case":
      return decl.steps.map((step) => [step.start, step]);
    case "scheme":
      return decl.fields.map((field) => [field.start, field]);
    case "category":
    case "set":
      return labelsIn(decl.labels);
    case "use":
    case "number":
    case "flag":
    case "let":
    case "check":
      return [[decl.start, decl]];
  }
}

interface Tally {
  cuts: number;
  wellFormed: number;
  lost: number;
  readonly wrong: string[];
}

/** Set it to cut the real rule files at every letter too, which takes minutes and finds the same. */
const everywhere = process.env["STAGEWRIGHT_EVERY_CUT"] !== undefined;

/** Where to cut a line: everywhere but before its first character; within a text or a comment at its ends only; every `step`th of these, lines taking turns. */
function cutsOf(line: string, index: number, step: number): number[] {
  const cuts: number[] = [];
  const masked = line.replace(/"[^"]{3,}"|\/\/.{3,}$/g, (inner) => `${inner.slice(0, 2)}${"~".repeat(inner.length - 3)}${inner.at(-1)}`);
  // A bracket alone on its line leaves no trace when it goes: its problem is where the bracket was opened.
  const start = line.trim() === ")" ? line.length : 1;
  for (let length = start; length < line.length; length += 1) {
    if (everywhere || masked[length - 1] !== "~" || masked[length] !== "~") cuts.push(length);
  }
  return everywhere ? cuts : cuts.filter((length) => (length + index) % step === 0);
}

/** Cuts every line of a sample short. */
function cutLines({ name, text }: Sample, step: number, tally: Tally): void {
  const lines = text.split("\n");
  const whole = meaningByLine(text, parse(text).file);
  const within = linesOfLines(text, lines.length);
  for (const [index, line] of lines.entries()) {
    for (const length of cutsOf(line, index, step)) {
      const rest = line.slice(0, length);
      const cut = lines.with(index, rest).join("\n");
      const { file, problems } = parse(cut);
      tally.cuts += 1;
      if (problems.length === 0) {
        tally.wellFormed += 1;
        continue;
      }
      const on = problems.map(({ start, end }) => `${lineOf(cut, start)}-${lineOf(cut, end)}`);
      const isHere = problems.every(
        ({ start, end }) => within.get(index + 1)?.includes(lineOf(cut, start)) && lineOf(cut, start) === lineOf(cut, end),
      );
      if (on.length !== 1 || !isHere) tally.wrong.push(`${name}:${index + 1} cut to «${rest}» has problems on ${on.join(", ")}`);
      if (isOneRow(lines, index)) compareOthers(name, index, rest, whole, meaningByLine(cut, file), tally);
    }
  }
}

/** The lines on which a cut of each line may be told: itself, and where a formula goes over several lines, any of them. */
function linesOfLines(text: string, count: number): Map<number, readonly number[]> {
  const within = new Map(Array.from({ length: count }, (_, index): [number, readonly number[]] => [index + 1, [index + 1]]));
  for (const { kind, start, end } of parse(text).file.decls) {
    if (kind !== "let") continue;
    const [first, last] = [lineOf(text, start), lineOf(text, end)];
    const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    for (const line of all) within.set(line, all);
  }
  return within;
}

/** The line is a row, rule, step, field or declaration of its own: it opens no block and no other line goes on from it. */
function isOneRow(lines: readonly string[], index: number): boolean {
  const line = (lines[index] as string).replace(/\/\/.*$/, "").trimEnd();
  const before = (lines[index - 1] ?? "").replace(/\/\/.*$/, "").trimEnd();
  const next = lines[index + 1] ?? "";
  const opens = [...line].filter((c) => c === "{").length > [...line].filter((c) => c === "}").length;
  const goesOn = /(?:[,+\-*/^(]|\b(?:and|or|then|else))$/;
  const continues =
    goesOn.test(line) || goesOn.test(before) || /^\s*(?:=>|and\b|or\b|\))/.test(line) || /^\s*(?:=>|and\b|or\b|\))/.test(next);
  return !opens && !continues;
}

function compareOthers(
  name: string,
  index: number,
  rest: string,
  whole: Map<number, string>,
  cut: Map<number, string>,
  tally: Tally,
): void {
  for (const [line, meaning] of whole) {
    if (line === index + 1 || cut.get(line) === meaning) continue;
    tally.lost += 1;
    tally.wrong.push(`${name}:${index + 1} cut to «${rest}» changes line ${line}`);
  }
}

describe("a line cut short", () => {
  it("gives exactly one problem on that line, and leaves the others as they are", function () {
    this.timeout(300_000);
    const tally: Tally = { cuts: 0, wellFormed: 0, lost: 0, wrong: [] };
    for (const sample of fixtures) cutLines(sample, 1, tally);
    for (const sample of examples) cutLines(sample, 61, tally);
    const illFormed = tally.cuts - tally.wellFormed;
    console.log(
      `      ${tally.cuts} cuts: ${illFormed} ill-formed, one problem each; ${((100 * tally.wellFormed) / tally.cuts).toFixed(1)} % still well-formed`,
    );
    assert.deepEqual(tally.wrong.slice(0, 20), []);
    assert.ok(illFormed > 5000);
  });
});

describe("a lost brace", () => {
  const text = fixtures.find(({ name }) => name === "everything.stage")?.text ?? "";
  const names = (file: ParseResult["file"]): string[] =>
    file.decls.map((decl) => `${decl.kind} ${"names" in decl ? decl.names?.map(({ text: one }) => one).join() : ""}`);

  it("costs one problem, and no other declaration", () => {
    const whole = names(parse(text).file);
    for (const match of text.matchAll(/^\}/gm)) {
      const { file, problems } = parse(text.slice(0, match.index) + text.slice(match.index + 1));
      assert.equal(problems.length, 1, `without the } of line ${lineOf(text, match.index)}`);
      assert.deepEqual(names(file), whole);
      assert.equal(file.decls.filter(({ broken }) => broken).length, 1);
    }
    for (const match of text.matchAll(/\{$/gm)) {
      const { file, problems } = parse(text.slice(0, match.index) + text.slice(match.index + 1));
      assert.equal(problems.length, 1, `without the { of line ${lineOf(text, match.index)}`);
      assert.deepEqual(names(file), whole);
    }
  });

  it("is found without the help of indents, by the next declaration", () => {
    const flat = "category T {\nT1\nT2\ncategory N { N0 }\ntable {\nT => N\nT1 => N0\n}";
    const { file, problems } = parse(flat);
    assert.equal(problems.length, 1);
    assert.deepEqual(
      names(file),
      ["category T", "category N", "table undefined"].map((one) => one.replace("undefined", "")),
    );
  });

  it("may stand on the line below: one problem, nothing lost, a fix that moves it", () => {
    const below = "category T\n{\n  T1\n}\n";
    const { file, problems } = parse(below);
    assert.equal(problems.length, 1);
    const [category] = file.decls;
    assert.ok(category?.kind === "category" && category.labels.length === 1 && !category.broken);
  });
});

describe("a bad line", () => {
  it("in a table counts as broken and leaves the other rows", () => {
    const { file, problems } = parse("table {\n  T | N => s\n  T1 | N0 => IA\n  T2 | | N1 => IB\n  T3 N1 => IB\n  T4 | N1 => IB\n}");
    const table = file.decls[0];
    assert.ok(table?.kind === "table");
    assert.deepEqual([table.broken, table.grid.broken, table.grid.rows.length, problems.length], [true, 2, 2, 2]);
  });

  it("in a header keeps the declaration without columns", () => {
    const { file } = parse("table {\n  T | => s\n  T1 | N0 => IA\n}");
    const table = file.decls[0];
    assert.ok(table?.kind === "table" && table.broken);
    assert.deepEqual([table.grid.columns, table.grid.broken, table.grid.rows.length], [[], 1, 1]);
  });

  it("in a head keeps the kind, the names and the block", () => {
    const { file, problems } = parse(
      "category T, U = {\n  T1\n  T2\n}\ndecide S highest where {\n  a when b\n}\nnumber n unit\nscore p @ {\n  +1 when a\n}",
    );
    assert.deepEqual(
      file.decls.map((decl) => [decl.kind, decl.broken]),
      [
        ["category", true],
        ["decide", true],
        ["number", true],
        ["score", true],
      ],
    );
    assert.equal(problems.length, 4);
    const [category, decide] = file.decls;
    assert.ok(category?.kind === "category" && category.labels.length === 2);
    assert.ok(decide?.kind === "decide" && decide.rules.length === 1 && decide.policy?.value === "highest");
  });

  it("in a category costs its own labels", () => {
    const { file, problems } = parse("category T {\n  T0\n  T1: { T1a T1b }\n  T2 | T3\n  T4\n}");
    const category = file.decls[0];
    assert.ok(category?.kind === "category" && category.broken);
    assert.equal(problems.length, 2);
    assert.deepEqual([category.labels.at(0)?.label.text, category.labels.at(-1)?.label.text], ["T0", "T4"]);
  });
});
