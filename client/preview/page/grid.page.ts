/** The page of the stage grid: shows the table that the language server drew. */
import { connect } from "./host.ts";

connect(() => {
  const view = document.getElementById("view") as HTMLElement;
  return {
    show: ({ content }) => {
      // The server escapes all that is not its own.
      view.innerHTML = (content as { readonly html: string }).html;
    },
    unavailable: (message) => view.replaceChildren(message),
  };
});
