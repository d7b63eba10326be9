/** Which variable of a scheme a name means, as written in the header of a case file or on the command line. */
import type { VariableInfo } from "../engine.ts";

export type Meant =
  | { readonly kind: "variable"; readonly variable: VariableInfo }
  /** One member of a set: a column, or an assignment, of its own. */
  | { readonly kind: "member"; readonly variable: VariableInfo; readonly member: string }
  | { readonly kind: "ambiguous"; readonly names: readonly string[] };

/**
 * The name as declared comes first, then its other spellings and any case, then the members of sets:
 * `invades.heart`, or `heart` alone where one set only has it. What could mean two things means neither.
 */
export const meaningOf = (name: string, variables: readonly VariableInfo[]): Meant | undefined => {
  const exact = variables.find((variable) => variable.name === name);
  if (exact !== undefined) return { kind: "variable", variable: exact };
  const loose = variables.filter((variable) => spelled(variable.name, variable.also, name));
  if (loose.length > 0) return only(loose.map((variable) => ({ kind: "variable", variable })));
  const members = variables.flatMap((variable) => membersOf(variable, name));
  const dotted = members.filter((member) => member.dotted);
  return only(dotted.length > 0 ? dotted : members);
};

interface Member {
  readonly kind: "member";
  readonly variable: VariableInfo;
  readonly member: string;
  readonly dotted: boolean;
}

const membersOf = (variable: VariableInfo, name: string): readonly Member[] => {
  if (variable.kind !== "set") return [];
  const prefix = `${variable.name}.`;
  const dotted = name.toLowerCase().startsWith(prefix.toLowerCase());
  const label = dotted ? name.slice(prefix.length) : name;
  return variable.labels
    .filter(({ text, also }) => spelled(text, also, label))
    .map(({ text }) => ({ kind: "member", variable, member: text, dotted }));
};

const spelled = (name: string, also: readonly string[], text: string): boolean =>
  [name, ...also].some((spelling) => spelling.toLowerCase() === text.toLowerCase());

const only = (found: readonly (Exclude<Meant, { kind: "ambiguous" }> | Member)[]): Meant | undefined => {
  const [first, second] = found;
  if (first === undefined || second === undefined) return first;
  return { kind: "ambiguous", names: found.map(shownName) };
};

/** `invades` or `invades.heart`: what two columns may not both mean. */
export const shownName = (meant: Exclude<Meant, { kind: "ambiguous" }>): string =>
  meant.kind === "variable" ? meant.variable.name : `${meant.variable.name}.${meant.member}`;

export type Unambiguous = Exclude<Meant, { kind: "ambiguous" }>;
