/** Whether two versions of a scheme say the same but for the names: every word leads to the declaration that it led to before. */
import type { Scheme } from "../scheme.ts";
import { occurrencesIn } from "./symbols.ts";

/** `after`: the same files with some words replaced. */
export const readsAlike = (before: Scheme, after: Scheme): boolean =>
  errorsOf(before) === errorsOf(after) && JSON.stringify(meaningOf(before)) === JSON.stringify(meaningOf(after));

const errorsOf = ({ findings }: Scheme): string =>
  findings
    .map(({ code }) => code)
    .sort()
    .join();

/** Each word of each file: which word, counted in its file, declares it. */
function meaningOf(scheme: Scheme): readonly string[] {
  const files = [scheme.uri, ...scheme.uses];
  const ordinals = new Map(
    files.map((uri) => [uri, new Map(occurrencesIn(scheme, uri).map(({ span }, ordinal) => [span.start, ordinal]))]),
  );
  return files.flatMap((uri) =>
    occurrencesIn(scheme, uri).map(({ symbol, role, otherSpelling }) => {
      const ordinal = ordinals.get(symbol.uri)?.get(symbol.span.start);
      return `${uri} ${symbol.kind} ${role} ${otherSpelling} ${symbol.uri} ${ordinal}`;
    }),
  );
}
