/** Completion that knows the column. Lists come at once; what a choice stands for is told when it is looked at. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver";
import { citesIn, describeVariable, namesIn, numbersIn, type VariableInfo, writtenLabel } from "#engine";
import type { Schemes, Spot } from "../schemes.ts";
import { toRange } from "../to-lsp.ts";
import { statementAt } from "./statement.ts";
import { type ValuePlace, type Wanted, wantedAt } from "./wanted.ts";

/** One thing to choose. */
interface Choice {
  readonly text: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  /** The variable that tells more, by its full name. */
  readonly variable?: string;
}

/** The choices at a spot, in the order in which the author would expect them. */
export const completionAt = (schemes: Schemes, spot: Spot, trigger?: string): readonly CompletionItem[] => {
  const { held, uri, offset } = spot;
  const { text } = held.source;
  const statement = statementAt(text, offset);
  const wanted = statement && wantedAt(statement);
  if (statement === undefined || wanted === undefined) return [];
  // After a blank only what the place asks for comes unasked: a list at every indent would be in the way.
  if (trigger === " " && wanted.kind !== "value" && wanted.kind !== "variable") return [];
  const typed = wanted.kind === "value" ? /(?:\w+(?:\([\w+-]*)?)?$/ : /[\w.]*$/;
  const start = statement.quote ?? offset - (typed.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
  const isPath = wanted.kind === "path";
  const range = toRange(held.document, { start: isPath ? start + 1 : start, end: offset });
  return choicesFor(schemes, spot, wanted).map(({ text: label, kind, detail, variable }, order) => ({
    label,
    kind,
    ...(detail === undefined ? {} : { detail }),
    sortText: String(order).padStart(5, "0"),
    textEdit: { range, newText: label },
    ...(variable === undefined ? {} : { data: { uri, variable } }),
  }));
};

/** Adds what the choice stands for. */
export const resolveCompletion = (schemes: Schemes, chosen: CompletionItem): CompletionItem => {
  const { uri, variable } = (chosen.data ?? {}) as { readonly uri?: unknown; readonly variable?: unknown };
  if (typeof uri !== "string" || typeof variable !== "string") return chosen;
  const file = schemes.of(uri);
  const value = file && describeVariable(file.scheme, variable);
  return value === undefined ? chosen : { ...chosen, documentation: { kind: "markdown", value } };
};

const choicesFor = (schemes: Schemes, spot: Spot, wanted: Wanted): readonly Choice[] => {
  const names = namesIn(spot.scheme, spot.uri);
  switch (wanted.kind) {
    case "declaration":
      return declarations.map(([text, detail]) => ({ text, detail, kind: CompletionItemKind.Keyword }));
    case "words":
      return wanted.words.map(asWord);
    case "cite":
      return citesIn(spot.scheme, spot.uri).map(({ key, title }) => ({ text: key, detail: title, kind: CompletionItemKind.Reference }));
    case "path":
      return pathsFrom(schemes, spot);
    case "variable":
      return variableChoices([...names].filter(([name]) => !wanted.others.includes(name)));
    case "expression":
      return [...variableChoices([...names]), ...functions.map(asFunction), ...["not", "count of (", "if"].map(asWord)];
    case "value": {
      const variable = names.get(wanted.variable);
      return variable === undefined ? [] : valueChoices(spot, variable, wanted.place, wanted.typed);
    }
  }
};

const declarations = [
  ["category", "a finite, ordered list of labels"],
  ["number", "a number with its unit and range"],
  ["flag", "something that is so or not"],
  ["set", "any subset of some labels"],
  ["table", "rows that assign a label"],
  ["decide", "rules that assign a label, with conditions"],
  ["score", "a sum of points"],
  ["let", "a formula"],
  ["exclude", "combinations that cannot occur"],
  ["check", "a property to prove"],
  ["examples", "example cases as a table"],
  ["case", "an example case in steps"],
  ["use", "declarations of another file"],
  ["scheme", "the header of the file"],
] as const;

const functions = ["ln", "log10", "exp", "sqrt", "min", "max", "abs", "round"];
const asFunction = (text: string): Choice => ({ text, kind: CompletionItemKind.Function });
const asWord = (text: string): Choice => ({ text, kind: CompletionItemKind.Keyword });

const variableChoices = (names: readonly (readonly [string, VariableInfo])[]): readonly Choice[] =>
  names.map(([text, variable]) => ({
    text,
    kind: CompletionItemKind.Variable,
    detail: [variable.kind, variable.title].filter((part) => part !== undefined).join(" · "),
    variable: variable.name,
  }));

const valueChoices = (spot: Spot, variable: VariableInfo, place: ValuePlace, typed: string): readonly Choice[] => {
  const isResult = place === "result" || place === "expected";
  const inGrid = place === "cell" || place === "given";
  const isFirst = !/[,.<>=]/.test(typed);
  const unknowns = isResult ? [] : [...variable.unknowns, ...(inGrid ? ["?"] : [])];
  const values = variable.kind === "number" ? (isResult ? [] : numberChoices(spot, variable, typed)) : labelChoices(variable);
  const isUnit = variable.kind === "number" && /\d\s+\w*$/.test(typed);
  if (isUnit) return values;
  return [
    ...values,
    ...unknowns.map((text) => ({
      text: text === "?" ? text : writtenLabel(text),
      kind: CompletionItemKind.EnumMember,
      detail: `${variable.name} is not known`,
    })),
    ...(place === "cell" && isFirst ? ["any", "not"].map(asWord) : []),
    ...(place === "result" ? ['none ""', "???"].map(asWord) : []),
    ...(place === "expected" ? ["none", "excluded", "uncovered"].map(asWord) : []),
  ];
};

const labelChoices = (variable: VariableInfo): readonly Choice[] => {
  if (variable.kind === "flag") return ["yes", "no"].map((text) => ({ text, kind: CompletionItemKind.Value }));
  const texts = new Set<string>();
  return variable.labels
    .filter(({ text }) => !texts.has(text) && texts.add(text))
    .map(({ text, title, parent }) => {
      const detail = title ?? (parent === undefined || parent === text ? undefined : `part of ${parent}`);
      return {
        text: writtenLabel(text),
        kind: CompletionItemKind.EnumMember,
        ...(detail === undefined ? {} : { detail }),
        variable: variable.name,
      };
    });
};

/** After a number its unit; else the bounds that the file has named already: the next row mostly begins where another ends. */
const numberChoices = ({ scheme, uri, held }: Spot, variable: VariableInfo, typed: string): readonly Choice[] => {
  const { unit } = variable;
  if (/\d\s+\w*$/.test(typed)) {
    return unit === undefined ? [] : [{ text: /^[A-Za-z_]\w*$/.test(unit) ? unit : `"${unit}"`, kind: CompletionItemKind.Unit }];
  }
  const written = numbersIn(scheme, uri)
    .filter((number) => number.variable === variable.name)
    .map(({ span }) => held.source.text.slice(span.start, span.end));
  return [...new Set(written)].map((text) => ({
    text,
    kind: CompletionItemKind.Value,
    detail: `a bound of ${variable.name} elsewhere in this file`,
  }));
};

/** Files beside this one that the editor has open; others it cannot see without reading the disk. */
const pathsFrom = (schemes: Schemes, { uri }: Spot): readonly Choice[] => {
  const folder = uri.slice(0, uri.lastIndexOf("/") + 1);
  return schemes
    .open()
    .map(({ scheme }) => scheme.uri)
    .filter((other) => other !== uri && other.startsWith(folder))
    .map((other) => ({ text: decodeURIComponent(other.slice(folder.length)), kind: CompletionItemKind.File }));
};
