/**
 * A scheme as a form to fill in, as HTML. Every control says by `data-` attributes what it records, so that the page
 * needs to know nothing of the scheme. What is entered is not part of it.
 */
import type { Form, FormField, FormLabel } from "#engine";
import { type Html, html } from "./html.ts";

/** So many choices stand side by side; more become a list to choose from. */
const mostRadios = 6;

export function caseFormHtml(form: Form): Html {
  const asked = form.fields.filter((field) => !field.decided && field.read);
  const derived = form.fields.filter((field) => field.decided);
  const unread = form.fields.filter((field) => !field.decided && !field.read);
  return html`<form id="case" autocomplete="off">
${asked.map((field) => fieldHtml(field))}
${asked.length === 0 && html`<p class="notice">The rules declare nothing that could be recorded of a case.</p>`}
${derived.length > 0 && group("derived", "What the rules derive", derivedNote, derived)}
${unread.length > 0 && group("unread", "Declared, but read by no rule", "What is recorded here changes no answer.", unread)}
</form>
<details class="help"><summary>Not recorded, or not known?</summary>
<dl>
<dt>Not recorded</dt><dd>The record says nothing. It may still be any value, and any “not known” that a rule names; where the rules say what to assume, they assume it.</dd>
<dt>Not known</dt><dd>The record says that it cannot be told (TX, ?). Rules for “not known” apply; everywhere else it stands for each known value.</dd>
</dl></details>`;
}

const derivedNote =
  "Computed from what is recorded above. A record may give it too, such as a T beside the size: then both must agree, or the case is told as a contradiction.";

const group = (id: string, title: string, note: string, fields: readonly FormField[]): Html =>
  html`<details class="group" id="group-${id}"><summary>${title} <span class="quiet">(${fields.length})</span></summary>
<p class="quiet">${note}</p>${fields.map((field) => fieldHtml(field))}</details>`;

// ------------------------------------------------------------------------ fields

function fieldHtml(field: FormField): Html {
  const id = idOf(field.name);
  const details = detailsOf(field);
  return html`<fieldset class="field" data-field="${field.name}" data-kind="${field.kind}" id="${id}"${
    details !== undefined && html` aria-describedby="${id}-about"`
  }>
<legend><span class="name">${field.name}</span>${field.title !== undefined && html` <span class="title">${field.title}</span>`}</legend>
${details !== undefined && html`<p class="quiet about" id="${id}-about">${details}</p>`}
${controls(field, id)}
<p class="problem" id="${id}-problem" hidden></p>
</fieldset>`;
}

/** An id may hold no blanks; names of used files have dots. */
const idOf = (name: string): string => `field-${name.replace(/[^\w-]/g, (sign) => `_${sign.charCodeAt(0)}_`)}`;

function detailsOf({ doc, range, step, assume, also, sources }: FormField): string | undefined {
  const parts = [
    doc?.split(/\n\s*\n/)[0]?.replace(/\s+/g, " "),
    range,
    step === undefined ? undefined : `in steps of ${step}`,
    assume === undefined ? undefined : `not recorded: the rules assume ${assume}`,
    also.length === 0 ? undefined : `also written ${also.join(", ")}`,
    sources.length === 0 ? undefined : `source: ${sources.join("; ")}`,
  ].filter((part) => part !== undefined && part !== "");
  return parts.length === 0 ? undefined : parts.join(" · ");
}

function controls(field: FormField, id: string): Html {
  switch (field.kind) {
    case "category":
      return categoryHtml(field, id);
    case "flag":
      return html`<div class="choices">${radios(field, id, [
        { record: "yes", text: "yes" },
        { record: "no", text: "no" },
      ])}</div>`;
    case "number":
      return numberHtml(field, id);
    case "set":
      return setHtml(field, id);
  }
}

interface Choice {
  readonly record: string;
  readonly text: string;
  readonly title?: string | undefined;
}

/** What says that nothing is known, by the words that a record has for it. */
function unknownChoices({ unknowns }: FormField): readonly Choice[] {
  if (unknowns.length === 0) return [{ record: "?", text: "not known" }];
  const named = unknowns.map((unknown) => ({ record: unknown, text: unknown, title: "not known" }));
  return unknowns.length === 1 ? named : [...named, { record: "?", text: "?", title: "not known, in whichever of these ways" }];
}

const silent = (field: FormField): Choice => ({
  record: "",
  text: field.assume === undefined ? "not recorded" : `not recorded (assume ${field.assume})`,
});

const written = ({ text, title }: Choice): string => (title === undefined ? text : `${text}: ${title}`);

const radios = (field: FormField, id: string, values: readonly Choice[]): Html =>
  html`${[...values, ...unknownChoices(field), silent(field)].map(
    (choice) =>
      html`<label class="choice"><input type="radio" name="${id}-choice" value="${choice.record}"${choice.record === "" && html` checked`}> <span>${choice.text}${choice.title !== undefined && html`: <span class="quiet">${choice.title}</span>`}</span></label>`,
  )}`;

