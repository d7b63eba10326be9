/**
 * A parsed file as the brute-force evaluator sees it: variables with their leaves, decisions in an order in which they
 * can be computed, excludes. Written from the language's description alone; it shares nothing with the engine.
 *
 * Not here: what is wrong with a file. Only files that load without an error are bound.
 */
import type { CategoryDecl, Decl, Expr, FlagDecl, Grid, LabelDecl, NumberDecl, Result, ScorePart, SetDecl, StageFile } from "#grammar";
import { withUsed } from "./files.ts";
import { readsOf } from "./mentions.ts";
import type { Block, Bounds, Decision, Exclude, Node, Part, Rule, RuleRow, Scheme, Variable } from "./model.ts";

const everywhere: Bounds = { lo: -Infinity, hi: Infinity, loOpen: true, hiOpen: true };

function nodesOf(labels: readonly LabelDecl[]): { readonly nodes: readonly Node[]; readonly size: number } {
  const nodes: Node[] = [];
  let leaves = 0;
  const visit = (decl: LabelDecl, parent: string | undefined): void => {
    const lo = leaves;
    const at = nodes.length;
    nodes.push({ text: decl.label.text, lo, hi: lo + 1, plain: false });
    const children = decl.children ?? [];
    if (children.length === 0) leaves++;
    for (const child of children) visit(child, decl.label.text);
    nodes[at] = { text: decl.label.text, lo, hi: leaves, plain: children.length === 0 && decl.label.text === parent };
  };
  for (const decl of labels) visit(decl, undefined);
  return { nodes, size: leaves };
}

function declared(decl: CategoryDecl | SetDecl | FlagDecl | NumberDecl): readonly Variable[] {
  const unknowns = decl.unknown.length === 0 ? ["?"] : decl.unknown.map((label) => label.text);
  const labelled = decl.kind === "category" || decl.kind === "set" ? nodesOf(decl.labels) : nodesOf([]);
  const flag = [0, 1].map((lo): Node => ({ text: lo === 0 ? "no" : "yes", lo, hi: lo + 1, plain: false }));
  const { nodes, size } = decl.kind === "flag" ? { nodes: flag, size: 2 } : labelled;
  const number = decl.kind === "number" ? decl : undefined;
  const range: Bounds = {
    lo: number?.from === undefined ? -Infinity : Number(number.from.value.text),
    hi: number?.to === undefined ? Infinity : Number(number.to.value.text),
    loOpen: number?.from?.open ?? true,
    hiOpen: number?.to?.open ?? true,
  };
  const step = number?.step === undefined ? undefined : Number(number.step.text);
  return decl.names.map((name) => ({ name: name.text, kind: decl.kind, nodes, size, unknowns, range, step, assume: decl.assume }));
}

const rowsOfGrid = (grid: Grid, output: number): readonly RuleRow[] =>
  grid.rows.map((row) => ({
    columns: grid.columns.map((column) => column.text),
    cells: row.cells,
    when: undefined,
    otherwise: false,
    result: row.results[output] as Result,
    start: row.start,
  }));

const partOf = (part: ScorePart): Part =>
  part.kind === "line"
    ? { kind: "line", reads: [], sign: part.sign === "-" ? -1 : 1, value: part.value, when: part.when }
    : {
        kind: "factor",
        reads: [part.column.text],
        column: part.column.text,
        block: {
          policy: "unique",
          where: undefined,
          needs: [],
          columns: [part.column.text],
          rows: part.rows.map((row) => ({
            columns: [part.column.text],
            cells: row.cells,
            when: undefined,
            otherwise: false,
            result: row.results[0] as Result,
            start: row.start,
          })),
        },
      };

function rulesOf(decls: readonly Decl[]): ReadonlyMap<string, Rule> {
  const rules = new Map<string, Rule>();
  const add = (name: string, block: Block): void => {
    const known = rules.get(name);
    rules.set(name, { kind: "blocks", blocks: [...(known?.kind === "blocks" ? known.blocks : []), block] });
  };
  for (const decl of decls) {
    if (decl.kind === "score") rules.set(decl.name.text, { kind: "score", parts: decl.parts.map(partOf) });
    if (decl.kind === "let") rules.set(decl.name.text, { kind: "let", value: decl.value });
    if (decl.kind !== "table" && decl.kind !== "decide") continue;
    const head = { policy: decl.policy?.value ?? ("unique" as const), where: decl.where, needs: decl.needs.map((name) => name.text) };
    if (decl.kind === "table")
      for (const [output, name] of decl.grid.results.entries())
        add(name.text, { ...head, columns: decl.grid.columns.map((column) => column.text), rows: rowsOfGrid(decl.grid, output) });
    else {
      const rows = decl.rules.map((rule) => ({
        columns: [],
        cells: [],
        when: rule.when,
        otherwise: rule.when === undefined,
        result: rule.result,
        start: rule.start,
      }));
      add(decl.name.text, { ...head, columns: [], rows });
    }
  }
  return rules;
}

