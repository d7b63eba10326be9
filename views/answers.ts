/** What the rules answer to a case, as HTML: the outcome in big words, what stays possible, what would settle it, and the rows. */
import type { Answer, Outcome, Place, Possible, TraceRow, TriedAnswer } from "#engine";
import { type Html, html } from "./html.ts";
import { unreachable } from "./unreachable.ts";

/** A place as the page hands it back to the editor: JSON for an attribute; undefined where the file cannot be seen. */
export type PlaceText = (place: Place) => string | undefined;

export interface Surroundings {
  readonly placeOf: PlaceText;
  /** `Primary tumour` for T; undefined where it has no title. */
  readonly titleOf: (variable: string) => string | undefined;
  /** A value could not be read: rows then say nothing of what it makes invalid. */
  readonly isMisread: boolean;
  /** Whether the page has a field for it: then its name leads there. */
  readonly hasField: (variable: string) => boolean;
}

/** What a scheme is for comes first, then the decisions on the way; `first` names one that goes before all others. */
export function answersHtml(answers: readonly TriedAnswer[], around: Surroundings, first?: string): Html {
  const shown = mainOf(answers, first);
  const others = answers.filter((answer) => !shown.includes(answer));
  return html`${shown.map((answer) => answerHtml(answer, around, true))}${
    others.length > 0 && html`<h2>On the way</h2>${others.map((answer) => answerHtml(answer, around, false))}`
  }`;
}

/** The decision that was asked for, or else those that no other reads. */
export function mainOf(answers: readonly TriedAnswer[], first: string | undefined): readonly TriedAnswer[] {
  const asked = answers.filter(({ decision }) => decision.name === first);
  return asked.length > 0 ? asked : answers.filter(({ decision }) => decision.final);
}

function answerHtml({ decision, answer, trace }: TriedAnswer, around: Surroundings, isMain: boolean): Html {
  const { outcome } = answer;
  const heading = html`${decision.title ?? decision.name}${decision.title !== undefined && html` <code>${decision.name}</code>`}`;
  return html`<section class="answer ${isMain ? "main" : "inner"} ${outcome.kind}" data-decision="${decision.name}">
${isMain ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`}
<p class="outcome"><span class="sign" aria-hidden="true">${signs[outcome.kind]}</span> ${wordsHtml(outcome)}${labelTitle(outcome, around, decision.name)}</p>
${explainedOutcome(answer, around)}
${!(outcome.kind === "invalid" && around.isMisread) && traceHtml(trace, around, isMain)}
</section>`;
}

const labelTitle = (outcome: Outcome, { titleOf }: Surroundings, decision: string): Html | undefined => {
  const title = outcome.kind === "assigned" ? titleOf(`${decision}\u0000${outcome.value.text}`) : undefined;
  return title === undefined ? undefined : html` <span class="quiet">${title}</span>`;
};

const signs: Readonly<Record<Outcome["kind"], string>> = {
  assigned: "✓",
  undetermined: "?",
  none: "–",
  excluded: "⊘",
  uncovered: "○",
  conflict: "≠",
  invalid: "!",
};

export function outcomeWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case "assigned":
      return outcome.value.text;
    case "undetermined":
      return outcome.within === undefined ? "Not determined yet" : `Within ${outcome.within}, not determined further yet`;
    case "none":
      return "None";
    case "excluded":
      return "Cannot occur";
    case "uncovered":
      return "No row covers this case";
    case "conflict":
      return "Rows disagree";
    case "invalid":
      return "Cannot be staged as recorded";
    default:
      return unreachable(outcome);
  }
}

const wordsHtml = (outcome: Outcome): Html =>
  html`<strong${outcome.kind === "assigned" && html` class="value"`}>${outcomeWords(outcome)}</strong>`;

/** More possible values than these are counted, where there is little room. */
const mostChips = 8;

/** The outcome on one line, also read out when it changes. */
export function summaryHtml({ decision, answer }: TriedAnswer): Html {
  const { outcome, possible } = answer;
  const chips = outcome.kind === "undetermined" ? outcome.possible.slice(0, mostChips).map(chipHtml) : [];
  return html`<p class="${outcome.kind}"><span class="quiet">${decision.title ?? decision.name}:</span> <span class="sign" aria-hidden="true">${
    signs[outcome.kind]
  }</span> ${wordsHtml(outcome)}${chips.length > 0 && html` <span class="spoken">possible are</span> ${listOf(chips)}`}${
    chips.length < possible.length && outcome.kind === "undetermined" && html` and ${possible.length - chips.length} more`
  }</p>`;
}

const chipHtml = (one: Possible): Html =>
  one.kind === "value" ? html`<span class="chip">${one.text}</span>` : html`<span class="chip noValue">${ways[one.kind]}</span>`;

/** To have no value, in a word or two. */
const ways = { none: "none", excluded: "cannot occur", uncovered: "no row", conflict: "rows disagree", invalid: "invalid" } as const;

function explainedOutcome(answer: Answer, around: Surroundings): Html | undefined {
  const { outcome } = answer;
  switch (outcome.kind) {
    case "assigned":
      return undefined;
    case "undetermined":
      return html`<p class="possible">${outcome.atMost ? "At most these are possible" : "Still possible"}: ${listOf(
        outcome.possible.map(chipHtml),
      )}</p>
