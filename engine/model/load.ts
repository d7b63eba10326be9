/**
 * From parsed files to one bound model: follows `use`, declares variables, binds decisions and puts them in order.
 * A mistake is a finding of the model; what it touches is marked broken and everything else keeps its meaning.
 */
import type { Decl, Name, UseDecl } from "#grammar";
import type { Resolve, Source } from "../api.ts";
import type { Finding, Fix } from "../finding.ts";
import { fixOf, takeOut, takeOutOfList } from "../fixes/edits.ts";
import { type Drafts, newDrafts } from "./binding.ts";
import { bindDecisions } from "./decisions.ts";
import { declare, shape, type VariableDecl } from "./declare.ts";
import { checkHeader } from "./header.ts";
import { inferKind } from "./kinds.ts";
import { closure, decidedNames, declaredNames } from "./mentions.ts";
import { orderDecisions } from "./order.ts";
import { closest, finding, type Problems, report, sourceOf, spellingFix } from "./problems.ts";
import type { Scope } from "./scope.ts";
import type { Brought, Cite, Model, Variable } from "./symbols.ts";

interface Loading {
  readonly resolve: Resolve;
  readonly registry: Map<string, Variable>;
  readonly drafts: Drafts;
  readonly sources: Map<string, Source>;
  readonly cites: Map<string, Cite>;
  /** Declarations bound so far, so that two ways of using a file bind them once. */
  readonly bound: Set<string>;
  /** Files being loaded, outermost first. */
  readonly open: string[];
  readonly brought: Brought[];
  readonly scopes: Map<string, Map<string, Variable>>;
  readonly targets: Map<string, string>;
}

