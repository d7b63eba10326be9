/**
 * The page on which a case is tried: a form that the language server made of the scheme, its answers beside it, and the
 * way into the file as an example. What is entered is kept by the extension; nothing of it is ever dropped unsaid.
 */
import { enter, entriesIn, fieldsOf, settle } from "./case-entries.ts";
import type { CaseContent, CaseEntry, CaseWishes, ToldToCase } from "./case-messages.ts";
import { connect } from "./host.ts";
import { followPlaces } from "./places.ts";

const skeleton = `<header id="bar"><h1></h1><button type="button" id="reset">Clear all</button><div id="summary" role="status"></div></header>
<div id="columns"><div id="form"></div><div><div id="beside"></div><div id="answers" role="region" aria-label="Answers"></div><div id="adding"></div></div></div>`;

connect((host) => {
  const view = document.getElementById("view") as HTMLElement;
  view.innerHTML = skeleton;
  const part = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
  /** Tells wishes that this page sent from those that come from elsewhere. */
  const page = `${Date.now()} ${Math.random()}`;
  let count = 0;
  let shownUri = "";
  let decision: string | undefined;
  let entries: readonly CaseEntry[] = [];
  /** Entries that no control of the form can hold: kept until the reader discards them. */
  let beside: readonly CaseEntry[] = [];
  let content: CaseContent | undefined;

  const send = (): void => {
    entries = [...entriesIn(part("form")), ...beside];
    count += 1;
    host.wish({ entries, decision, page, count } satisfies CaseWishes);
  };

  const showForm = (id: string, html: string): boolean => {
    const element = part(id);
    const isNew = element.dataset["shown"] !== html;
    const kept = isNew ? keepPlace(element) : undefined;
    replaceIfNew(element, html);
    kept?.();
    return isNew;
  };

  /** What has not changed is left alone: so a reader keeps the place, and nothing is read out twice. */
  const replaceIfNew = (element: HTMLElement, html: string): void => {
    if (element.dataset["shown"] === html) return;
    element.dataset["shown"] = html;
    element.innerHTML = html;
  };

  const showProblems = ({ problems }: CaseContent): void => {
    for (const field of fieldsOf(part("form"))) {
      const told = problems.filter(({ variable }) => variable === field.dataset["field"]).map(({ problem }) => problem);
      const line = field.querySelector<HTMLElement>(".problem");
      if (line === null) continue;
      line.hidden = told.length === 0;
      line.textContent = told.join("; ");
      for (const input of field.querySelectorAll('input[type="text"]')) input.setAttribute("aria-invalid", String(told.length > 0));
    }
  };

  const showOutcomes = ({ outcomes }: CaseContent): void => {
    for (const { decision: name, text, accepted } of outcomes) {
      for (const place of part("adding").querySelectorAll<HTMLElement>("[data-answer]"))
        if (place.dataset["answer"] === name) place.textContent = text;
      for (const button of part("adding").querySelectorAll<HTMLButtonElement>("[data-take]"))
        if (button.dataset["take"] === name) {
          button.disabled = accepted === null;
          button.value = accepted ?? "";
        }
    }
  };

  const changed = (target: EventTarget | null): void => {
    const field = (target as Element).closest<HTMLElement>("[data-field]");
    if (field === null) return;
    settle(field, target);
    send();
  };
  part("form").addEventListener("input", ({ target }) => changed(target));
  view.addEventListener("submit", (event) => {
    event.preventDefault();
    if ((event.target as HTMLElement).id === "example") host.ask({ entries, ...exampleIn(part("adding"), content) });
  });
  followPlaces(view, host);
  view.addEventListener("click", ({ target }) => {
    const element = target as Element;
    const linked = element.closest<HTMLElement>("[data-field-link]")?.dataset["fieldLink"];
    if (linked !== undefined) focusField(part("form"), linked);
    const taken = element.closest<HTMLButtonElement>("[data-take]");
    const side = taken?.parentElement?.querySelector("input");
    if (taken && side) side.value = taken.value;
    const discarded = element.closest<HTMLElement>("[data-discard]")?.dataset["discard"];
    if (discarded !== undefined) {
      const lost = content?.gone[Number(discarded)];
      beside = beside.filter((one) => !isSame(one, lost));
      send();
    }
    const dropped = element.closest<HTMLElement>("[data-drop]")?.dataset["drop"];
    if (dropped !== undefined) {
      beside = beside.filter((_, index) => index !== Number(dropped));
      send();
    }
  });
  part("reset").addEventListener("click", () => {
    beside = [];
    enter(part("form"), []);
    send();
    fieldsOf(part("form"))[0]?.querySelector<HTMLElement>("input, select")?.focus();
  });

  return {
    show: ({ uri, name, wishes, content: answered }) => {
      const wished = (wishes ?? {}) as CaseWishes;
      // An answer to what has been changed since: the next one is on its way.
      if (uri === shownUri && wished.page === page && wished.count !== count) return;
      const answer = answered as CaseContent | null;
      if (answer === null) return replaceIfNew(part("answers"), "The file is not there any more.");
      const isOwn = uri === shownUri && wished.page === page;
      if (!isOwn && (uri !== shownUri || wished.entries !== undefined)) entries = wished.entries ?? [];
      decision = wished.decision;
      content = answer;
      part("bar").querySelector("h1")?.replaceChildren(`Try a case: ${name}`);
      // While the rules are half typed, a form that may lack fields does not replace one that is whole.
      const isKept = answer.blocked && uri === shownUri;
      const isNewForm = !isKept && showForm("form", answer.form);
      if (!isKept) showForm("adding", answer.example);
      if (!isOwn || isNewForm) beside = enter(part("form"), entries);
      showProblems(answer);
      showOutcomes(answer);
      replaceIfNew(part("summary"), answer.summary);
      const held = beside.filter((one) => !answer.gone.some((lost) => isSame(lost, one)));
      replaceIfNew(part("answers"), answer.answers);
      part("beside").replaceChildren(...(held.length > 0 ? [besideNotice(held, beside)] : []));
      shownUri = uri;
    },
    unavailable: (message) => {
      part("summary").textContent = message;
      replaceIfNew(part("answers"), "");
    },
    told: (message) => {
      const told = message as ToldToCase;
      const line = document.getElementById("example-told");
      if (line === null) return;
      line.className = "problem" in told ? "problem" : "added";
      line.textContent = "problem" in told ? told.problem : told.added;
    },
  };
});

