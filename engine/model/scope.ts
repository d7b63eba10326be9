/** What names mean in one file. */
import type { QName } from "#grammar";
import { declareFix } from "../fixes/declare.ts";
import type { Bound } from "./cells.ts";
import { closest, type Problems, report, sourceOf, spellingFix, suggestion } from "./problems.ts";
import type { Variable } from "./symbols.ts";

export interface Scope {
  readonly problems: Problems;
  readonly names: Map<string, Variable>;
  /** The text of the file, and its cells that were bound without a finding: tables repeat a few over and over. */
  readonly text: string;
  readonly cells: Map<Variable, Map<string, Bound>>;
  /** Names that a declaration with a syntax error seems to declare. */
  readonly brokenNames: ReadonlySet<string>;
  /** True where a declaration is so broken that it may declare any name. */
  readonly brokenAny: boolean;
  /** True where a citation may be missing only because the header does not parse. */
  readonly brokenHeader: boolean;
  /** True where something may be decided by what does not parse. */
  readonly brokenDecisions: boolean;
}

/** The same scope for a head that did not parse: what is wrong in it is told by its syntax finding alone. */
export const headScope = (scope: Scope, broken: boolean): Scope =>
  broken ? { ...scope, problems: { ...scope.problems, found: [] } } : scope;

/** The variable of a name; finding: `unknown-name`. */
export function lookUp(scope: Scope, name: QName): Variable | undefined {
  const variable = scope.names.get(name.text);
  if (variable !== undefined) return variable;
  if (mayBeDeclared(scope, name.text)) return undefined;
  const names = [...scope.names.keys()];
  return report(
    scope.problems,
    "unknown-name",
    name,
    `Nothing declares '${name.text}'${suggestion(name.text, names, "declare it as a category, number, flag or set, or use the file that does.")}`,
    `name ${name.text}`,
    {
      fixes: [
        ...spellingFix(scope.problems.uri, name, name.text, closest(name.text, names)),
        ...declareFix(sourceOf(scope.problems), name.text, (other) => scope.names.get(other)?.kind),
      ],
    },
  );
}

/** True when a broken declaration may be the one that declares the name, so that it is not reported as unknown. */
export function mayBeDeclared(scope: Scope, name: string): boolean {
  // A name that is being typed is the beginning of the one that is meant.
  return scope.brokenAny || [...scope.brokenNames].some((broken) => name.startsWith(broken));
}
