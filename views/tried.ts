/** A case that is being tried, as HTML: what stands in the way, what was lost, and the answers. */
import type { Finding, Tried } from "#engine";
import { answersHtml, mainOf, type PlaceText, type Surroundings, summaryHtml } from "./answers.ts";
import { type Html, html } from "./html.ts";

/** What a view can say of the variables of a scheme; labels are asked for behind a zero sign. */
export function surroundingsOf({ form, problems }: Pick<Tried, "form" | "problems">, placeOf: PlaceText): Surroundings {
  const titles = new Map<string, string>();
  for (const { name, title, labels } of form.fields) {
    if (title !== undefined) titles.set(name, title);
    for (const label of labels) if (label.title !== undefined) titles.set(`${name}\u0000${label.text}`, label.title);
  }
  const fields = new Set(form.fields.map(({ name }) => name));
  return { placeOf, isMisread: problems.length > 0, titleOf: (name) => titles.get(name), hasField: (name) => fields.has(name) };
}

export function triedHtml(tried: Tried, placeOf: PlaceText, first?: string): Html {
  const { gone, blocked, answers } = tried;
  // While a declaration is half typed nobody knows what will be gone.
  if (blocked.length > 0) return blockedHtml(blocked, placeOf);
  return html`${
    gone.length > 0 &&
    html`<div class="notice"><p>The rules have no place any more for what was entered here:</p><ul>${gone.map(
      ({ variable, member, text, problem }, index) =>
        html`<li><code>${variable}${member !== undefined && `.${member}`} = ${text}</code>: ${problem}. <button type="button" class="link" data-discard="${index}">Discard it</button></li>`,
    )}</ul></div>`
  }${answersHtml(answers, surroundingsOf(tried, placeOf), first)}`;
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

/** What the scheme is for, on a line each; read out when it changes. */
export function triedSummary({ answers, blocked, problems }: Tried, first?: string): Html {
  if (blocked.length > 0) return html`<p>No answer while the rules have errors.</p>`;
  return html`${mainOf(answers, first).map(summaryHtml)}${
    problems.length > 0 && html`<p class="problem">${problems.length === 1 ? "One value" : `${problems.length} values`} cannot be read.</p>`
  }`;
}
