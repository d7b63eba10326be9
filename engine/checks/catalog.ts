/** Every code that a finding may have: its title, its default severity and the page that explains it. */
import type { Severity } from "../finding.ts";

interface Entry {
  readonly title: string;
  /** "off": only where `stagewright.json` asks for it. */
  readonly severity: Severity | "off";
}

export const catalog = {
  syntax: { title: "The text is not well-formed", severity: "error" },
  "row-width": { title: "A row has more or fewer cells than its header", severity: "error" },
  "unknown-name": { title: "A name that nothing declares", severity: "error" },
  "unknown-label": { title: "A label that its category does not have", severity: "error" },
  duplicate: { title: "Declared twice", severity: "error" },
  "type-mismatch": { title: "A value of the wrong kind", severity: "error" },
  "unit-mismatch": { title: "A unit that does not fit", severity: "error" },
  "off-step": { title: "A number off the steps of its variable", severity: "error" },
  "lone-child": { title: "A parent label with a single child", severity: "error" },
  cycle: { title: "A decision that depends on itself", severity: "error" },
  "unresolved-use": { title: "A file that cannot be used", severity: "error" },
  "unknown-cite": { title: "A citation key that nothing declares", severity: "error" },
  gap: { title: "Combinations that no row covers", severity: "error" },
  overlap: { title: "Rows that give one combination different results", severity: "error" },
  "impossible-row": { title: "A row that can match nothing", severity: "error" },
  "unfilled-row": { title: "A result that is still to be filled in", severity: "error" },
  "masked-row": { title: "A row that earlier rows leave nothing", severity: "warning" },
  "redundant-row": { title: "A row without which nothing would change", severity: "info" },
  "dead-alternative": { title: "An alternative of a cell that matches nothing", severity: "warning" },
  "unreachable-result": { title: "A label that no case ever gets", severity: "warning" },
  "domain-error": { title: "A calculation that fails inside the declared ranges", severity: "warning" },
  undecided: { title: "Something that could not be proved either way", severity: "warning" },
  "not-monotone": { title: "Worse findings lead to a lower stage", severity: "error" },
  "wide-except": { title: "An exception that skips much of a check", severity: "warning" },
  "check-failed": { title: "A stated property does not hold", severity: "error" },
  "example-failed": { title: "An example case comes out differently", severity: "error" },
  "example-invalid": { title: "An example case that cannot be read", severity: "error" },
  "unexercised-rows": { title: "Rows that no example reaches", severity: "hint" },
  unused: { title: "A declaration that nothing refers to", severity: "hint" },
  undocumented: { title: "A declaration without title or documentation", severity: "off" },
  uncited: { title: "A rule without its source", severity: "off" },
  "applies-overlap": { title: "Two files that claim the same cases", severity: "warning" },
  "unused-ignore": { title: "An ignore comment that ignores nothing", severity: "warning" },
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof catalog;

export const isCode = (text: string): text is Code => Object.hasOwn(catalog, text);
