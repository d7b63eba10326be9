/** Fixes of example cases: the nearest spelling of a word, and a new example for a row that none reaches. */
import type { Alternative, CaseDecl, Cell, ExamplesDecl, Expected, ExpectedOne, Label, Span, TableDecl } from "#grammar";
import type { BlockCoverage, ExampleResult } from "../api.ts";
import type { Fix } from "../finding.ts";
import { indentAt, insertAt, isFirstOnLine, lineEnd } from "../fixes/edits.ts";
import { labelText } from "../fixes/labels.ts";
import { labelBySpelling } from "../model/domain.ts";
import { closest, spellingFix } from "../model/problems.ts";
import type { Model, Variable } from "../model/symbols.ts";

const inside = (outer: Span, inner: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

// --------------------------------------------------------------- words misspelt

/** The nearest spellings of the names and labels of an example that nothing knows. */
export function spellingFixes(model: Model, result: ExampleResult): readonly Fix[] {
  const decl = model.source.parsed.file.decls.find((one) => inside(one, result.span));
  if (decl?.kind === "examples") return fixesOfGrid(model, decl, result.span);
  return decl?.kind === "case" ? fixesOfCase(model, decl) : [];
}

function fixesOfGrid(model: Model, { grid }: ExamplesDecl, span: Span): readonly Fix[] {
  const names = [...grid.columns, ...grid.results].flatMap((name) => nameFixes(model, name));
  if (names.length > 0) return names;
  const row = grid.rows.find((one) => inside(one, span));
  // A cell that cannot be read is the first such cell of its row; what stands behind it is found when that is mended.
  const cell = row?.cells.findIndex((one) => one.start === span.start && one.end === span.end) ?? -1;
  if (row !== undefined && cell >= 0) return wordFixes(model, grid.columns[cell]?.text, labelsOfCell(row.cells[cell] as Cell), false);
  const cells = (row?.cells ?? []).flatMap((one, index) => wordFixes(model, grid.columns[index]?.text, labelsOfCell(one), false));
  const expected = (row?.expected ?? []).flatMap((one, index) => wordFixes(model, grid.results[index]?.text, labelsOfExpected(one), true));
  return [...cells, ...expected];
}

const fixesOfCase = (model: Model, { steps }: CaseDecl): readonly Fix[] =>
  steps.flatMap((step) => {
    if (step.kind === "expect")
      return [...nameFixes(model, step.name), ...wordFixes(model, step.name.text, labelsOfExpected(step.expected), true)];
    return step.givens.flatMap((given) => {
      const labels =
        given.kind === "in"
          ? given.alternatives.flatMap(labelsOf)
          : given.kind === "has"
            ? (given.has.labels ?? [])
            : given.value === "unknown"
              ? []
              : labelsOf({ ...given, kind: "value", value: given.value });
      return [...nameFixes(model, given.variable), ...wordFixes(model, given.variable.text, labels, false)];
    });
  });

const nameFixes = (model: Model, name: Span & { readonly text: string }): readonly Fix[] =>
  model.scope.has(name.text) ? [] : spellingFix(model.uri, name, name.text, closest(name.text, model.scope.keys()));

const labelsOfCell = (cell: Cell): readonly Label[] => (cell.kind === "alternatives" ? cell.alternatives.flatMap(labelsOf) : []);

function labelsOf(one: Alternative): readonly Label[] {
  if (one.kind === "unknown") return [];
  const literals = one.kind === "range" ? [one.from, one.to] : [one.value];
  return literals.flatMap((literal) => (literal.kind === "label" ? [literal.label] : literal.kind === "set" ? literal.labels : []));
}

const labelsOfExpected = (expected: Expected): readonly Label[] =>
  expected.alternatives.flatMap((one: ExpectedOne) => (one.kind === "label" ? [one.label] : []));

const outcomes = new Set(["none", "excluded", "uncovered", "conflict", "invalid", "undetermined"]);

/** `expected`: words for outcomes may stand there, and unknowns may not. */
function wordFixes(model: Model, name: string | undefined, labels: readonly Label[], expected: boolean): readonly Fix[] {
  const variable = name === undefined ? undefined : model.scope.get(name);
  if (variable === undefined || !("domain" in variable)) return [];
  const known = [
    ...variable.domain.nodes.map((node) => node.text),
    ...(expected ? outcomes : variable.unknownsDeclared ? variable.unknowns : []),
  ];
  return labels.flatMap((label) => {
    if (isKnown(variable, label.text, expected)) return [];
    const near = closest(label.text, known);
    return spellingFix(model.uri, label, label.text, near, near === undefined || outcomes.has(near) ? near : labelText(near));
  });
}

const isKnown = (variable: Exclude<Variable, { kind: "number" }>, word: string, expected: boolean): boolean =>
  labelBySpelling(variable.domain, word) !== undefined || (expected ? outcomes.has(word) : variable.unknowns.includes(word));

// ------------------------------------------------------------ rows without a case

/** A case made of the cells of the first row that none reaches, beside cases with the same columns. */
export function exampleForRow(model: Model, block: BlockCoverage): readonly Fix[] {
  const { decls } = model.source.parsed.file;
  const missed = block.rows.find((row) => !row.reached);
  const table = decls.find((decl): decl is TableDecl => decl.kind === "table" && missed !== undefined && inside(decl, missed.span));
  const row = table?.grid.rows.find((one) => one.start === missed?.span.start);
  if (table === undefined || row === undefined || !row.cells.some((cell) => cell.kind === "alternatives")) return [];
  const cells = new Map(
    table.grid.columns.flatMap((name, index): [string, string][] => {
      const cell = row.cells[index];
      return cell?.kind === "alternatives" ? [[name.text, model.source.text.slice(cell.start, cell.end)]] : [];
    }),
  );
  const host = decls.find((decl): decl is ExamplesDecl => decl.kind === "examples" && takes(decl, cells, block.decision));
  const last = host?.grid.rows.at(-1);
  if (host === undefined || last === undefined) return [];
  const { text } = model.source;
  const left = host.grid.columns.map((name) => cells.get(name.text) ?? "").join(" | ");
  const written = `${left} => ${host.grid.results.map(() => "???").join(" | ")}`;
  const title = "Add an example for the first of them, with what is expected to be filled in";
  if (!isFirstOnLine(text, last.start)) return [insertAt(title, model.uri, last.end, `; ${written}`)];
  return [insertAt(title, model.uri, lineEnd(text, last.end), `\n${indentAt(text, last.start)}${written}`)];
}

const takes = ({ grid }: ExamplesDecl, cells: ReadonlyMap<string, string>, decision: string): boolean =>
  [...cells.keys()].every((name) => grid.columns.some((column) => column.text === name)) &&
  grid.results.some((name) => name.text === decision);
