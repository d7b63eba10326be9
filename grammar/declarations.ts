/** Makes declarations of heads and blocks, keeping all that was read where a part is broken. */
import type { IToken } from "chevrotain";
import type { CategoryDecl, Decl, LabelDecl, Row, Rule, SchemeField, ScorePart, Span, Step, Text } from "./ast.ts";
import { documented } from "./docs.ts";
import type { LabelDraft } from "./grid-rules.ts";
import { readExamples, readGrid, spanOfLine } from "./grids.ts";
import { type BlockLines, blockOf, endOf, type Line, lastBlock } from "./layout.ts";
import { type Reader, readLines } from "./read-lines.ts";
import type { Head } from "./variable-rules.ts";

/** A declaration's head with its block, as far as they could be read. */
export interface DeclarationParts {
  readonly line: Line;
  readonly head: Head;
  readonly ok: boolean;
  readonly block: BlockLines | undefined;
}

/** The declaration, or undefined where not even its kind and name can be told. */
export function toDeclaration(reader: Reader, parts: DeclarationParts): Decl | undefined {
  const { line, head, ok } = parts;
  const { kind } = head;
  const block = parts.block ?? { lines: [], start: spanOfLine(line).end, end: spanOfLine(line).end, implied: true, below: false };
  const broken = !ok || (parts.block?.implied ?? false);
  const span = spanOfLine(line);
  const base = { doc: documented(line), broken, start: span.start, end: Math.max(span.end, block.end) };
  switch (kind) {
    case undefined:
      return undefined;
    case "scheme": {
      const read = readLines(reader, "field", block.lines);
      const fields: SchemeField[] = read.filter((one) => one.ok).map((one) => one.value);
      return { ...base, kind, title: head.title ?? noText(base), fields, broken: broken || fields.length < read.length };
    }
    case "use":
      if (head.path === undefined) return undefined;
      return { ...base, kind, path: head.path, names: head.names.length === 0 ? undefined : head.names, alias: head.alias };
    case "category":
    case "set":
    case "flag":
    case "number":
      return head.names.length === 0 ? undefined : variable(reader, parts, block, base);
    case "table": {
      const grid = readGrid(reader, block, "decides");
      const { policy, title, where, needs, cites } = head;
      return { ...base, kind, policy, title, where, needs, cites, grid, broken: broken || grid.broken > 0 };
    }
    case "decide":
      return decide(reader, head, block, base);
    case "score":
      return score(reader, head, block, base);
    case "let":
      if (head.names[0] === undefined || head.value === undefined || !ok) return undefined;
      return { ...base, kind, name: head.names[0], title: head.title, value: head.value, cites: head.cites };
    case "exclude": {
      const why = head.title ?? noText(base);
      const grid = head.when === undefined && parts.block !== undefined ? readGrid(reader, block, "excludes") : undefined;
      const { target, when, cites } = head;
      return { ...base, kind, target, why, cites, when, grid, broken: broken || (grid?.broken ?? 0) > 0 };
    }
    case "check":
      return head.property === undefined || !ok ? undefined : { ...base, kind, property: head.property };
    case "examples": {
      const grid = readExamples(reader, block);
      return { ...base, kind, title: head.title, grid, broken: broken || grid.broken > 0 };
    }
    case "case": {
      const read = readLines(reader, "step", block.lines);
      const steps: Step[] = read.filter((one) => one.ok).map((one) => one.value);
      const brokenSteps = read.length - steps.length;
      return { ...base, kind, title: head.title ?? noText(base), steps, brokenSteps, broken: broken || brokenSteps > 0 };
    }
  }
}

interface Base extends Span {
  readonly doc: string | undefined;
  readonly broken: boolean;
}

const noText = (span: Span): Text => ({ value: "", start: span.start, end: span.start });

// ---------------------------------------------------------------- variables

