/** The catalogue of rule files, for people on a terminal, as a Markdown page, and as JSON. */
import type { Reasoned, VariableInfo } from "../engine.ts";
import { groupDigits, plural } from "../world.ts";
import type { Counted, Listed } from "./listing-facts.ts";

const titleOf = ({ header, path }: Listed): string =>
  header === undefined ? path : `${header.title}${header.edition === undefined ? "" : `, ${header.edition}`}`;

const decided = ({ variables, own }: Listed): readonly VariableInfo[] =>
  variables.filter(({ name, decided: is }) => is && own.includes(name));

const marks = ({ header }: Listed): readonly string[] =>
  header === undefined
    ? ["shared declarations"]
    : [header.purpose, header.classification, header.status].filter((mark) => mark !== undefined);

// -------------------------------------------------------------------- pretty

export const listingPretty = (listed: readonly Listed[]): string =>
  `${listed.map(prettyOf).join("\n")}\n${plural(listed.filter(({ header }) => header !== undefined).length, "scheme")} in ${plural(listed.length, "file")}\n`;

const prettyOf = (one: Listed): string =>
  [
    `${titleOf(one)}  (${[one.path, ...marks(one)].join(", ")})`,
    ...(one.header?.applies ?? []).map((line) => `  applies  ${line}`),
    ...(one.header === undefined
      ? []
      : [
          `  reads    ${inputsOf(one)
            .map(({ name }) => name)
            .join(", ")}`,
        ]),
    ...decided(one).map((variable) => `  decides  ${variable.name}: ${valuesOf(variable)}`),
    ...one.decisions.map((each) => `  proved   ${coverageOf(each)}`),
    ...one.ignored.map((each) => `  ignored  ${ignoredText(each)}`),
    "",
  ].join("\n");

const inputsOf = ({ variables }: Listed): readonly VariableInfo[] => variables.filter((variable) => !variable.decided);

// ------------------------------------------------------------------ the words

/** Labels with their leaves in brackets: `I (IA, IB), II`. */
const labelsUnder = (labels: VariableInfo["labels"], parent: string | undefined): string =>
  labels
    .filter((label) => label.parent === parent && label.text !== parent)
    .map(({ text }) => {
      const inner = labels.some((label) => label.parent === text && label.text !== text) ? labelsUnder(labels, text) : "";
      return inner === "" ? text : `${text} (${inner})`;
    })
    .join(", ");

const valuesOf = ({ kind, labels, unit, range }: VariableInfo): string => {
  switch (kind) {
    case "category":
      return labelsUnder(labels, undefined);
    case "set":
      return `any of ${labelsUnder(labels, undefined)}`;
    case "flag":
      return "yes, no";
    case "number":
      return ["number", unit, range].filter((part) => part !== undefined).join(" ");
  }
};

const reasonsText = (reasons: readonly Reasoned[]): string =>
  reasons.map(({ why, combinations }) => `${groupDigits(combinations)} "${why}"`).join("; ");

const coverageOf = (one: Counted): string => {
  if (!one.analysed) return `${one.decision}: not analysed`;
  const none = one.noneBy.reduce((sum, { combinations }) => sum + combinations, 0n);
  const parts = [
    `${one.decision}: ${groupDigits(one.combinations)} combinations of known values`,
    `${groupDigits(one.covered - none)} with a value`,
    ...(none === 0n ? [] : [`${groupDigits(none)} none (${reasonsText(one.noneBy)})`]),
    ...(one.excluded === 0n ? [] : [`${groupDigits(one.excluded)} excluded (${reasonsText(one.excludedBy)})`]),
    ...(one.gaps === 0n ? [] : [`${plural(one.gaps, "gap")}`]),
    ...(one.overlaps === 0n ? [] : [`${plural(one.overlaps, "overlap")}`]),
  ];
  return parts.join(", ");
};

const ignoredText = ({ code, reason, combinations }: Listed["ignored"][number]): string =>
  `${code}${combinations === 0n ? "" : ` of ${plural(combinations, "combination")}`}: ${reason}`;

