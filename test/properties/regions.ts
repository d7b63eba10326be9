/** Regions of findings read back from their text: which combinations they say. */
import type { RegionText } from "#engine";
import type { Point, Value } from "./brute/conditions.ts";
import type { Node, Scheme, Variable } from "./brute/model.ts";

type Test = (value: Value) => boolean;

/** Whether a combination lies in a region, as its text says. */
export function inRegion(scheme: Scheme, region: RegionText): (point: Point) => boolean {
  const tests = region.cells.map((cell) => [cell.variable, testOf(scheme.variables.get(cell.variable) as Variable, cell.text)] as const);
  const mentioned = new Set(region.cells.map((cell) => cell.variable));
  return (point) =>
    tests.every(([name, test]) => !point.has(name) || test(point.get(name) as Value)) &&
    [...point].every(([name, value]) => mentioned.has(name) || typeof value === "number");
}

function testOf(variable: Variable, text: string): Test {
  if (variable.unknowns.includes(text)) return (value) => value === text;
  if (text === "any") return (value) => typeof value === "number";
  const parts = text.split(variable.kind === "set" ? " and " : ", ").map((part) => partOf(variable, part));
  return (value) =>
    typeof value === "number" && (variable.kind === "set" ? parts.every((part) => part(value)) : parts.some((part) => part(value)));
}

function partOf(variable: Variable, text: string): (value: number) => boolean {
  // Lengths are told in the unit that they are declared in.
  if (variable.kind === "number") return intervalOf(text.replace(/ cm$/, ""));
  if (variable.kind === "set") {
    const [word, label] = text.split(" ");
    const bit = 1 << nodeOf(variable, label ?? "").lo;
    return (value) => ((value & bit) !== 0) === (word === "has");
  }
  const [from, to] = text.split("..");
  const first = nodeOf(variable, from ?? "");
  const last = to === undefined ? first : nodeOf(variable, to);
  return (value) => first.lo <= value && value < last.hi;
}

function nodeOf(variable: Variable, text: string): Node {
  const [, bare, itself] = /^"?(.*?)"?( itself)?$/.exec(text) ?? [];
  const node = variable.nodes.find((one) => one.text === bare && (itself === undefined || one.plain));
  if (node === undefined) throw new Error(`${variable.name} has no label '${text}'`);
  return node;
}

function intervalOf(text: string): (value: number) => boolean {
  const compare = /^(<=|>=|<|>) (-?[\d.]+)$/.exec(text);
  if (compare !== null) {
    const bound = Number(compare[2]);
    const by: Record<string, (value: number) => boolean> = {
      "<": (value) => value < bound,
      "<=": (value) => value <= bound,
      ">": (value) => value > bound,
      ">=": (value) => value >= bound,
    };
    return by[compare[1] as string] as (value: number) => boolean;
  }
  const range = /^(-?\d+(?:\.\d+)?) ?(<\.\.<|<\.\.|\.\.<|\.\.) ?(-?\d+(?:\.\d+)?)$/.exec(text);
  if (range === null) {
    if (!/^-?\d+(\.\d+)?$/.test(text)) throw new Error(`'${text}' is no interval`);
    return (value) => value === Number(text);
  }
  const [lo, hi, sign] = [Number(range[1]), Number(range[3]), range[2] as string];
  return (value) => (sign.startsWith("<") ? value > lo : value >= lo) && (sign.endsWith("<") ? value < hi : value <= hi);
}
