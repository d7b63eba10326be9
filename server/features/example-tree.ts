/**
 * The example cases of a file as a tree, with what came of each: what the Test Explorer, the marks beside the cases and the
 * lenses show. The client shows it as it stands and computes nothing. Nothing here is called passed that was not run.
 */
import type { Range } from "vscode-languageserver";
import { type ExampleReport, type ExampleResult, lineAt, type Scheme, trace } from "#engine";
import type { CaseDecl, Decl, ExamplesDecl, Span } from "#grammar";
import type { Bound, Schemes } from "../schemes.ts";
import { toRange } from "../to-lsp.ts";

/** `waiting`: not run, since an error in the text comes first; `unknown`: not asked for. */
export type CaseState = "passed" | "failed" | "invalid" | "waiting" | "unknown";

interface ShownPlace {
  readonly uri: string;
  readonly range: Range;
}

/** A row that decided what came out. */
export interface DecidingRow extends ShownPlace {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

export interface ShownCheck {
  readonly variable: string;
  readonly expected: string;
  readonly actual: string;
  readonly passed: boolean;
  readonly range: Range;
  /** Where it failed: rows that decided, if any did and they were looked up. */
  readonly rows: readonly DecidingRow[];
}

/** A row of an examples table, or one `expect` of a case. */
export interface ShownCase {
  /** The same from version to version as long as the case is written alike. */
  readonly id: string;
  readonly label: string;
  readonly range: Range;
  readonly state: CaseState;
  /** Why it is invalid or waits. */
  readonly why?: string;
  readonly milliseconds?: number;
  readonly checks: readonly ShownCheck[];
}

export interface ShownBlock {
  readonly id: string;
  readonly kind: "examples" | "case";
  readonly label: string;
  readonly range: Range;
  /** Why none of its cases could be run. */
  readonly why?: string;
  readonly cases: readonly ShownCase[];
}

export interface ShownExamples {
  readonly uri: string;
  readonly version: number;
  readonly title: string | undefined;
  /** It decides something, so it should have cases. */
  readonly decides: boolean;
  /** Why its cases wait. */
  readonly why?: string;
  readonly blocks: readonly ShownBlock[];
  /** The rows of its decisions, in the order of the text; none where that was not found out. */
  readonly rows: readonly (ShownPlace & { readonly text: string; readonly reached: boolean })[];
}

/** `report`: of the check of just this version; without it nothing is known of any case. */
export const examplesOf = (file: Bound, schemes: Schemes, report: ExampleReport | undefined): ShownExamples => {
  const { held, scheme } = file;
  const why = report === undefined ? undefined : whyWaiting(scheme);
  const tell = { file, schemes, report, why, traced: { left: mostTraced }, ids: new Map<string, number>() };
  return {
    uri: held.source.uri,
    version: held.document.version,
    title: scheme.title,
    decides: scheme.variables.some(({ decided, place }) => decided && place.uri === held.source.uri),
    ...(why === undefined ? {} : { why }),
    blocks: held.source.parsed.file.decls.flatMap((decl) => blockOf(tell, decl)),
    rows: (report?.coverage ?? [])
      .flatMap(({ rows }) => rows)
      .map(({ span, text, reached }) => ({ uri: held.source.uri, range: toRange(held.document, span), text, reached })),
  };
};

/** Why no case is run: what has to be mended first. undefined where nothing has. */
export const whyWaiting = (scheme: Scheme): string | undefined => {
  const errors = scheme.findings.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (first === undefined) return undefined;
  const source = scheme.model.sources.find(({ uri }) => uri === first.uri);
  const line = source === undefined ? "" : `, line ${lineAt(source.text, first.span.start, source).line}`;
  const file = first.uri === scheme.uri ? "" : ` of ${decodeURIComponent(first.uri.slice(first.uri.lastIndexOf("/") + 1))}`;
  const more = errors.length === 1 ? "" : ` (and ${errors.length - 1} more)`;
  return `The rules${file} have an error${line}, so no case was run: ${first.message}${more}`;
};

/** Failed cases for which the rows are looked up: they are shown beside so many, the others say only what came out. */
const mostTraced = 40;

// ----------------------------------------------------------------------- blocks

interface Telling {
  readonly file: Bound;
  readonly schemes: Schemes;
  readonly report: ExampleReport | undefined;
  readonly why: string | undefined;
  readonly traced: { left: number };
  /** How often each id occurred so far. */
  readonly ids: Map<string, number>;
}

const blockOf = (tell: Telling, decl: Decl): readonly ShownBlock[] => {
  if (decl.kind !== "examples" && decl.kind !== "case") return [];
  const { held } = tell.file;
  const label = decl.title?.value ?? "examples";
  const results = (tell.report?.results ?? []).filter(({ span }) => decl.start <= span.start && span.end <= decl.end);
  const id = newId(tell, `${decl.kind} ${label}`);
  const cases = decl.kind === "examples" ? rowsOf(tell, decl, id, results) : expectsOf(tell, decl, id, results[0]);
  const why = tell.why ?? (cases.length === 0 || decl.kind === "examples" ? whyWhole(decl, results) : undefined);
  const range = toRange(held.document, { start: decl.start, end: decl.end });
  return [{ id, kind: decl.kind, label, range, ...(why === undefined ? {} : { why }), cases }];
};

/** A block of which nothing could be run has one result that stands before its rows, or in none of them. */
const whyWhole = (decl: ExamplesDecl | CaseDecl, results: readonly ExampleResult[]): string | undefined => {
  const firstRow = decl.kind === "examples" ? (decl.grid.rows[0]?.start ?? decl.end) : decl.end;
  return results.find(({ status, span }) => status === "invalid" && span.start < firstRow)?.message;
};

const rowsOf = (tell: Telling, decl: ExamplesDecl, block: string, results: readonly ExampleResult[]): readonly ShownCase[] => {
  const whole = whyWhole(decl, results);
  let next = 0;
  return decl.grid.rows.map((row): ShownCase => {
    while ((results[next]?.span.start ?? Number.POSITIVE_INFINITY) < row.start) next += 1;
    const result = results[next];
    const own = result !== undefined && result.span.end <= row.end ? result : undefined;
    return caseOf(tell, { block, span: row }, own, own?.checks ?? [], whole);
  });
};

/** A case is run as one; each thing that it expects is told on its own. */
const expectsOf = (tell: Telling, decl: CaseDecl, block: string, result: ExampleResult | undefined): readonly ShownCase[] =>
  decl.steps
    .filter((step) => step.kind === "expect")
    .map((step, index) => {
      // The steps of a case are staged together, so each gets an equal part of the time.
      const check = result?.checks[index];
      const status = check?.passed === true ? "passed" : "failed";
      const own = result === undefined || result.status === "invalid" ? result : { ...result, status: status as ExampleResult["status"] };
      const timed = own?.milliseconds === undefined ? own : { ...own, milliseconds: own.milliseconds / Math.max(1, own.checks.length) };
      return caseOf(tell, { block, span: step }, timed, check === undefined ? [] : [check], undefined);
    });

// ------------------------------------------------------------------------ cases

interface CasePlace {
  readonly block: string;
  readonly span: Span;
}

const caseOf = (
  tell: Telling,
  { block, span }: CasePlace,
  result: ExampleResult | undefined,
  checks: ExampleResult["checks"],
  whole: string | undefined,
): ShownCase => {
  const { held } = tell.file;
  const label = held.source.text.slice(span.start, span.end).replace(/\s+/g, " ").trim();
  const why = tell.why ?? whole ?? (result?.status === "invalid" ? (result.message ?? "This case cannot be read.") : undefined);
  return {
    id: newId(tell, `${block}/${label.replace(/ /g, "")}`),
    label,
    range: toRange(held.document, { start: span.start, end: span.end }),
    state: stateOf(tell, result, whole),
    ...(why === undefined ? {} : { why }),
    ...(result?.milliseconds === undefined ? {} : { milliseconds: result.milliseconds }),
    checks: checks.map((check) => shownCheck(tell, check)),
  };
};

const stateOf = ({ report, why }: Telling, result: ExampleResult | undefined, whole: string | undefined): CaseState => {
  if (report === undefined) return "unknown";
  if (why !== undefined) return "waiting";
  // A row without a result of its own was not run, whatever the reason.
  return whole === undefined ? (result?.status ?? "invalid") : "invalid";
};

const shownCheck = (tell: Telling, check: ExampleResult["checks"][number]): ShownCheck => ({
  variable: check.variable,
  expected: check.expected,
  actual: check.actual,
  passed: check.passed,
  range: toRange(tell.file.held.document, check.span),
  rows: check.passed ? [] : decidingRows(tell, check),
});

const decidingRows = ({ file, schemes, traced }: Telling, check: ExampleResult["checks"][number]): readonly DecidingRow[] => {
  if (traced.left <= 0) return [];
  traced.left -= 1;
  return trace(file.scheme, check.patient, check.variable).decided.flatMap(({ uri, span, line, text }) => {
    const document = schemes.find(uri)?.document;
    return document === undefined ? [] : [{ uri, range: toRange(document, span), line, text }];
  });
};

/** Alike cases are told apart by their order. */
const newId = ({ ids }: Telling, wanted: string): string => {
  const count = (ids.get(wanted) ?? 0) + 1;
  ids.set(wanted, count);
  return count === 1 ? wanted : `${wanted} (${count})`;
};
