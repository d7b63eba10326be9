/** Answers as cells of a case file. */
import type { Answer } from "../engine.ts";

const suffixes = ["", "_outcome", "_possible", "_needs", "_reason"] as const;

/**
 * The names of the columns that are added: `before`, then those of each decision. One that the input has already gets `_derived`,
 * so that nothing of the input is ever replaced.
 */
export const addedColumns = (
  header: readonly string[],
  decisions: readonly string[],
  before: readonly string[] = [],
): readonly string[] => {
  const taken = new Set(header.map((name) => name.trim()));
  return [...before, ...decisions.flatMap((decision) => suffixes.map((suffix) => `${decision}${suffix}`))].map((wanted) => {
    const name = freeName(wanted, taken);
    taken.add(name);
    return name;
  });
};

const freeName = (name: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(name)) return name;
  const derived = `${name}_derived`;
  for (let count = 2; ; count += 1) {
    const candidate = count === 2 ? derived : `${derived}_${count - 1}`;
    if (!taken.has(candidate)) return candidate;
  }
};

/** In the order of `addedColumns`. The first is filled only where there is one answer. */
export const answerCells = (answers: readonly Answer[]): readonly string[] =>
  answers.flatMap(({ outcome, possible, needs, reason }) => [
    outcome.kind === "assigned" ? outcome.value.text : "",
    outcome.kind,
    possible.join("|"),
    needs.join("|"),
    reason,
  ]);

/** Cells under all of these decisions; blank under those that were not asked. */
export const cellsUnder = (decisions: readonly string[], answers: readonly Answer[]): readonly string[] =>
  decisions.flatMap((decision) => {
    const answer = answers.find((one) => one.decision === decision);
    return answer === undefined ? suffixes.map(() => "") : answerCells([answer]);
  });

/** The answer to every decision of a record that cannot be read as a whole. */
export const invalidAnswers = (decisions: readonly string[], problem: string): readonly Answer[] =>
  decisions.map((decision) => ({
    decision,
    outcome: { kind: "invalid", problems: [problem] },
    possible: ["invalid"],
    needs: [],
    reason: problem,
  }));

/** `IB`, or `undetermined (IB|IIA)`, or the outcome that has no value. */
export const answerText = ({ outcome, possible }: Answer): string => {
  if (outcome.kind === "assigned") return outcome.value.text;
  return outcome.kind === "undetermined" ? `undetermined (${possible.join("|")})` : outcome.kind;
};
