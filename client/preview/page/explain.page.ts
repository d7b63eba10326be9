/** The page of an explained example: shows what the language server says, and leads to its rows and to a form for it. */
import type { CaseEntry } from "./case-messages.ts";
import { connect } from "./host.ts";
import { followPlaces } from "./places.ts";

interface Explained {
  readonly html: string;
  readonly spoken: string;
  readonly entries: readonly CaseEntry[];
}

connect((host) => {
  const view = document.getElementById("view") as HTMLElement;
  const spoken = Object.assign(document.createElement("div"), { className: "spoken", role: "status" });
  const shown = document.createElement("div");
  view.replaceChildren(spoken, shown);
  let entries: readonly CaseEntry[] = [];
  followPlaces(view, host);
  view.addEventListener("click", ({ target }) => {
    if ((target as Element).closest("[data-try]") !== null) host.ask({ entries });
  });
  return {
    show: ({ content }) => {
      const answer = content as Explained | null;
      entries = answer?.entries ?? [];
      const html = answer?.html ?? "The file is not there any more.";
      // The server escapes all that is not its own. What has not changed is left alone, so that a reader keeps the place.
      if (shown.dataset["shown"] === html) return;
      shown.dataset["shown"] = html;
      shown.innerHTML = html;
      spoken.textContent = answer?.spoken ?? "";
    },
    unavailable: (message) => shown.replaceChildren(message),
  };
});
