/**
 * The stage grid of a file: drawn in steps, between which others are heard, as the HTML that its view shows, with the
 * places that its cells lead to; or as a text to be written to a file.
 */
import type { Location } from "vscode-languageserver";
import { drawGridInSteps, type Finding, type Grid, type GridAnswer, type GridColumn, type GridWishes, type Place } from "#engine";
import { gridDocument, gridMarkdown, gridRefusal, gridView, html } from "#views";
import type { Bound, Schemes } from "../schemes.ts";
import { toRange } from "../to-lsp.ts";
import { finish, type Report, type Reporter } from "./reports.ts";

export interface GridShown {
  readonly html: string;
  /** Where the rows stand that the cells name by number. */
  readonly lines: readonly Location[];
  /** Where the decision begins: a gap has no row to lead to. */
  readonly head: Location | undefined;
  /** Where the mistakes stand that keep the grid from being drawn. */
  readonly problems: readonly Location[];
  /** What shows each gap and overlap of the decision, wherever it lies. */
  readonly troubles: readonly GridWishes[];
  /** What was drawn: the wishes of the reader, and what was chosen for him. */
  readonly wishes: GridWishes;
  /** The check of the whole decision is not done yet: worth asking again. */
  readonly unfinished: boolean;
}

interface Surroundings {
  readonly schemes: Schemes;
  readonly reporter: Reporter;
}

type IsWanted = () => boolean;

/** Undefined where nobody waits for it any more. */
export const gridOf = async (file: Bound, asked: unknown, around: Surroundings, isWanted: IsWanted): Promise<GridShown | undefined> => {
  const drawn = await draw(file, readWishes(asked), isWanted);
  if (drawn === undefined) return undefined;
  const { answer, notice } = drawn;
  const locate = (place: Place): Location[] => {
    const document = around.schemes.find(place.uri)?.document;
    return document === undefined ? [] : [{ uri: place.uri, range: toRange(document, place.span) }];
  };
  if (answer.kind === "refused") {
    const { reason, findings } = answer;
    const told = findings.filter((one) => locate(one).length > 0);
    return {
      html: gridRefusal(
        reason,
        told.map((one) => one.message),
      ).html,
      lines: [],
      head: undefined,
      problems: told.flatMap(locate),
      troubles: [],
      wishes: {},
      unfinished: false,
    };
  }
  const { grid } = answer;
  const report = await reportOf(file.held.source.uri, around, isWanted);
  const whole = report?.decisions.find((one) => one.decision === grid.decision);
  const troubles = troublesOf(report?.found.map(({ finding }) => finding) ?? [], grid);
  return {
    html: html`${notice !== undefined && html`<p class="notice" role="status">${notice}</p>`}${gridView(
      grid,
      whole,
      troubles.map(({ message }) => message),
    )}`.html,
    lines: grid.lines.flatMap(locate),
    head: locate(grid.place)[0],
    problems: [],
    troubles: troubles.map(({ shownBy }) => shownBy),
    wishes: wishesOf(grid),
    unfinished: report === undefined,
  };
};

/** The text of an exported grid, or why there is none. */
export interface GridText {
  readonly text: string | undefined;
  readonly problem: string | undefined;
}

export const gridText = async (file: Bound, asked: unknown, around: Surroundings, isWanted: IsWanted): Promise<GridText | undefined> => {
  const drawn = await draw(file, readWishes(asked), isWanted);
  if (drawn === undefined) return undefined;
  const { answer } = drawn;
  if (answer.kind === "refused") return { text: undefined, problem: answer.reason };
  const whole = (await around.reporter.report(file.held.source.uri, isWanted))?.decisions;
  const summary = whole?.find((one) => one.decision === answer.grid.decision);
  return {
    text: isRecord(asked) && asked["format"] === "md" ? gridMarkdown(answer.grid, summary) : gridDocument(answer.grid, summary),
    problem: undefined,
  };
};

/** A wish that the rules no longer meet gives way, and the reader is told. */
const draw = async (
  file: Bound,
  wishes: GridWishes,
  isWanted: IsWanted,
): Promise<{ readonly answer: GridAnswer; readonly notice: string | undefined } | undefined> => {
  const answer = await drawInTime(file, wishes, isWanted);
  if (answer === undefined || answer.kind === "grid") return answer && { answer, notice: undefined };
  const isFinal = answer.findings.length > 0 || Object.keys(wishes).length === 0 || tooLarge.has(file.held.source.uri);
  if (isFinal) return { answer, notice: undefined };
  const anew = await drawInTime(file, {}, isWanted);
  return anew && { answer: anew, notice: `${answer.reason} The grid was drawn anew.` };
};

