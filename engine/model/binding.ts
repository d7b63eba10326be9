/** What binding the decisions of a file shares: what has been bound so far, citations, names of columns. */
import type { Citation, QName } from "#grammar";
import { addCiteFix } from "../fixes/cites.ts";
import { closest, report, sourceOf, spellingFix, suggestion } from "./problems.ts";
import { variablesOf } from "./reads.ts";
import type { Counter } from "./rows.ts";
import { lookUp, type Scope } from "./scope.ts";
import type { Block, Check, Cite, Decision, Exclude, Variable } from "./symbols.ts";

/** What has been bound so far, over all files of a scheme. */
export interface Drafts {
  readonly decisions: Map<Variable, Decision>;
  readonly excludes: Exclude[];
  readonly checks: Check[];
  readonly counter: Counter;
}

export const newDrafts = (): Drafts => ({ decisions: new Map(), excludes: [], checks: [], counter: { next: 0 } });

export interface Binding {
  readonly scope: Scope;
  readonly drafts: Drafts;
  readonly cites: ReadonlyMap<string, Cite>;
  /** Checks are proved for the file they stand in, not for those that use it. */
  readonly entry: boolean;
}

/** `broken`: the citations of a head that did not parse may be half typed. */
export function checkCites(binding: Binding, cites: readonly Citation[], broken = false): readonly Citation[] {
  const { problems } = binding.scope;
  if (broken || binding.scope.brokenHeader) return cites;
  for (const cite of cites) {
    if (binding.cites.has(`${problems.uri}#${cite.key}`)) continue;
    const keys = [...binding.cites.values()].filter((known) => known.place.uri === problems.uri).map((known) => known.key);
    report(
      problems,
      "unknown-cite",
      cite,
      `No 'cite ${cite.key} "…"' stands in the scheme header${suggestion(cite.key, keys, "add it there.")}`,
      `cite ${cite.key}`,
      {
        fixes: [
          ...spellingFix(problems.uri, { start: cite.start + 1, end: cite.start + 1 + cite.key.length }, cite.key, closest(cite.key, keys)),
          ...addCiteFix(sourceOf(problems), cite.key),
        ],
      },
    );
  }
  return cites;
}

export const lookUpAll = (binding: Pick<Binding, "scope">, names: readonly QName[]): readonly (Variable | undefined)[] =>
  names.map((name) => lookUp(binding.scope, name));
export const found = <T>(all: readonly (T | undefined)[]): readonly T[] => all.filter((one) => one !== undefined);

export function noteRepeated(binding: Binding, names: readonly QName[], columns: readonly (Variable | undefined)[]): void {
  for (const [index, variable] of columns.entries()) {
    const first = columns.indexOf(variable);
    if (variable === undefined || first === index) continue;
    report(
      binding.scope.problems,
      "duplicate",
      names[index] as QName,
      `The column ${variable.name} stands twice in this header.`,
      `column ${variable.name}`,
    );
  }
}

export const readsOfBlock = (block: Block): readonly Variable[] => [
  ...block.columns,
  ...(block.where === undefined ? [] : variablesOf(block.where)),
  ...block.needs,
];

export function reportTwice(binding: Binding, variable: Variable, span: { start: number; end: number }, known: Decision): void {
  report(
    binding.scope.problems,
    "duplicate",
    span,
    `${variable.name} is computed in two ways; a score or a let must be the only one.`,
    `decision ${variable.name}`,
    {
      related: [{ ...known.place, message: `${variable.name} is decided here already` }],
    },
  );
}
