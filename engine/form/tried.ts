/** A case tried on a scheme: what is entered in its form, and everything that the rules answer to it. */
import type { Answer, PatientCase, Trace, Unreadable } from "../api.ts";
import { acceptedText } from "../cases/accept.ts";
import type { Reading } from "../evaluate/reading.ts";
import { stageCase } from "../evaluate/stage.ts";
import { traceCase } from "../evaluate/trace.ts";
import type { Finding } from "../finding.ts";
import type { Scheme } from "../scheme.ts";
import { type Form, type FormDecision, formOf } from "./form.ts";
import { type Entry, type EntryProblem, readEntries } from "./record.ts";

export interface TriedAnswer {
  readonly decision: FormDecision;
  readonly answer: Answer;
  readonly trace: Trace;
  /** The answer as an expected side that it meets; missing where none can be written. */
  readonly accepted: string | undefined;
}

export interface Tried {
  readonly form: Form;
  readonly problems: readonly EntryProblem[];
  readonly gone: readonly EntryProblem[];
  /** Errors in the rules: while there is one nothing is answered. */
  readonly blocked: readonly Finding[];
  /** In the order in which they are computed. */
  readonly answers: readonly TriedAnswer[];
}

export function tryCase(scheme: Scheme, entries: readonly Entry[]): Tried {
  const { recorded, problems, gone } = readEntries(scheme.model, entries);
  const blocked = scheme.findings.filter(({ severity }) => severity === "error");
  return { form: formOf(scheme), problems, gone, blocked, answers: blocked.length > 0 ? [] : answersTo(scheme, recorded) };
}

/** Every decision of a case with how it came about. */
export function answersTo(scheme: Scheme, patient: PatientCase): readonly TriedAnswer[] {
  const recorded = patient as ReadonlyMap<string, Reading | Unreadable>;
  const answers = stageCase(scheme.model, recorded);
  return formOf(scheme).decisions.flatMap((decision) => {
    const answer = answers.find((one) => one.decision === decision.name);
    const trace = traceCase(scheme.model, recorded, decision.name, answers);
    const variable = scheme.model.variables.find(({ name }) => name === decision.name);
    if (answer === undefined || trace === undefined || variable === undefined) return [];
    return [{ decision, answer, trace, accepted: acceptedText(variable, answer) }];
  });
}
