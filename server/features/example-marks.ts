/** What stands beside a case as one types: a quiet mark where it passes, in words what is wrong where it does not. */
import type { Range } from "vscode-languageserver";
import type { ShownCase, ShownCheck, ShownExamples } from "./example-tree.ts";

export interface Mark {
  readonly kind: "passed" | "failed" | "invalid";
  /** Of the case; the mark stands at its end. */
  readonly range: Range;
  readonly text: string;
  /** What came out and what was expected, as the editor shows them at the same place once the case was run. */
  readonly compared?: string;
}

/** A case that waits has no mark: an old one would be a guess. */
export const marksOf = (shown: ShownExamples): readonly Mark[] =>
  shown.blocks.flatMap(({ cases }) =>
    cases.flatMap(({ state, range, why, checks }): readonly Mark[] => {
      switch (state) {
        case "passed":
          return [{ kind: state, range, text: "✓" }];
        case "failed":
          return [{ kind: state, range, text: `✗ ${failureOf(checks)}`, compared: comparedIn(checks) }];
        case "invalid":
          return [{ kind: state, range, text: `✗ not run: ${why ?? "it cannot be read."}` }];
        default:
          return [];
      }
    }),
  );

const comparedIn = (checks: ShownCase["checks"]): string => {
  const failed = checks.find(({ passed }) => !passed);
  return failed === undefined ? "" : `${failed.actual} != ${failed.expected}`;
};

const failureOf = (checks: ShownCase["checks"]): string => {
  const failed = checks.filter(({ passed }) => !passed);
  return failed.map((check) => `${checks.length > 1 ? `${check.variable} ` : ""}${outcomeOf(check)}`).join("; ");
};

const outcomeOf = ({ actual, expected, rows: [first, ...more] }: ShownCheck): string => {
  const outcome = `is ${actual}, expected ${expected}`;
  if (first === undefined) return outcome;
  return `${outcome} · line ${first.line}: ${first.text}${more.length === 0 ? "" : ` and ${more.length} more`}`;
};
