/** Declared variables: categories, numbers, flags and sets, built from their declarations. */
import type { CategoryDecl, FlagDecl, Literal, Name, NumberDecl, SetDecl } from "#grammar";
import { swapFix } from "../fixes/numbers.ts";
import type { Interval } from "../number/interval.ts";
import { compare, key, parseDecimal, sign } from "../number/rational.ts";
import { leavesOf, memberOf, reportUnknownLabel } from "./cells.ts";
import { buildDomain, flagDomain, labelInRecord } from "./domain.ts";
import { type Problems, report, sourceOf } from "./problems.ts";
import { checkUnit, quantityOf } from "./quantity.ts";
import type { Assumed, NumberVariable, Variable } from "./symbols.ts";

export type VariableDecl = CategoryDecl | SetDecl | FlagDecl | NumberDecl;

/** One variable for one of the names of a declaration. */
export function declare(decl: VariableDecl, name: Name, globalName: string, id: number, all: Problems): Variable {
  // What a half-typed declaration lacks is told by its syntax finding alone.
  const problems: Problems = decl.broken ? { ...all, found: [] } : all;
  const unknowns = decl.unknown.map((label) => label.text);
  const common = {
    id,
    name: globalName,
    title: decl.title?.value,
    doc: decl.doc,
    broken: decl.broken,
    place: { uri: problems.uri, span: { start: name.start, end: name.end } },
    unknowns: unknowns.length === 0 ? ["?"] : unknowns,
    unknownsDeclared: unknowns.length > 0,
    also: decl.also.map((text) => text.value),
    assume: undefined,
  };
  const bare = withDomain(decl, common, problems);
  return decl.assume === undefined ? bare : { ...bare, assume: assumed(bare, decl.assume, problems) };
}

type CommonPart = Omit<NumberVariable, "kind" | "unit" | "range" | "step">;

function withDomain(decl: VariableDecl, common: CommonPart, problems: Problems): Variable {
  switch (decl.kind) {
    case "flag":
      return { ...common, kind: "flag", domain: flagDomain(problems.uri) };
    case "number":
      return numberVariable(decl, common, problems);
    default: {
      const domain = buildDomain(decl.labels, decl.unknown, problems);
      return { ...common, kind: decl.kind, domain };
    }
  }
}

function numberVariable(decl: NumberDecl, common: CommonPart, problems: Problems): NumberVariable {
  const unit = decl.unit === undefined ? undefined : checkUnit(decl.unit, problems);
  const open: Interval = { lo: undefined, hi: undefined, loOpen: true, hiOpen: true };
  const bare: NumberVariable = { ...common, kind: "number", unit, range: open, step: undefined };
  const lo = decl.from && quantityOf(decl.from.value, bare, problems);
  const hi = decl.to && quantityOf(decl.to.value, bare, problems);
  if (lo !== undefined && hi !== undefined && decl.to !== undefined && compare(lo, hi) > 0) {
    report(
      problems,
      "type-mismatch",
      decl.to,
      `The range of ${common.name} is empty: its end lies below its start.`,
      `${common.name} range`,
      { fixes: decl.from === undefined ? [] : swapFix(sourceOf(problems), decl.from.value, decl.to.value, " to ") },
    );
    return bare;
  }
  const range: Interval = { lo, hi, loOpen: decl.from?.open ?? true, hiOpen: decl.to?.open ?? true };
  const step = decl.step && parseDecimal(decl.step.text);
  if (decl.step !== undefined && (step === undefined || sign(step) <= 0)) {
    report(problems, "type-mismatch", decl.step, "A step is a number above 0, such as 1 or 0.1.", `${common.name} step`);
    return { ...bare, range };
  }
  return { ...bare, range, step };
}

function assumed(variable: Variable, literal: Literal, problems: Problems): Assumed | undefined {
  const text =
    literal.kind === "label" ? literal.label.text : literal.kind === "number" && literal.unit === undefined ? literal.text : undefined;
  const unknown = text === undefined ? -1 : variable.unknowns.indexOf(text);
  if (unknown >= 0) return { kind: "unknown", index: unknown };
  switch (variable.kind) {
    case "category": {
      const node = text === undefined ? undefined : labelInRecord(variable.domain, text);
      if (node !== undefined) return { kind: "leaves", node };
      return text === undefined ? mismatch(variable, literal, problems) : reportUnknownLabel(variable, text, literal, problems);
    }
    case "flag":
      return literal.kind === "yesno" ? { kind: "flag", value: literal.value } : mismatch(variable, literal, problems);
    case "number": {
      if (literal.kind !== "number") return mismatch(variable, literal, problems);
      const value = quantityOf(literal, variable, problems);
      return value && { kind: "number", value };
    }
    case "set": {
      if (literal.kind !== "set") return mismatch(variable, literal, problems);
      const members = literal.labels.map((label) => memberOf(variable, label, problems));
      return members.every((member) => member !== undefined) ? { kind: "members", members: members.flatMap(leavesOf) } : undefined;
    }
  }
}

const mismatch = (variable: Variable, literal: Literal, problems: Problems): undefined =>
  report(problems, "type-mismatch", literal, `What ${variable.name} assumes must be one of its values.`, `${variable.name} assume`);

/** The parts of a declaration that must be equal where it is met twice. */
export function shape(variable: Variable): string {
  const common = [
    variable.kind,
    variable.unknownsDeclared ? variable.unknowns.join() : "",
    variable.assume === undefined
      ? ""
      : JSON.stringify(variable.assume, (_, value: unknown) =>
          typeof value === "bigint"
            ? String(value)
            : value instanceof Object && "place" in value
              ? (value as { text?: string }).text
              : value,
        ),
  ];
  if (variable.kind === "number") {
    const { lo, hi, loOpen, hiOpen } = variable.range;
    common.push(
      variable.unit ?? "",
      lo === undefined ? "" : key(lo),
      hi === undefined ? "" : key(hi),
      String(loOpen),
      String(hiOpen),
      variable.step === undefined ? "" : key(variable.step),
    );
  } else {
    common.push(...variable.domain.nodes.map((node) => `${node.text}<${node.parent?.text ?? ""}`));
  }
  return common.join("|");
}