${
  outcome.needs.length > 0 &&
  html`<p>The rules need ${listOf(outcome.needs.map((name) => fieldLink(name, around)))} to be known, whatever else is.</p>`
}
${
  outcome.settledBy.length > 0 &&
  html`<p class="settles">Would be settled by: ${listOf(outcome.settledBy.map((name) => fieldLink(name, around)))}</p>`
}`;
    case "none":
      return html`<p>${outcome.why ?? "The rules say that this case has none, without a reason."}</p>`;
    case "excluded":
      return html`<ul>${outcome.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`;
    case "uncovered":
      return html`<p>The rules have a gap here: this is no result, and nothing is guessed.</p>`;
    case "conflict":
      return html`<p>Rows that apply give different results: ${outcome.values.join(", ")}.</p>`;
    case "invalid":
      return html`<ul>${outcome.problems.map((problem) => html`<li>${problem}</li>`)}</ul>`;
    default:
      return unreachable(outcome);
  }
}

const listOf = (parts: readonly Html[]): Html => html`${parts.map((part, index) => html`${index > 0 && ", "}${part}`)}`;

function fieldLink(name: string, { hasField, titleOf }: Surroundings): Html {
  const title = titleOf(name);
  const text = html`${name}${title !== undefined && html` <span class="quiet">(${title})</span>`}`;
  return hasField(name) ? html`<button type="button" class="link" data-field-link="${name}">${text}</button>` : html`<span>${text}</span>`;
}

// ------------------------------------------------------------------------ trace

/** More than these hide what decided. */
const [mostDecided, mostNear] = [12, 5];

function traceHtml(trace: TriedAnswer["trace"], around: Surroundings, isMain: boolean): Html | undefined {
  const { decided, near, notes } = trace;
  if (decided.length + near.length + notes.length === 0) return undefined;
  const heading = (text: string): Html => (isMain ? html`<h3>${text}</h3>` : html`<h4>${text}</h4>`);
  const sources = [...new Set(decided.flatMap((row) => row.sources))];
  const certain = decided.filter(({ every }) => every);
  const maybe = decided.filter(({ every }) => !every);
  return html`<details class="trace"${isMain && html` open`}><summary>How it came about</summary>
${certain.length > 0 && rowsHtml(heading("Decided by"), certain, certain.length, around, "fits")}
${maybe.length > 0 && rowsHtml(heading("May be decided by"), maybe, mostDecided, around, "could fit")}
${near.length > 0 && rowsHtml(heading("Missed by one cell"), near, mostNear, around, "fits")}
${notes.length > 0 && html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${sources.length > 0 && html`<p class="quiet sources">Source: ${sources.join("; ")}</p>`}
</details>`;
}

function rowsHtml(heading: Html, rows: readonly TraceRow[], most: number, around: Surroundings, word: string): Html {
  return html`${heading}<ul class="rows">${rows.slice(0, most).map((row) => rowHtml(row, around, word))}</ul>${
    rows.length > most && html`<p class="quiet">and ${rows.length - most} more</p>`
  }`;
}

function rowHtml(row: TraceRow, { placeOf }: Surroundings, word: string): Html {
  const place = placeOf(row);
  const text = html`<code>${row.text}</code>`;
  const where = `${row.block}, line ${row.line}`;
  return html`<li>${
    place === undefined
      ? html`${text} <span class="quiet">${where}</span>`
      : html`<button type="button" class="link row" data-place="${place}" title="Go to line ${row.line}">${text}<span class="quiet where">${where}</span></button>`
  }
${cellsHtml(row, word)}</li>`;
}

/** Cells of which nothing is recorded are told together. */
function cellsHtml({ cells }: TraceRow, word: string): Html | undefined {
  const isOpen = ({ matched, value }: Cell): boolean => matched && value === "not recorded";
  const open = cells.filter(isOpen).map(({ variable }) => variable);
  const told = cells.filter((cell) => !isOpen(cell));
  if (cells.length === 0) return undefined;
  return html`<ul class="cells">${told.map((cell) => cellHtml(cell, word))}${
    open.length > 0 && html`<li class="open"><span aria-hidden="true">?</span> not recorded: ${open.join(", ")}</li>`
  }</ul>`;
}

type Cell = TraceRow["cells"][number];

const cellHtml = ({ variable, rule, value, matched }: Cell, word: string): Html =>
  html`<li class="${matched ? "fits" : "fails"}"><span aria-hidden="true">${matched ? "✓" : "✗"}</span> ${variable}: ${value} ${
    matched ? word : "does not fit"
  } <code>${rule}</code></li>`;
