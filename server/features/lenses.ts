/**
 * Code lenses: how the cases of a block came out, what is covered of a decision, and what one may ask about either.
 * Where they stand is read from the text; their figures are filled in for the check of just that version.
 */
import type { CodeLens, Command } from "vscode-languageserver";
import type { DecisionSummary } from "#engine";
import type { Decl, Span } from "#grammar";
import type { Bound } from "../schemes.ts";
import { toRange } from "../to-lsp.ts";
import type { ShownBlock, ShownExamples } from "./example-tree.ts";

/** What a lens needs to be filled in. */
export interface LensKey {
  readonly uri: string;
  readonly version: number;
  readonly kind: "examples" | "decision";
  /** Which of its kind, in the order of the text. */
  readonly index: number;
}

/** `shown`: of the check at hand; without it no case is known to fail. */
export const lensesOf = ({ held }: Bound, shown: ShownExamples | undefined, hasCommands: boolean): readonly CodeLens[] => {
  const { uri } = held.source;
  const { decls } = held.source.parsed.file;
  const lens = (kind: LensKey["kind"], decl: Span, index: number): CodeLens => ({
    range: toRange(held.document, { start: decl.start, end: decl.start }),
    data: { uri, version: held.document.version, kind, index } satisfies LensKey,
  });
  const blocks = decls.filter(isExamples).map((decl, index) => lens("examples", decl, index));
  const decisions = decls.filter(isDecision).flatMap((decl, index) => {
    const own = lens("decision", decl, index);
    const [name] = decidedBy(decl);
    if (!hasCommands || name === undefined || decl.kind === "score") return [own];
    return [
      own,
      { range: own.range, command: { title: "Show grid", command: "stagewright.showGrid", arguments: [uri, { decision: name }] } },
    ];
  });
  return [...blocks, ...decisions, ...(hasCommands ? explanations(uri, shown) : [])];
};

/** A lens above each case that failed. */
const explanations = (uri: string, shown: ShownExamples | undefined): readonly CodeLens[] =>
  (shown?.blocks ?? [])
    .flatMap(({ cases }) => cases)
    .filter(({ state }) => state === "failed")
    .map(({ range }) => ({ range, command: { title: "Explain", command: "stagewright.explain", arguments: [uri, range.start] } }));

export const isLensKey = (data: unknown): data is LensKey =>
  typeof data === "object" && data !== null && "uri" in data && "kind" in data && "index" in data && "version" in data;

interface Checked {
  readonly file: Bound;
  readonly shown: ShownExamples;
  readonly decisions: readonly DecisionSummary[];
}

/** What a lens says. A title without a command does nothing. */
export const lensCommand = (checked: Checked, { kind, index, uri }: LensKey, hasCommands: boolean): Command | undefined => {
  const decls = checked.file.held.source.parsed.file.decls;
  if (kind === "examples") {
    const block = checked.shown.blocks[index];
    if (block === undefined) return undefined;
    const title = blockTitle(checked.shown, block);
    if (!hasCommands || checked.shown.why !== undefined) return { title, command: "" };
    return { title: `Run · ${title}`, command: "stagewright.runExamples", arguments: [uri, block.id] };
  }
  const decl = decls.filter(isDecision)[index];
  return decl === undefined ? undefined : { title: decisionTitle(checked, decl), command: "" };
};

// --------------------------------------------------------------------- examples

const blockTitle = (shown: ShownExamples, block: ShownBlock): string => {
  const all = casesText(block, block.cases.length);
  if (shown.why !== undefined) return `${all} not run: an error in the rules comes first`;
  const count = (state: string) => block.cases.filter((one) => one.state === state).length;
  const [failed, invalid] = [count("failed"), count("invalid")];
  const wrong = [
    ...(failed > 0 ? [`${failed} of ${all} ${failed === 1 ? "fails" : "fail"}`] : []),
    ...(invalid > 0 ? [`${invalid} of ${all} cannot be run`] : []),
  ];
  if (block.cases.length === 0) return block.why === undefined ? "no cases" : "cannot be run";
  const outcome = wrong.length > 0 ? wrong.join(", ") : `${all} ${block.cases.length === 1 ? "passes" : "pass"}`;
  return [outcome, ...rowsReached(shown, block)].join(" · ");
};

const casesText = ({ kind }: ShownBlock, count: number): string => {
  const word = kind === "case" ? "expectation" : "case";
  return `${count} ${word}${count === 1 ? "" : "s"}`;
};

/** Rows are reached by all cases of a file together, so the first block tells of them, and says so where there are others. */
const rowsReached = ({ blocks, rows }: ShownExamples, block: ShownBlock): readonly string[] => {
  if (block !== blocks[0] || rows.length === 0) return [];
  const reached = `${rows.filter((row) => row.reached).length} of ${rows.length} rows reached`;
  return [blocks.length === 1 ? reached : `${reached} by all blocks`];
};

// -------------------------------------------------------------------- decisions

type DecisionDecl = Extract<Decl, { kind: "table" | "decide" | "score" }>;

const isExamples = (decl: Decl): boolean => decl.kind === "examples" || decl.kind === "case";
const isDecision = (decl: Decl): decl is DecisionDecl => decl.kind === "table" || decl.kind === "decide" || decl.kind === "score";

const decidedBy = (decl: DecisionDecl): readonly string[] =>
  decl.kind === "table" ? decl.grid.results.map(({ text }) => text) : [decl.name.text];

const decisionTitle = ({ file, shown, decisions }: Checked, decl: DecisionDecl): string => {
  const names = decidedBy(decl);
  const told = names.map((name) => {
    const own = decisions.filter(({ decision }) => decision === name || decision.startsWith(`${name}: `));
    return names.length > 1 ? `${name}: ${coverageText(own)}` : coverageText(own);
  });
  const { start, end } = toRange(file.held.document, decl);
  const rows = shown.rows.filter(({ range }) => range.start.line >= start.line && range.end.line <= end.line);
  const hasCases = shown.blocks.some(({ cases }) => cases.length > 0);
  const reached = rows.filter((row) => row.reached).length;
  return [told.join("; "), ...(hasCases && rows.length > 0 ? [`cases reach ${reached} of ${rows.length} rows`] : [])].join(" · ");
};

/** The factors of a score are proved each on its own and told together. What was not analysed is never called clean. */
const coverageText = (summaries: readonly DecisionSummary[]): string => {
  if (summaries.length === 0 || summaries.some(({ analysed }) => !analysed)) return "not checked";
  const sum = (of: (one: DecisionSummary) => bigint): bigint => summaries.reduce((total, one) => total + of(one), 0n);
  const [gaps, overlaps, excluded] = [sum((one) => one.gaps), sum((one) => one.overlaps), sum((one) => one.excluded)];
  return [
    `${grouped(sum((one) => one.covered))} of ${grouped(sum((one) => one.combinations))} covered`,
    ...(overlaps > 0n ? [`${grouped(overlaps)} of them in conflict`] : []),
    ...(excluded > 0n ? [`${grouped(excluded)} excluded`] : []),
    gaps > 0n ? `${grouped(gaps)} without a row` : "no gap",
    ...(overlaps > 0n ? [] : ["no overlap"]),
  ].join(", ");
};

/** 60000 as `60,000`. */
const grouped = (count: bigint): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