function categoryHtml(field: FormField, id: string): Html {
  const isShort = field.labels.length <= mostRadios && field.labels.every(({ depth }) => depth === 0);
  if (isShort)
    return html`<div class="choices">${radios(
      field,
      id,
      field.labels.map(({ record, text, title }) => ({ record, text, title })),
    )}${otherHtml(id, "radio")}</div>
${otherText(field, id)}`;
  return html`<select id="${id}-choice" aria-label="${field.name}">
<option value="">${silent(field).text}</option>
<optgroup label="Known">${field.labels.map(optionHtml)}</optgroup>
<optgroup label="Not known">${unknownChoices(field).map((choice) => html`<option value="${choice.record}">${written(choice)}</option>`)}</optgroup>
${otherHtml(id, "option")}
</select>
${otherText(field, id)}`;
}

/** Blanks that stay stand for the depth: options have no other way to show it. */
function optionHtml(label: FormLabel): Html {
  const indent = "\u00a0\u00a0\u00a0".repeat(label.depth);
  const which = label.parent ? " (not told further)" : label.plain ? " (itself)" : "";
  return html`<option value="${label.record}">${indent}${label.text}${which}${label.title !== undefined && `: ${label.title}`}</option>`;
}

/** Several labels, or a range of them: typed as in an examples table. */
const otherHtml = (id: string, kind: "radio" | "option"): Html =>
  kind === "option"
    ? html`<option value="=">one of several …</option>`
    : html`<label class="choice"><input type="radio" name="${id}-choice" value="="> <span>one of several …</span></label>`;

const otherText = ({ name, labels }: FormField, id: string): Html => {
  const [first, second] = labels.filter(({ parent }) => !parent);
  const sample = [first, second].flatMap((label) => (label === undefined ? [] : [label.text])).join(", ");
  return html`<p class="other" hidden><label for="${id}-other">One of</label> <input type="text" id="${id}-other" aria-describedby="${id}-problem" placeholder="${sample}" spellcheck="false" aria-label="${name} is one of"></p>`;
};

function numberHtml(field: FormField, id: string): Html {
  const unit =
    field.units.length > 1
      ? html`<select class="unit" aria-label="Unit of ${field.name}">${field.units.map((one) => html`<option>${one}</option>`)}</select>`
      : field.unit !== undefined && html`<span class="unit">${field.unit}</span>`;
  return html`<div class="choices"><span class="amount"><input type="text" inputmode="decimal" id="${id}-value" aria-label="${field.name}${
    field.unit !== undefined && ` in ${field.unit}`
  }" aria-describedby="${id}-problem" placeholder="not recorded" spellcheck="false" size="12"> ${unit}</span>
${unknownChoices(field).map(
  (choice) =>
    html`<label class="choice"><input type="checkbox" class="unknown" value="${choice.record}"> <span>${written(choice)}</span></label>`,
)}</div>`;
}

/** A box that is not ticked says nothing by itself: the reader says what it means. */
function setHtml(field: FormField, id: string): Html {
  const modes: readonly Choice[] = [
    { record: "some", text: "at least what is ticked", title: "the others are not recorded" },
    { record: "all", text: "exactly what is ticked", title: "the others are absent" },
  ];
  return html`<div class="choices modes">${radios(field, id, modes)}</div>
<div class="members" role="group" aria-label="Members of ${field.name}">${field.labels.map(
    (label) =>
      html`<label class="choice"><input type="checkbox" class="member" value="${label.text}"> <span>${label.text}${
        label.title !== undefined && html`: <span class="quiet">${label.title}</span>`
      }</span></label>`,
  )}</div>`;
}

// ----------------------------------------------------------------------- example

/** What the rules answer stands beside each expected side; nothing is expected unless the author says so. */
export function exampleFormHtml({ decisions }: Form): Html {
  const final = decisions.filter((decision) => decision.final);
  const inner = decisions.filter((decision) => !decision.final);
  const side = ({ name, title }: Form["decisions"][number]): Html => {
    const id = `expect-${idOf(name)}`;
    return html`<div class="expected" data-decision="${name}"><label for="${id}">${title ?? name}${title !== undefined && html` <code>${name}</code>`}</label>
<input type="text" id="${id}" spellcheck="false" aria-describedby="${id}-answer">
<span class="quiet" id="${id}-answer">the rules answer <span data-answer="${name}">nothing yet</span></span>
<button type="button" class="take" data-take="${name}">Expect that</button></div>`;
  };
  return html`<details class="group" id="group-example"><summary>Add as example</summary>
<form id="example" autocomplete="off">
<p class="quiet">Say what your source says this case comes to. An example proves something only if it does not merely repeat what the rules answer; left empty it is written as <code>???</code> for you to fill in.</p>
${final.map(side)}
${inner.length > 0 && html`<details><summary>Also expect of a decision on the way</summary>${inner.map(side)}</details>`}
<div class="expected"><label for="example-title">Title, if it becomes a case of its own</label> <input type="text" id="example-title" placeholder="Tried by hand"></div>
<p><button type="submit" class="primary">Add to the file</button></p>
<p id="example-told" role="status"></p>
</form></details>`;
}
