/** How names and labels are written, so that a new one can be told from what the language means by it. */
import { labelText } from "../fixes/labels.ts";

/** Words that begin a line of their own: as the first word of a row they would be read as that. */
const beginsDeclaration = /^(scheme|use|category|number|flag|set|table|decide|score|let|exclude|check|examples|case)$/;

/** Words that an expected side reads as an outcome. */
const outcomes = /^(excluded|uncovered|conflict|invalid|undetermined)$/;

/** A label as a rule file writes it: bare where that is read as the label everywhere, in quotes otherwise. */
export const writtenLabel = (label: string): string =>
  beginsDeclaration.test(label) || outcomes.test(label) ? `"${label}"` : labelText(label);

/** Why a variable cannot have a name; undefined where it can. */
export function unfitName(name: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name))
    return `'${name}' cannot name a variable: a name is one word of letters, digits and _, and begins with a letter. What people should read goes into its title.`;
  if (labelText(name) !== name) return `'${name}' is a word of the language and cannot name a variable. Choose another name.`;
  if (beginsDeclaration.test(name)) return `'${name}' begins a declaration; choose a name that cannot be mistaken for one.`;
  return undefined;
}