// ------------------------------------------------------------------ markdown

export const listingMarkdown = (listed: readonly Listed[]): string => {
  const schemes = listed.filter(({ header }) => header !== undefined);
  const shared = listed.filter(({ header }) => header === undefined);
  return `${[
    "# The library",
    "Made by `npm run library`; do not edit. What each rule file states, and what is proved of it: combinations are of known values; `none` is an answer (it occurs, and has no group), excluded combinations cannot occur. **None of these files is for clinical use without review by a qualified clinician.**",
    `${plural(schemes.length, "scheme")}.`,
    table(["scheme", "edition", "decides", "purpose", "status", "file"], schemes.map(overviewRow)),
    ...schemes.map(schemeSection),
    ...(shared.length === 0 ? [] : [`## Shared declarations\n\n${shared.map(sharedLine).join("\n")}`]),
  ].join("\n\n")}\n`;
};

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`).join("\n");

const link = ({ path }: Listed): string => `[${path.replace(/^examples\//, "")}](../${path})`;

const overviewRow = (one: Listed): readonly string[] => [
  one.header?.title ?? "",
  one.header?.edition ?? "",
  decided(one)
    .map(({ name }) => name)
    .join(", "),
  [one.header?.purpose, one.header?.classification].filter((mark) => mark !== undefined).join(", "),
  one.header?.status ?? "",
  link(one),
];

const schemeSection = (one: Listed): string => {
  const { header } = one;
  const lines = [
    ...(header?.effective === undefined ? [] : [`- In effect from ${header.effective}.`]),
    ...(header?.applies ?? []).map((line) => `- Applies to ${line}.`),
    ...(one.uses.length === 0 ? [] : [`- Uses ${one.uses.map((path) => `\`${path}\``).join(", ")}.`]),
    ...one.decisions.map((each) => `- Proved: ${coverageOf(each)}.`),
    ...one.ignored.map((each) => `- Under an ignore: ${ignoredText(each)}.`),
    ...one.properties.map(({ text, status }) => `- \`${text}\`: ${status}.`),
    `- Example cases: ${one.examples}, reaching ${one.reached} of ${plural(one.rows, "row")}.`,
    ...(header?.cites ?? []).map(({ key, text, link: address }) => `- \`@${key}\`: ${text}${address === undefined ? "" : ` <${address}>`}`),
    ...(header?.licence === undefined ? [] : [`- Licence: ${header.licence}.`]),
  ];
  return [
    `## ${titleOf(one)}`,
    `${header?.about ?? ""}\n${link(one)}`.trim(),
    table(
      ["variable", "", "values", "not known"],
      [...inputsOf(one), ...decided(one)].map((variable) => [
        `\`${variable.name}\`${variable.decided ? " (decided)" : ""}`,
        variable.title ?? "",
        valuesOf(variable),
        variable.unknowns.join(", "),
      ]),
    ),
    lines.join("\n"),
  ].join("\n\n");
};

const sharedLine = (one: Listed): string => `- ${link(one)}: ${one.variables.map(({ name }) => `\`${name}\``).join(", ")}`;

// ---------------------------------------------------------------------- json

/** Counts of combinations are digits in a text, since they can be larger than any JSON number. */
export const listingJson = (listed: readonly Listed[]): string =>
  `${JSON.stringify({ version: 1, files: listed.map(fileJson) }, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value), 2)}\n`;

const fileJson = (one: Listed) => ({
  path: one.path,
  header: one.header ?? null,
  uses: one.uses,
  variables: one.variables.map(({ name, title, kind, decided: is, also, labels, unknowns, unit, range }) => ({
    name,
    title: title ?? null,
    kind,
    decided: is,
    also,
    labels: labels.map(({ text, title: label, parent }) => ({ text, title: label ?? null, parent: parent ?? null })),
    unknowns,
    unit: unit ?? null,
    range: range ?? null,
  })),
  decisions: one.decisions,
  ignored: one.ignored,
  checks: one.properties,
  examples: one.examples,
  rows: one.rows,
  reached: one.reached,
  errors: one.errors,
});
