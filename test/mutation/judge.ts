/** What the checker says of a mutant that it does not say of the file: each code once, in the order of the work. */
import { type CheckResult, type Code, catalog, check, type Finding, meaningCodes } from "#engine";
import type { Mutant } from "./mutants.ts";
import { difference } from "./same.ts";
import { type Subject, withText } from "./subject.ts";

/** From what is seen first to what is seen last: the text itself, proofs, stated properties, example cases. */
export const stages = ["text", "proof", "property", "example"] as const;
export type Stage = (typeof stages)[number];

export function stageOf(code: Code): Stage {
  if (code === "example-failed" || code === "example-invalid") return "example";
  if (code === "not-monotone" || code === "check-failed") return "property";
  return meaningCodes.includes(code) ? "text" : "proof";
}

const allCodes = Object.keys(catalog) as Code[];
/** Every code, in the order in which a mistake meets it. */
export const codesInOrder: readonly Code[] = stages.flatMap((stage) => allCodes.filter((code) => stageOf(code) === stage));

export interface Judged {
  /** Without its text, which nobody reads any more. */
  readonly mutant: Pick<Mutant, "kind" | "file" | "line" | "told">;
  /** Codes of warnings and errors that the file itself does not have. */
  readonly codes: readonly Code[];
  /** No warning, but the note that a row is redundant. */
  readonly noted: boolean;
  /** `same`: proved to give every case the answers of the file. `differs`: a case that comes out differently. */
  readonly answers: "same" | "differs" | "not compared";
  /** The case that comes out differently, where the mutant was not caught. */
  readonly witness: string | undefined;
}

const redundant: readonly string[] = ["redundant-row"];

const told = (finding: Finding): string => `${finding.code} ${finding.summary}`;

export interface Judge {
  readonly judge: (mutant: Mutant) => Judged;
}

export function judgeOf(subject: Subject): Judge {
  const before = new Set(check(subject.scheme).findings.map(told));
  return {
    judge: (mutant) => {
      const { kind, file, line, told } = mutant;
      return { ...judged(subject, mutant, before), mutant: { kind, file, line, told } };
    },
  };
}

function judged(subject: Subject, mutant: Mutant, before: ReadonlySet<string>): Judged {
  const scheme = withText(mutant.file, mutant.text);
  const result: CheckResult = check(scheme);
  const fresh = result.findings.filter((finding) => !before.has(told(finding)));
  const loud = new Set(fresh.filter(({ severity }) => severity === "error" || severity === "warning").map(({ code }) => code));
  const codes = codesInOrder.filter((code) => loud.has(code));
  const noted = loud.size === 0 && fresh.some(({ code }) => redundant.includes(code));
  if (!mutant.idle && codes.some(meansAnotherAnswer)) return { mutant, codes, noted, answers: "not compared", witness: undefined };
  const found = difference(subject, scheme, mutant.text);
  // Where not all records can be listed, the language still says that the order of such rows means nothing.
  const same = found === "none" || (found === undefined && mutant.idle);
  const answers = same ? "same" : found === undefined ? "not compared" : "differs";
  return { mutant, codes, noted, answers, witness: answers === "differs" ? found : undefined };
}

/** Findings that cannot stand beside unchanged answers: the file answers nothing any more, or answers a case differently. */
function meansAnotherAnswer(code: Code): boolean {
  return stageOf(code) !== "proof" || code === "gap" || code === "overlap" || code === "unfilled-row";
}
