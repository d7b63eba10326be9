/** Answers against the expected column of a case file. */
import { type Answer, isUnreadable, meets, readExpected, type Scheme } from "../engine.ts";
import { groupDigits, plural } from "../world.ts";
import { answerText } from "./answers.ts";

export type Verdict = { readonly kind: "agrees" } | { readonly kind: "blank" } | { readonly kind: "differs"; readonly message: string };

/** Compares as the expected side of an example does. */
export const compare = (scheme: Scheme, decision: string, text: string, answer: Answer): Verdict => {
  const wanted = text.trim();
  if (wanted === "") return { kind: "blank" };
  const expected = readExpected(scheme, decision, wanted);
  const got = `got ${answerText(answer)}`;
  if (isUnreadable(expected)) return { kind: "differs", message: `the expected value cannot be read (${expected.problem}), ${got}` };
  if (meets(expected, answer)) return { kind: "agrees" };
  return { kind: "differs", message: `expected ${wanted}, ${got}${why(answer)}` };
};

/** What is possible stands in the answer already; what else is to know of it follows. */
const why = ({ outcome, needs, reason }: Answer): string => {
  if (outcome.kind === "assigned") return "";
  if (outcome.kind === "undetermined") return needs.length === 0 ? "" : `; needs ${needs.join(", ")}`;
  return reason === "" ? "" : `: ${reason}`;
};

export interface Tally {
  agrees: number;
  differs: number;
  blank: number;
}

/** `102 records: 101 agree, 1 differ, 0 not compared` */
export const tallyLine = (tally: Tally): string =>
  `${plural(tally.agrees + tally.differs + tally.blank, "record")}: ${groupDigits(tally.agrees)} agree, ${groupDigits(tally.differs)} differ, ${groupDigits(tally.blank)} not compared`;
