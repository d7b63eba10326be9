/** The door of the views room: what the engine answers, as HTML and Markdown. It asks nothing and decides nothing. */
export { type Html, html } from "./html.ts";