/** During one step nobody else is heard, so it may not take longer than this, in milliseconds; nor the whole than that. */
const [longestStep, longestDrawing] = [2500, 15_000];

/** Files whose grid took too long, and when: while one types on it is not tried again and again. */
const tooLarge = new Map<string, { readonly at: number; readonly answer: GridAnswer }>();

/** How long it is not tried again unless the reader asks for something, in milliseconds. */
const leftAlone = 60_000;

const drawInTime = async ({ held, scheme }: Bound, wishes: GridWishes, isWanted: IsWanted): Promise<GridAnswer | undefined> => {
  const { uri } = held.source;
  const known = tooLarge.get(uri);
  if (known !== undefined && Object.keys(wishes).length === 0 && performance.now() - known.at < leftAlone) return known.answer;
  const begun = performance.now();
  let step = begun;
  let isLate = false;
  const work = drawGridInSteps(scheme, wishes, () => {
    const now = performance.now();
    isLate ||= now - step > longestStep || now - begun > longestDrawing;
    return isLate;
  });
  const timed = function* (): Generator<undefined, GridAnswer> {
    for (;;) {
      step = performance.now();
      const { done, value } = work.next();
      if (done === true) return value;
      yield;
    }
  };
  const { result } = await finish(timed(), isWanted);
  if (isLate && result !== undefined) tooLarge.set(uri, { at: performance.now(), answer: result });
  else tooLarge.delete(uri);
  return result;
};

/** How long a grid waits for the check of the whole file, in milliseconds. */
const patience = 150;

const reportOf = (uri: string, { reporter }: Surroundings, isWanted: IsWanted): Promise<Report | undefined> => {
  const late = new Promise<undefined>((done) => setTimeout(() => done(undefined), patience));
  return Promise.race([reporter.report(uri, isWanted), late]);
};

/** The gaps and overlaps of the decision that is drawn, each with the grid in which the case that shows it stands. */
const troublesOf = (findings: readonly Finding[], grid: Grid): readonly { readonly message: string; readonly shownBy: GridWishes }[] =>
  findings.flatMap(({ code, summary, message, witness }) => {
    if (witness === undefined || !summary.startsWith(`${code} ${grid.decision} `)) return [];
    const at = new Map(witness.map(({ variable, text }) => [variable, text]));
    const where = grid.held.map(({ column }): [string, string] => [column.name, heldBy(column, at)]);
    return [{ message, shownBy: { ...wishesOf(grid), where: Object.fromEntries(where) } }];
  });

/** What the case says of a column: a member of a set is in it or not; what the case leaves to the rules may be anything. */
const heldBy = ({ name, entries }: GridColumn, witness: ReadonlyMap<string, string>): string => {
  const said = witness.get(name);
  if (said !== undefined) return said;
  const [set = "", member] = name.split(".");
  const members = member === undefined ? undefined : /^\{(.*)\}$/.exec(witness.get(set) ?? "")?.[1];
  if (members === undefined) return "any";
  const has = members
    .split(", ")
    .map((one) => one.replace(/^"(.*)"$/, "$1"))
    .includes(member ?? "");
  return entries.some(({ text }) => text === (has ? "yes" : "no")) ? (has ? "yes" : "no") : "any";
};

const wishesOf = ({ decision, down, across, held }: Grid): GridWishes => ({
  decision,
  down: down.name,
  ...(across === undefined ? {} : { across: across.name }),
  where: Object.fromEntries(held.map(({ column, at }) => [column.name, at])),
});

/** What a client sends may be anything; what is not a wish is no wish. */
const readWishes = (asked: unknown): GridWishes => {
  if (!isRecord(asked)) return {};
  const { decision, down, across, where } = asked;
  return {
    ...(typeof decision === "string" ? { decision } : {}),
    ...(typeof down === "string" ? { down } : {}),
    ...(typeof across === "string" ? { across } : {}),
    ...(isRecord(where) ? { where: Object.fromEntries(Object.entries(where).map(([name, at]) => [name, String(at)])) } : {}),
  };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