interface Unit {
  readonly names: Map<string, Variable>;
  readonly decided: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/** Binds a file with everything it uses. Never throws on what an author wrote. */
export function loadModel(entry: Source, resolve: Resolve): Model {
  const loading: Loading = {
    resolve,
    registry: new Map(),
    drafts: newDrafts(),
    sources: new Map(),
    cites: new Map(),
    bound: new Set(),
    open: [],
    brought: [],
    scopes: new Map(),
    targets: new Map(),
  };
  const unit = loadUnit(loading, entry, "", undefined);
  const findings = [...unit.findings];
  const decisions = orderDecisions(loading.drafts, findings);
  const header = entry.parsed.file.decls.find((decl) => decl.kind === "scheme");
  return {
    uri: entry.uri,
    source: entry,
    sources: [...loading.sources.values()],
    title: header?.title.value,
    variables: [...loading.registry.values()],
    decisions,
    excludes: loading.drafts.excludes,
    checks: loading.drafts.checks,
    cites: loading.cites,
    brought: loading.brought,
    findings,
    scope: unit.names,
    scopes: loading.scopes,
    targets: loading.targets,
  };
}

function syntaxFindings(source: Source): Finding[] {
  return source.parsed.problems.map((problem) =>
    finding(
      "syntax",
      source.uri,
      problem,
      problem.message,
      `syntax ${source.text.slice(problem.start, Math.min(problem.end, problem.start + 40))}`,
      {
        fixes:
          problem.fix === undefined
            ? []
            : [{ title: problem.fix.title, safe: false, edits: problem.fix.edits.map((edit) => ({ ...edit, uri: source.uri })) }],
      },
    ),
  );
}

/** Loads one file under a prefix (`dipss.` after `as dipss`); `wanted`: only these names and what decides them. */
function loadUnit(loading: Loading, source: Source, prefix: string, wanted: ReadonlySet<string> | undefined): Unit {
  const { file } = source.parsed;
  loading.sources.set(source.uri, source);
  const problems: Problems = { uri: source.uri, found: syntaxFindings(source), sources: loading.sources };
  loading.open.push(source.uri);
  const scope: Scope = {
    problems,
    names: new Map(),
    text: source.text,
    cells: new Map(),
    brokenNames: new Set([
      ...file.broken.flatMap((region) => region.names),
      ...file.decls.filter((decl) => decl.broken).flatMap(declaredNames),
    ]),
    brokenAny: file.broken.some((region) => region.names.length === 0) || file.decls.some((decl) => decl.kind === "use" && decl.broken),
    brokenHeader: file.broken.length > 0 || file.decls.some((decl) => decl.kind === "scheme" && decl.broken),
    brokenDecisions: file.broken.length > 0 || file.decls.some((decl) => decl.broken && decl.kind !== "examples" && decl.kind !== "case"),
  };
  checkHeader({ file, problems, cites: loading.cites, entry: loading.open.length === 1 });
  const used = new Set<string>();
  for (const decl of file.decls) {
    if (decl.kind === "use" && !decl.broken) for (const name of followUse(loading, scope, source, decl, prefix)) used.add(name);
  }
  const chosen = chooseDecls(file.decls, wanted);
  const decided = new Set(file.decls.flatMap(decidedNames));
  declareAll(loading, scope, chosen, decided, prefix);
  const fresh = chosen.filter((decl) => isFresh(loading, source, decl, prefix));
  bindDecisions({ scope, drafts: loading.drafts, cites: loading.cites, entry: loading.open.length === 1 }, fresh);
  loading.open.pop();
  // A file may be used twice, with other names wanted of it.
  loading.scopes.set(source.uri, new Map([...scope.names, ...(loading.scopes.get(source.uri) ?? [])]));
  return { names: scope.names, decided: new Set([...decided, ...used]), findings: problems.found };
}

function isFresh(loading: Loading, source: Source, decl: Decl, prefix: string): boolean {
  const id = `${source.uri}#${decl.start}#${prefix}`;
  if (loading.bound.has(id)) return false;
  loading.bound.add(id);
  return true;
}

function chooseDecls(decls: readonly Decl[], wanted: ReadonlySet<string> | undefined): readonly Decl[] {
  if (wanted === undefined) return decls;
  const whole = closure(decls, wanted);
  return decls.filter((decl) => decl.kind === "exclude" || [...declaredNames(decl), ...decidedNames(decl)].some((name) => whole.has(name)));
}

/** Brings the names of another file into scope; returns those that are decided there. */
function followUse(loading: Loading, scope: Scope, source: Source, decl: UseDecl, prefix: string): readonly string[] {
  const path = decl.path.value;
  const target = loading.resolve(source.uri, path);
  if (target === undefined) {
    report(
      scope.problems,
      "unresolved-use",
      decl.path,
      `There is no file "${path}" beside this one. Check the spelling; a path is relative to this file.`,
      `use ${path}`,
    );
    return markMissing(scope, decl);
  }
  loading.targets.set(`${source.uri}#${decl.path.start}`, target.uri);
  if (loading.open.includes(target.uri)) {
    report(
      scope.problems,
      "unresolved-use",
      decl.path,
      `"${path}" uses this file in turn, so neither can be read before the other. Move what both need into a third file.`,
      `use ${path} cycle`,
    );
    return markMissing(scope, decl);
  }
  const wanted = decl.names === undefined ? undefined : new Set(decl.names.map((name) => name.text));
  const inner = decl.alias === undefined ? prefix : `${prefix}${decl.alias.text}.`;
  const before = rulesIn(loading.drafts);
  const unit = loadUnit(loading, target, inner, wanted);
  reportUsedProblems(scope, decl, unit.findings);
  const decided = importNames(scope, decl, unit);
  if (loading.open.length === 1) {
    const names = decl.names?.map((name) => name.text) ?? [...unit.names.keys()].map((name) => localName(decl, unit, name));
    loading.brought.push({ use: decl, names, decided, rules: rulesIn(loading.drafts) > before });
  }
  return decided;
}

const rulesIn = (drafts: Drafts): number => drafts.decisions.size + drafts.excludes.length;

/** How the file with the `use` writes a name of the used one. */
const localName = (decl: UseDecl, unit: Unit, name: string): string =>
  decl.alias !== undefined && unit.decided.has(name) ? `${decl.alias.text}.${name}` : name;

/** The names that a use would have brought are not reported as unknown again. */
function markMissing(scope: Scope, decl: UseDecl): readonly string[] {
  const brokenNames = scope.brokenNames as Set<string>;
  if (decl.names === undefined) (scope as { brokenAny: boolean }).brokenAny = true;
  else for (const name of decl.names) brokenNames.add(name.text);
  return [];
}

function reportUsedProblems(scope: Scope, decl: UseDecl, findings: readonly Finding[]): void {
  const errors = findings.filter((one) => one.severity === "error");
  const first = errors[0];
  if (first === undefined) return;
  report(
    scope.problems,
    "unresolved-use",
    decl.path,
    `"${decl.path.value}" has ${errors.length === 1 ? "an error" : `${errors.length} errors`} of its own; mend it first. ${first.message}`,
    `use ${decl.path.value} errors`,
    { related: [{ uri: first.uri, span: first.span, message: first.message }] },
  );
}

function importNames(scope: Scope, decl: UseDecl, unit: Unit): readonly string[] {
  if (decl.alias !== undefined) {
    const decided: string[] = [];
    for (const [name, variable] of unit.names) {
      const local = localName(decl, unit, name);
      scope.names.set(local, variable);
      if (unit.decided.has(name)) decided.push(local);
    }
    return decided;
  }
  if (decl.names === undefined) {
    for (const [name, variable] of unit.names) scope.names.set(name, variable);
    return [...unit.decided];
  }
  for (const name of decl.names) {
    const variable = unit.names.get(name.text);
    if (variable === undefined) {
      report(scope.problems, "unknown-name", name, `"${decl.path.value}" does not declare '${name.text}'.`, `name ${name.text}`, {
        fixes: spellingFix(scope.problems.uri, name, name.text, closest(name.text, unit.names.keys())),
      });
      (scope.brokenNames as Set<string>).add(name.text);
    } else scope.names.set(name.text, variable);
  }
  return decl.names.map((name) => name.text).filter((name) => unit.decided.has(name));
}

// ---------------------------------------------------------------- declarations

function declareAll(loading: Loading, scope: Scope, decls: readonly Decl[], decided: ReadonlySet<string>, prefix: string): void {
  const here = new Map<string, Name>();
  for (const decl of decls) {
    switch (decl.kind) {
      case "category":
      case "set":
      case "flag":
      case "number":
        for (const name of decl.names) declareOne(loading, scope, decl, name, decided.has(name.text) ? prefix : "", here);
        break;
      default:
        break;
    }
  }
  for (const decl of decls) {
    if (decl.kind !== "score" && decl.kind !== "let") continue;
    const declared = here.get(decl.name.text);
    if (declared !== undefined) continue;
    const kind = decl.kind === "score" ? "number" : inferKind(decl.value, scope, decls);
    const common = {
      doc: decl.doc,
      broken: decl.broken,
      names: [decl.name],
      title: decl.title,
      unknown: [],
      assume: undefined,
      also: [],
      cites: [],
      start: decl.start,
      end: decl.end,
    };
    const made: VariableDecl =
      kind === "flag" ? { ...common, kind } : { ...common, kind, unit: undefined, from: undefined, to: undefined, step: undefined };
    declareOne(loading, scope, made, decl.name, prefix, here);
  }
}

/** A second declaration that says the same as the first may go. */
function deleteSecond(scope: Scope, decl: VariableDecl, name: Name, prefix: string): readonly Fix[] {
  const source = sourceOf(scope.problems);
  const first = scope.names.get(name.text);
  const second = declare(decl, name, `${prefix}${name.text}`, -1, { ...scope.problems, found: [] });
  if (source === undefined || first === undefined || decl.broken || shape(first) !== shape(second)) return [];
  const edit = takeOutOfList(decl.names, decl.names.indexOf(name)) ?? takeOut(source, decl);
  return [fixOf(`Delete this second ${name.text}, which is equal`, source.uri, [edit])];
}

function declareOne(loading: Loading, scope: Scope, decl: VariableDecl, name: Name, prefix: string, here: Map<string, Name>): void {
  const { problems } = scope;
  const first = here.get(name.text);
  if (first !== undefined) {
    report(problems, "duplicate", name, `${name.text} is declared twice in this file.`, `name ${name.text}`, {
      related: [{ uri: problems.uri, span: first, message: "declared here first" }],
      fixes: deleteSecond(scope, decl, name, prefix),
    });
    return;
  }
  here.set(name.text, name);
  const globalName = `${prefix}${name.text}`;
  const known = loading.registry.get(globalName);
  const variable = declare(decl, name, globalName, known?.id ?? loading.registry.size, problems);
  if (known === undefined) loading.registry.set(globalName, variable);
  else if (shape(known) !== shape(variable)) {
    report(
      problems,
      "duplicate",
      name,
      `${name.text} is declared differently in another file that is used here. Make the two declarations equal, use one of them, or rename one ('use … as' keeps decided names apart).`,
      `name ${name.text}`,
      {
        related: [{ ...known.place, message: `${name.text} is declared here too` }],
      },
    );
  }
  scope.names.set(name.text, loading.registry.get(globalName) as Variable);
}
