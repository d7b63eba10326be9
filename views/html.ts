/** HTML written so that no text of a rule file can become markup: whatever is put in is escaped, unless it is HTML itself. */

/** A piece of HTML that is safe to show. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | bigint | undefined | false | readonly Part[];

/** Text with the signs escaped that mean something in HTML, inside attributes in quotes too. */
const escapeHtml = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");

const written = (part: Part): string => {
  if (part === undefined || part === false) return "";
  if (typeof part === "object") return "html" in part ? part.html : part.map(written).join("");
  return escapeHtml(String(part));
};

/** html`<td title="${why}">${label}</td>`; attributes stand in double quotes. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: texts.map((text, index) => text + (index < parts.length ? written(parts[index]) : "")).join(""),
});

/** Text that Markdown shows as it stands, in the cell of a table too. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~&]/g, "\\$&").replace(/\s+/g, " ");
