/** A case that is being tried, as HTML: what stands in the way, what was lost, and the answers. */
import type { Finding, Tried } from "#engine";
import { answersHtml, type PlaceText, type Surroundings, spokenAnswer } from "./answers.ts";
import { type Html, html } from "./html.ts";

/** What a view can say of the variables of a scheme; labels are asked for behind a zero sign. */
export function surroundingsOf({ form }: Pick<Tried, "form">, placeOf: PlaceText): Surroundings {
  const titles = new Map<string, string>();
  for (const { name, title, labels } of form.fields) {
    if (title !== undefined) titles.set(name, title);
    for (const label of labels) if (label.title !== undefined) titles.set(`${name}\u0000${label.text}`, label.title);
  }
  const fields = new Set(form.fields.map(({ name }) => name));
  return { placeOf, titleOf: (name) => titles.get(name), hasField: (name) => fields.has(name) };
}

export function triedHtml(tried: Tried, placeOf: PlaceText, first?: string): Html {
  const { gone, blocked, answers } = tried;
  return html`${
    gone.length > 0 &&
    html`<div class="notice"><p>The rules have no place any more for what was entered here:</p><ul>${gone.map(
      ({ variable, member, text, problem }, index) =>
        html`<li><code>${variable}${member !== undefined && `.${member}`} = ${text}</code>: ${problem}. <button type="button" class="link" data-discard="${index}">Discard it</button></li>`,
    )}</ul></div>`
  }${blocked.length > 0 ? blockedHtml(blocked, placeOf) : answersHtml(answers, surroundingsOf(tried, placeOf), first)}`;
}

/** Errors that are listed; the Problems panel has them all. */
const mostErrors = 8;

export function blockedHtml(blocked: readonly Finding[], placeOf: PlaceText): Html {
  return html`<div class="notice"><p><strong>No answer while the rules have ${blocked.length === 1 ? "an error" : `${blocked.length} errors`}.</strong> A row that is not understood could change any stage.</p>
<ul>${blocked.slice(0, mostErrors).map((finding) => {
    const place = placeOf(finding);
    return html`<li>${finding.message}${place !== undefined && html` <button type="button" class="link" data-place="${place}">Go there</button>`}</li>`;
  })}</ul>${blocked.length > mostErrors && html`<p>and ${blocked.length - mostErrors} more in the Problems panel</p>`}</div>`;
}

/** What a screen reader says when the answers change. */
export function triedSpoken({ answers, blocked, problems }: Tried): string {
  if (blocked.length > 0) return "No answer while the rules have errors.";
  const unread = problems.length === 0 ? "" : ` ${problems.length} of the values cannot be read.`;
  return answers
    .filter(({ decision }) => decision.final)
    .map(spokenAnswer)
    .join(" ")
    .concat(unread);
}