/** A `let` is a flag when its expression is true or false by its form or by the flags that it names. */
function isTruth(expr: Expr, flags: ReadonlySet<string>): boolean {
  switch (expr.kind) {
    case "paren":
      return isTruth(expr.inner, flags);
    case "if":
      return isTruth(expr.then, flags);
    case "name":
      return flags.has(expr.name.text);
    default:
      return ["and", "or", "not", "compare", "in", "has", "yesno"].includes(expr.kind);
  }
}

/** Binds a file whose every name is known to be right. */
export function bind(file: StageFile, files: ReadonlyMap<string, StageFile> = new Map()): Scheme {
  const { decls, elsewhere } = withUsed(file, files);
  const variables = new Map<string, Variable>();
  for (const decl of decls) {
    if (decl.kind === "category" || decl.kind === "set" || decl.kind === "flag" || decl.kind === "number")
      for (const variable of declared(decl)) variables.set(variable.name, variable);
  }
  const rules = rulesOf(decls);
  for (const [name, rule] of rules) {
    if (variables.has(name)) continue;
    const flags = new Set([...variables.values()].filter((one) => one.kind === "flag").map((one) => one.name));
    const flag = rule.kind === "let" && isTruth(rule.value, flags);
    const nodes: readonly Node[] = flag
      ? [
          { text: "no", lo: 0, hi: 1, plain: false },
          { text: "yes", lo: 1, hi: 2, plain: false },
        ]
      : [];
    variables.set(name, {
      name,
      kind: flag ? "flag" : "number",
      nodes,
      size: nodes.length,
      unknowns: ["?"],
      range: everywhere,
      step: undefined,
      assume: undefined,
    });
  }
  const excludes = decls.flatMap((decl): readonly Exclude[] => {
    if (decl.kind !== "exclude") return [];
    const columns = decl.grid?.columns.map((column) => column.text) ?? [];
    const rows = decl.grid?.rows.map((row) => ({ columns, cells: row.cells, when: undefined })) ?? [
      { columns: [], cells: [], when: decl.when },
    ];
    return [
      {
        target: decl.target?.text,
        rows,
        reads: [
          ...new Set(
            rows.flatMap((row) => [...row.columns.filter((_, at) => row.cells[at]?.kind !== "any"), ...readsOf(row.when, variables)]),
          ),
        ],
      },
    ];
  });
  const decisions = new Map<string, Decision>();
  const compute = (name: string): void => {
    const given = rules.get(name);
    if (given === undefined || decisions.has(name)) return;
    const rule = withReads(given, variables);
    const reads = readsOfRule(rule, variables);
    const bears = (exclude: Exclude): boolean =>
      exclude.target === undefined ? exclude.reads.some((read) => reads.includes(read)) : exclude.target === name;
    // What depends on a decision comes after it, and rules nothing out of it.
    const bearing = excludes.filter((exclude) => bears(exclude) && !behind(rules, variables, exclude.reads).has(name));
    for (const read of [...reads, ...bearing.flatMap((exclude) => exclude.reads)]) if (read !== name) compute(read);
    decisions.set(name, { name, rule, reads, excludes: bearing, elsewhere: elsewhere.has(name) });
  };
  for (const name of rules.keys()) compute(name);
  return { variables, decisions, excludes, file };
}

/** Everything on which variables depend through rules, themselves included. */
function behind(rules: ReadonlyMap<string, Rule>, variables: ReadonlyMap<string, Variable>, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const rule = rules.get(name);
    if (rule !== undefined) open.push(...readsOfRule(withReads(rule, variables), variables));
  }
  return found;
}

/** The parts of a score with what each reads, now that it is known which names are variables. */
function withReads(rule: Rule, variables: ReadonlyMap<string, Variable>): Rule {
  if (rule.kind !== "score") return rule;
  const reads = (part: Extract<Part, { kind: "line" }>): readonly string[] => [
    ...readsOf(part.value, variables),
    ...readsOf(part.when, variables),
  ];
  return { ...rule, parts: rule.parts.map((part) => (part.kind === "line" ? { ...part, reads: reads(part) } : part)) };
}

function readsOfRule(rule: Rule, variables: ReadonlyMap<string, Variable>): readonly string[] {
  const ofBlock = (block: Block): readonly string[] => [
    ...readsOf(block.where, variables),
    ...block.needs,
    ...block.columns,
    ...block.rows.flatMap((row) => [...row.columns, ...readsOf(row.when, variables)]),
  ];
  const found =
    rule.kind === "blocks"
      ? rule.blocks.flatMap(ofBlock)
      : rule.kind === "let"
        ? readsOf(rule.value, variables)
        : rule.parts.flatMap((part) => part.reads);
  return [...new Set(found)];
}
