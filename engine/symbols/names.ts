/** What a file of a scheme can name: its variables by the names that it sees, and the numbers it has written for one. */
import type { VariableInfo } from "../api.ts";
import type { Scheme } from "../scheme.ts";

/** `dipss.group` of a file used with `as`; empty for a file that the scheme does not use. */
export function namesIn(scheme: Scheme, uri: string): ReadonlyMap<string, VariableInfo> {
  const infos = new Map(scheme.variables.map((variable) => [variable.name, variable]));
  const names = [...(scheme.model.scopes.get(uri) ?? [])];
  return new Map(
    names.flatMap(([name, variable]) => {
      const info = infos.get(variable.name);
      return info === undefined ? [] : [[name, info] as const];
    }),
  );
}

/** The citation keys of a file, with what they stand for. */
export const citesIn = (scheme: Scheme, uri: string): readonly { readonly key: string; readonly title: string }[] =>
  [...scheme.model.cites.values()].filter((cite) => cite.place.uri === uri).map(({ key, title }) => ({ key, title }));
