/**
 * The form of a case and what is entered in it: from controls to entries and back. It knows the controls that the form
 * is made of and nothing of any scheme.
 */
import type { CaseEntry } from "./case-messages.ts";

export const fieldsOf = (form: ParentNode): readonly HTMLElement[] => [...form.querySelectorAll<HTMLElement>("[data-field]")];

const nameOf = (field: HTMLElement): string => field.dataset["field"] ?? "";
const all = <T extends Element>(field: HTMLElement, selector: string): readonly T[] => [...field.querySelectorAll<T>(selector)];
const radiosIn = (field: HTMLElement) => all<HTMLInputElement>(field, 'input[type="radio"]');
const selectIn = (field: HTMLElement) => field.querySelector<HTMLSelectElement>("select:not(.unit)");
const textIn = (field: HTMLElement) => field.querySelector<HTMLInputElement>('input[type="text"]');
const membersIn = (field: HTMLElement) => all<HTMLInputElement>(field, "input.member");
const unknownsIn = (field: HTMLElement) => all<HTMLInputElement>(field, "input.unknown");

/** What is chosen; `=` says that it is typed beside. */
const typed = "=";
const chosenIn = (field: HTMLElement): string => selectIn(field)?.value ?? radiosIn(field).find(({ checked }) => checked)?.value ?? "";

function choose(field: HTMLElement, value: string): boolean {
  const select = selectIn(field);
  if (select !== null) {
    select.value = value;
    return select.value === value;
  }
  const radio = radiosIn(field).find((one) => one.value === value);
  if (radio !== undefined) radio.checked = true;
  return radio !== undefined;
}

/** Everything that is entered, in the order of the form. */
export const entriesIn = (form: ParentNode): readonly CaseEntry[] => fieldsOf(form).flatMap(entriesOf);

function entriesOf(field: HTMLElement): readonly CaseEntry[] {
  const variable = nameOf(field);
  const entry = (text: string): readonly CaseEntry[] => (text.trim() === "" ? [] : [{ variable, text: text.trim() }]);
  switch (field.dataset["kind"]) {
    case "number": {
      const unknown = unknownsIn(field).find(({ checked }) => checked);
      if (unknown !== undefined) return entry(unknown.value);
      const unit = field.querySelector<HTMLSelectElement>("select.unit");
      const declared = unit === null || unit.selectedIndex === 0;
      return entry(textIn(field)?.value ?? "").map((one) => (declared ? one : { ...one, unit: unit.value }));
    }
    case "set": {
      const ticked = membersIn(field).filter(({ checked }) => checked);
      const mode = chosenIn(field);
      if (mode === "all") return entry(`{${ticked.map(({ value }) => inList(value)).join(", ")}}`);
      if (mode === "some") return ticked.map(({ value }) => ({ variable, member: value, text: "yes" }));
      return entry(mode);
    }
    default: {
      const chosen = chosenIn(field);
      return entry(chosen === typed ? (textIn(field)?.value ?? "") : chosen);
    }
  }
}

const inList = (label: string): string => (/[,|{}<>=?.\s]/.test(label) ? `"${label}"` : label);

/** Shows entries in the form; those that no control can hold are given back. */
export function enter(form: ParentNode, entries: readonly CaseEntry[]): readonly CaseEntry[] {
  const fields = fieldsOf(form);
  for (const field of fields) clear(field);
  const left = entries.filter((entry) => {
    const field = fields.find((one) => nameOf(one) === entry.variable);
    return field === undefined || !enterOne(field, entry);
  });
  for (const field of fields) settle(field);
  return left;
}

function clear(field: HTMLElement): void {
  choose(field, "");
  for (const box of [...membersIn(field), ...unknownsIn(field)]) box.checked = false;
  const text = textIn(field);
  if (text !== null) text.value = "";
  const unit = field.querySelector<HTMLSelectElement>("select.unit");
  if (unit !== null) unit.selectedIndex = 0;
}

function enterOne(field: HTMLElement, entry: CaseEntry): boolean {
  switch (field.dataset["kind"]) {
    case "number":
      return enterNumber(field, entry);
    case "set":
      return enterSet(field, entry);
    default: {
      if (entry.member !== undefined) return false;
      if (choose(field, entry.text)) return true;
      const text = textIn(field);
      if (text === null || !choose(field, typed)) return false;
      text.value = entry.text;
      return true;
    }
  }
}

function enterNumber(field: HTMLElement, { text, unit }: CaseEntry): boolean {
  const unknown = unknownsIn(field).find(({ value }) => value === text);
  if (unknown !== undefined) {
    unknown.checked = true;
    return true;
  }
  const input = textIn(field);
  if (input === null) return false;
  const units = field.querySelector<HTMLSelectElement>("select.unit");
  input.value = text;
  if (unit === undefined) return true;
  if (units !== null && [...units.options].some(({ value }) => value === unit)) units.value = unit;
  // A unit that is not offered stays with its number.
  else input.value = `${text} ${unit}`;
  return true;
}

function enterSet(field: HTMLElement, { member, text }: CaseEntry): boolean {
  const boxes = membersIn(field);
  if (member !== undefined) {
    const box = boxes.find(({ value }) => value === member);
    if (box === undefined || text !== "yes") return false;
    box.checked = true;
    return choose(field, "some");
  }
  const listed = /^\{(.*)\}$/s.exec(text.trim())?.[1];
  if (listed === undefined) return choose(field, text);
  const names = (listed.match(/"[^"]*"|[^,]+/g) ?? []).map((name) => name.trim().replace(/^"(.*)"$/, "$1")).filter((name) => name !== "");
  if (!names.every((name) => boxes.some(({ value }) => value === name))) return false;
  for (const box of boxes) box.checked = names.includes(box.value);
  return choose(field, "all");
}

/** What depends on a choice is shown with it. A tick says "at least this" until the reader says more. */
export function settle(field: HTMLElement, changed?: EventTarget | null): void {
  const box = changed instanceof HTMLInputElement ? changed : undefined;
  if (box?.classList.contains("member") && box.checked && !["some", "all"].includes(chosenIn(field))) choose(field, "some");
  if (box?.classList.contains("unknown") && box.checked) for (const other of unknownsIn(field)) other.checked = other === box;
  const isUnknown = unknownsIn(field).some(({ checked }) => checked);
  const text = textIn(field);
  if (field.dataset["kind"] === "number" && text !== null) text.disabled = isUnknown;
  const other = field.querySelector<HTMLElement>(".other");
  if (other !== null) other.hidden = chosenIn(field) !== typed;
  const isSilent = field.dataset["kind"] === "set" && !["some", "all"].includes(chosenIn(field));
  if (isSilent) for (const member of membersIn(field)) member.checked = false;
}