const isSame = (one: CaseEntry, other: CaseEntry | undefined): boolean =>
  one.variable === other?.variable && one.member === other.member && one.text === other.text;

/** What is recorded and has no control of its own, such as a member that is known to be absent. */
function besideNotice(held: readonly CaseEntry[], beside: readonly CaseEntry[]): HTMLElement {
  const notice = Object.assign(document.createElement("div"), { className: "notice" });
  notice.append("Also recorded:");
  for (const entry of held) {
    const { variable, member, text } = entry;
    const line = document.createElement("p");
    const said = Object.assign(document.createElement("code"), {
      textContent: `${variable}${member === undefined ? "" : `.${member}`} = ${text}`,
    });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: "Discard it" });
    button.dataset["drop"] = String(beside.indexOf(entry));
    line.append(said, " ", button);
    notice.append(line);
  }
  return notice;
}

function focusField(form: HTMLElement, name: string): void {
  const field = fieldsOf(form).find((one) => one.dataset["field"] === name);
  if (field === undefined) return;
  for (let around = field.parentElement; around !== null; around = around.parentElement)
    if (around instanceof HTMLDetailsElement) around.open = true;
  field.scrollIntoView({ block: "center" });
  field.querySelector<HTMLElement>("input:checked, select, input")?.focus({ preventScroll: true });
}

/** The sides that the author filled in; where there is none, what the scheme is for is expected and left open. */
function exampleIn(form: HTMLElement, content: CaseContent | undefined) {
  const sides = [...form.querySelectorAll<HTMLElement>("#example .expected[data-decision]")].map((side) => ({
    decision: side.dataset["decision"] ?? "",
    text: side.querySelector("input")?.value.trim() ?? "",
    isMain: side.closest("#example > .expected") !== null,
  }));
  const known = sides.filter(({ decision }) => content?.outcomes.some((one) => one.decision === decision));
  const filled = known.filter(({ text }) => text !== "");
  const chosen = filled.length > 0 ? filled : known.filter(({ isMain }) => isMain);
  return {
    expected: chosen.map(({ decision, text }) => ({ decision, text })),
    title: (document.getElementById("example-title") as HTMLInputElement | null)?.value ?? "",
  };
}

/** What is open, typed beside the case, and focused, over a form that is made anew. */
function keepPlace(form: HTMLElement): () => void {
  const open = [...form.querySelectorAll<HTMLDetailsElement>("details[open]")].map(({ id }) => id);
  const typed = [...form.querySelectorAll<HTMLInputElement>(".expected input")].map(({ id, value }) => ({ id, value }));
  const focused = form.contains(document.activeElement) ? document.activeElement?.id : undefined;
  const top = document.documentElement.scrollTop;
  return () => {
    for (const details of form.querySelectorAll("details")) if (open.includes(details.id)) details.open = true;
    for (const { id, value } of typed) {
      const input = document.getElementById(id);
      if (input instanceof HTMLInputElement) input.value = value;
    }
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    document.documentElement.scrollTop = top;
  };
}
