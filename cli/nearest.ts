/** `did you mean …?` for names that a person typed. */
import { distance } from "fastest-levenshtein";

/** The known name nearest to what was typed, if it is near enough to be what was meant. */
export const nearest = (typed: string, known: readonly string[]): string | undefined => {
  const ranked = known.map((name) => ({ name, far: distance(typed.toLowerCase(), name.toLowerCase()) })).sort((a, b) => a.far - b.far);
  const best = ranked[0];
  if (best === undefined || best.far > Math.ceil((typed.length - 2) / 3)) return undefined;
  return best.name;
};

/** ` (did you mean "stage"?)`, or nothing. */
export const didYouMean = (typed: string, known: readonly string[]): string => {
  const name = nearest(typed, known);
  return name === undefined ? "" : ` (did you mean "${name}"?)`;
};