function variable(reader: Reader, parts: DeclarationParts, block: BlockLines, base: Base): Decl {
  const { names, title, unknown, assume, also, cites, unit, from, to, step } = parts.head;
  const shared = { ...base, names, title, unknown, assume, also, cites };
  if (parts.head.kind === "flag") return { ...shared, kind: "flag" };
  if (parts.head.kind === "number") return { ...shared, kind: "number", unit, from, to, step };
  const { labels, broken } = labelsOf(reader, block);
  return { ...shared, kind: parts.head.kind as CategoryDecl["kind"], labels, broken: base.broken || broken };
}

function labelsOf(reader: Reader, block: BlockLines): { labels: LabelDecl[]; broken: boolean } {
  let broken = block.implied;
  const labels: LabelDecl[] = [];
  for (const read of readLines(reader, "labelLine", block.lines)) {
    if (!read.ok) broken = true;
    const last = read.labels.length - 1;
    for (const [index, draft] of read.labels.entries()) {
      const docs = [...(index === 0 ? read.line.docsAbove : []), ...(index === last ? read.line.docsAfter : [])];
      const children = childrenOf(reader, draft);
      if (children?.broken) broken = true;
      labels.push({
        label: draft.label,
        text: draft.text,
        also: draft.also,
        children: children?.labels,
        doc: docs.length === 0 ? undefined : docs.join("\n"),
        start: draft.start,
        end: draft.children === undefined ? draft.end : endOf(draft.children),
      });
    }
  }
  return { labels, broken };
}

const childrenOf = (reader: Reader, draft: LabelDraft): { labels: LabelDecl[]; broken: boolean } | undefined =>
  draft.children === undefined ? undefined : labelsOf(reader, blockOf(draft.children));

// ---------------------------------------------------------------- decisions

function decide(reader: Reader, head: Head, block: BlockLines, base: Base): Decl | undefined {
  const name = head.names[0];
  if (name === undefined) return undefined;
  const read = readLines(reader, "rule", block.lines);
  const rules: Rule[] = read.filter((one) => one.ok).map((one) => ({ ...one.value, doc: documented(one.line) }));
  const brokenRules = read.length - rules.length;
  const { policy, title, where, needs, cites } = head;
  return { ...base, kind: "decide", name, policy, title, where, needs, cites, rules, brokenRules, broken: base.broken || brokenRules > 0 };
}

function score(reader: Reader, head: Head, block: BlockLines, base: Base): Decl | undefined {
  const name = head.names[0];
  if (name === undefined) return undefined;
  const read = readLines(reader, "part", block.lines);
  const parts: ScorePart[] = [];
  let brokenParts = 0;
  let broken = base.broken;
  for (const { line, value, ok } of read) {
    if (!ok) brokenParts += 1;
    else if (value.kind === "line") parts.push({ ...value, doc: documented(line) });
    else {
      const factor = factorOf(reader, value.column, value.cites, value.block, line);
      if (factor.broken > 0) broken = true;
      parts.push(factor);
    }
  }
  return { ...base, kind: "score", name, title: head.title, cites: head.cites, parts, brokenParts, broken: broken || brokenParts > 0 };
}

type Factor = ScorePart & { kind: "factor" };

function factorOf(reader: Reader, column: Factor["column"], cites: Factor["cites"], folded: IToken, line: Line): Factor {
  const block = blockOf(folded);
  const read = readLines(reader, "row", block.lines);
  const rows: Row[] = read.filter((one) => one.ok).map((one) => ({ ...one.value, doc: documented(one.line) }));
  const broken = read.length - rows.length + (block.implied ? 1 : 0);
  return { kind: "factor", column, cites, rows, broken, doc: documented(line), start: column.start, end: block.end };
}

/** The block of a head that did not parse: the last of its line, or that of the line that it was cut off from. */
export const blockOfHead = (line: Line, below: Line | undefined): BlockLines | undefined =>
  lastBlock(line) ?? (below === undefined ? undefined : lastBlock(below));
