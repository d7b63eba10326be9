/** The door of the views room: what the engine answers, as HTML and Markdown. It asks nothing and decides nothing. */

export { answersHtml } from "./answers.ts";
export { caseFormHtml, exampleFormHtml } from "./case-form.ts";
export { explainedHtml } from "./explained.ts";
export { gridDocument, gridRefusal, gridView } from "./grid/html.ts";
export { gridMarkdown } from "./grid/markdown.ts";
export { darkRamp, gridStyle, lightRamp } from "./grid/style.ts";
export { type Html, html } from "./html.ts";
export { blockedHtml, surroundingsOf, triedHtml, triedSummary } from "./tried.ts";
