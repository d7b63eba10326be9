/** The generator writes every construct of the grammar, so that no comparison with brute force leaves one out unseen. */
import assert from "node:assert/strict";
import { parse } from "#grammar";
import { scheme } from "./generate/schemes.ts";
import { eachRandom } from "./runs.ts";

/** Of examples and cases, which decide nothing, and of what is an error, nothing stands here. */
const constructs: readonly string[] = [
  ..."use.alias use.names use.path scheme.fields edition.effective applies.sites applies.histologies cite.doi status".split(" "),
  ..."category.names 2|category.title|category.unknown|category.unknown 2|category.assume|label.text|label.also|label.children".split("|"),
  ..."number.names 2|number.unknown|number.from|number.to|number.step|number.assume|number.also|number.unit|number literal.unit|as|flag.unknown|flag.assume|flag.also".split(
    "|",
  ),
  ..."set.unknown|set.assume|bound.open".split("|"),
  ..."policy unique|policy first|policy highest".split("|"),
  ..."table.title|table.where|table.needs|table.needs 2|table.cites|table.results 2|row.cites".split("|"),
  ..."decide.title|decide.where|decide.needs|decide.policy|decide.cites|rule.when|rule otherwise|rule.cites".split("|"),
  ..."cell any|cell.negated|cell.alternatives 2|alternative unknown|alternative range of numbers|alternative range of labels".split("|"),
  ..."range [..]|range (..]|range [..)|range (..)|compare =|compare !=|compare <|compare <=|compare >|compare >=".split("|"),
  ..."value number|value label|value yesno|value set".split("|"),
  ..."result none|result.why|result label|result number|result yesno".split("|"),
  ..."score.title|score.cites|factor.cites|line +|line -|line.when|line always|points none".split("|"),
  ..."let.title|let.cites|and|or|not|if|in.grouped|in range|countOf|countSet|paren|negate|name|unknown".split("|"),
  ..."has one|has any|has all|has atLeast|has atLeast of all".split("|"),
  ..."arithmetic +|arithmetic -|arithmetic *|arithmetic /|arithmetic ^|call min|call max|call abs|call round".split("|"),
  ..."exclude.target|exclude.when|exclude.grid|exclude.cites".split("|"),
  ..."check never|check implies|check monotone|monotone.along 2|monotone.falling|monotone.except".split("|"),
];

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Calls `see` for every node of a syntax tree, with the name under which it stands. */
function visit(value: unknown, under: string, see: (node: Node, under: string) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, under, see);
  else if (isNode(value)) {
    see(value, under);
    for (const [name, part] of Object.entries(value)) visit(part, name, see);
  }
}

const kindsOfNode: Readonly<Record<string, string>> = {
  labels: "label",
  rows: "row",
  rules: "rule",
  property: "monotone",
  from: "bound",
  along: "monotone",
};

/** What a node is an instance of, in the words of the list above. */
function wordsOf(node: Node, under: string): readonly string[] {
  const kind = typeof node["kind"] === "string" ? node["kind"] : "";
  const name = kind === "" || kind === "monotone" ? (kindsOfNode[under] ?? under) : kind;
  const filled = Object.entries(node).filter(
    ([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  const parts = filled.flatMap(([part, value]) => [
    `${name}.${part}`,
    ...(Array.isArray(value) && value.length > 1 ? [`${name}.${part} 2`] : []),
  ]);
  const ends = kind === "range" ? [`range ${node["fromOpen"] === true ? "(" : "["}..${node["toOpen"] === true ? ")" : "]"}`] : [];
  return [...parts, kind, ...ends, ...special(node, kind, under)];
}

const kindOf = (value: unknown): string => (isNode(value) ? String(value["kind"]) : "");

function special(node: Node, kind: string, under: string): readonly string[] {
  const said = (word: string, part: string): readonly string[] => [`${word} ${String(node[part])}`];
  if (under === "policy") return said("policy", "value");
  if (under === "property") return said("check", "kind");
  if (under === "results") return [...said("result", "kind"), ...(node["why"] === undefined ? [] : ["result.why"])];
  if (under === "result") return [...said("result", "kind"), ...(node["why"] === undefined ? [] : ["result.why"])];
  if (under === "rules" && node["when"] === undefined) return ["rule otherwise"];
  if (under === "grid") return Array.isArray(node["results"]) && node["results"].length > 1 ? ["table.results 2"] : [];
  if (under === "has")
    return [...said("has", "mode"), ...(node["mode"] === "atLeast" && node["labels"] === undefined ? ["has atLeast of all"] : [])];
  if (under === "cells")
    return kind === "any"
      ? ["cell any"]
      : Object.entries(node).flatMap(([part, value]) =>
          part === "negated" && value === true ? ["cell.negated"] : Array.isArray(value) && value.length > 1 ? ["cell.alternatives 2"] : [],
        );
  switch (kind) {
    case "number":
      return under !== "decls" && node["unit"] !== undefined ? ["number literal.unit"] : [];
    case "range":
      return [`alternative range of ${kindOf(node["from"])}s`];
    case "unknown":
      return under === "alternatives" ? ["alternative unknown"] : [];
    case "compare":
      return said("compare", "op");
    case "value":
      return [`value ${kindOf(node["value"])}`];
    case "arithmetic":
      return said("arithmetic", "op");
    case "call":
      return said("call", "name");
    case "line":
      return [...said("line", "sign"), ...(node["when"] === undefined ? ["line always"] : [])];
    case "in":
      return node["grouped"] === true ? [] : ["in range"];
    case "factor":
      return Array.isArray(node["rows"]) &&
        node["rows"].some((row: Node) => Array.isArray(row["results"]) && row["results"].some((one) => kindOf(one) === "none"))
        ? ["points none"]
        : [];
    default:
      return [];
  }
}

describe("random schemes", () => {
  it("write every construct of the grammar", () => {
    const met = new Map<string, number>();
    // As many whatever the length of a run, so that what is rare is met.
    eachRandom(20181, 400, (dice) => {
      const { text } = scheme(dice);
      const words = new Set<string>();
      visit(parse(text).file, "", (node, under) => {
        for (const word of wordsOf(node, under)) words.add(word);
      });
      for (const word of words) met.set(word, (met.get(word) ?? 0) + 1);
    });
    assert.deepEqual(
      constructs.filter((one) => !met.has(one)),
      [],
    );
  });
});
