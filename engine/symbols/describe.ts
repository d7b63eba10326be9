/** What a name, a label, a number or a citation stands for, as a few lines of Markdown. The author's own words stay as they are. */
import type { DecisionSummary } from "../api.ts";
import { rangeText } from "../evaluate/reading.ts";
import type { LabelNode, Model, Variable } from "../model/symbols.ts";
import type { Scheme } from "../scheme.ts";
import type { NumberPlace, Occurrence, StageSymbol } from "./symbols.ts";

/** So many labels are listed; a longer line helps nobody. */
const mostLabels = 40;

/** Undefined where there is nothing to say. */
export function describe(scheme: Scheme, place: Occurrence | NumberPlace, summaries: readonly DecisionSummary[] = []): string | undefined {
  const { model } = scheme;
  if (!("symbol" in place)) {
    const variable = variableNamed(model, place.variable);
    return variable && aboutVariable(model, variable, summaries);
  }
  const { symbol } = place;
  switch (symbol.kind) {
    case "cite":
      return aboutCite(model, place.uri, symbol.name);
    case "file":
      return aboutFile(model, symbol.uri);
    default: {
      const variable = variableNamed(model, place.beside ?? symbol.variable ?? "");
      if (variable === undefined) return undefined;
      return symbol.kind === "variable" ? aboutVariable(model, variable, summaries) : aboutLabel(variable, symbol);
    }
  }
}

const variableNamed = (model: Model, name: string): Variable | undefined => model.variables.find((variable) => variable.name === name);

const code = (text: string): string => `\`${text.replace(/`/g, "'")}\``;

const paragraphs = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join("\n\n");

function aboutLabel(variable: Variable, symbol: StageSymbol): string | undefined {
  if (symbol.kind === "unknown")
    return paragraphs([`**${symbol.name}** says that ${variable.name} is not known`, lineOf(variable, undefined)]);
  if (variable.kind === "number") return undefined;
  const node = variable.domain.nodes.find((one) => one.text === symbol.name);
  if (node === undefined) return undefined;
  const leaves = variable.domain.leaves.slice(node.lo, node.hi).map((leaf) => leaf.text);
  return paragraphs([
    `**${node.text}**${node.title === undefined ? "" : `: ${node.title}`}`,
    node.leaf ? undefined : `means ${leaves.join(", ")}`,
    node.parent === undefined ? undefined : `part of ${node.parent.text}${node.parent.title === undefined ? "" : `: ${node.parent.title}`}`,
    node.also.length === 0 ? undefined : `also written ${node.also.map(code).join(", ")}`,
    lineOf(variable, node),
  ]);
}

/** The whole category on one line, the label at hand in bold. */
function lineOf(variable: Variable, at: LabelNode | undefined): string {
  const title = variable.title === undefined ? "" : ` “${variable.title}”`;
  const unknown = variable.unknownsDeclared ? ` · not known: ${variable.unknowns.join(", ")}` : "";
  if (variable.kind === "number" || variable.kind === "flag") return `${variable.kind} ${variable.name}${title}${unknown}`;
  const leaves = variable.domain.leaves.map((leaf) =>
    at !== undefined && leaf.lo >= at.lo && leaf.lo < at.hi ? `**${leaf.text}**` : leaf.text,
  );
  const listed = leaves.length > mostLabels ? [...leaves.slice(0, mostLabels), "…"] : leaves;
  return `${variable.kind} ${variable.name}${title}: ${listed.join(" · ")}${unknown}`;
}

function aboutVariable(model: Model, variable: Variable, summaries: readonly DecisionSummary[]): string {
  const range = variable.kind === "number" ? rangeText(variable).replace(/^ \(|\)$/g, "") : "";
  const unit = variable.kind === "number" && variable.unit !== undefined ? `in ${variable.unit}` : "";
  const measured = [unit, range].filter((part) => part !== "").join(", ");
  const decided = model.decisions.find((decision) => decision.variable === variable);
  return paragraphs([
    variable.kind === "number" || variable.kind === "flag" ? `**${variable.name}**${titleOf(variable)}` : lineOf(variable, undefined),
    variable.kind === "number" ? `number${measured === "" ? "" : ` ${measured}`}` : variable.kind === "flag" ? "yes or no" : undefined,
    variable.kind !== "category" && variable.unknownsDeclared ? `not known: ${variable.unknowns.join(", ")}` : undefined,
    variable.also.length === 0 ? undefined : `also written ${variable.also.map(code).join(", ")}`,
    variable.doc,
    decided && `decided from ${decided.reads.map(({ name }) => name).join(", ") || "nothing"}`,
    coverage(summaries.find((summary) => summary.decision === variable.name)),
  ]);
}

const titleOf = ({ title }: Variable): string => (title === undefined ? "" : `: ${title}`);

/** What the check said of a decision; one that was not analysed is never shown as covered. */
function coverage(summary: DecisionSummary | undefined): string | undefined {
  if (summary === undefined) return undefined;
  if (!summary.analysed) return "not analysed: mend the errors first";
  const { combinations, covered, excluded, gaps, overlaps } = summary;
  return `${combinations} combinations: ${covered} covered, ${excluded} excluded, ${gaps} without a row, ${overlaps} in conflict`;
}

/** Many a DOI has brackets, which would end a link. */
const linked = (doi: string): string => encodeURI(doi).replace(/\(/g, "%28").replace(/\)/g, "%29");

function aboutCite(model: Model, uri: string, key: string): string | undefined {
  const cite = model.cites.get(`${uri}#${key}`);
  if (cite === undefined) return undefined;
  const doi = cite.doi === undefined ? undefined : `[doi:${cite.doi}](https://doi.org/${linked(cite.doi)})`;
  const isLink = cite.url !== undefined && /^https?:\/\/[^\s()<>]+$/.test(cite.url);
  return paragraphs([cite.title, doi, isLink ? `[${cite.url}](${cite.url})` : cite.url]);
}

function aboutFile(model: Model, uri: string): string | undefined {
  const file = model.sources.find((source) => source.uri === uri)?.parsed.file;
  const header = file?.decls.find((decl) => decl.kind === "scheme");
  return header === undefined ? undefined : paragraphs([`**${header.title.value}**`, header.doc]);
}

/** The place alone does not tell the declaration; this is for completion, which has a name and no place. */
export const describeVariable = (scheme: Scheme, name: string): string | undefined => {
  const variable = variableNamed(scheme.model, name);
  return variable && aboutVariable(scheme.model, variable, []);
};
