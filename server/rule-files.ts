/**
 * Which rule files the folders of the editor hold, open or not, as the client tells it: it is asked when somebody first wants to know
 * and after files have come or gone. Without a client that can tell, none are known but the open ones.
 */
import type { Connection } from "vscode-languageserver";
import { sourceUri } from "./from-lsp.ts";

/** The question, without parameters, answered with the addresses of all `.stage` files. */
export const ruleFilesMethod = "stagewright/ruleFiles";

export interface RuleFiles {
  /** Those known now; the first call asks, and `settled` tells when the answer is there. */
  readonly list: () => readonly string[];
  readonly settled: () => Promise<void> | undefined;
  /** Files may have come or gone. */
  readonly forget: () => void;
}

export const noRuleFiles: RuleFiles = { list: () => [], settled: () => undefined, forget: () => undefined };

export const openRuleFiles = (connection: Pick<Connection, "sendRequest">, tell: (problem: string) => void): RuleFiles => {
  let known: readonly string[] | undefined;
  let asked: Promise<void> | undefined;

  const ask = (): void => {
    const mine = connection
      .sendRequest<unknown>(ruleFilesMethod, {})
      .catch((problem: unknown) => tell(`The files of the folder are not known: ${String(problem)}`))
      .then((told) => {
        // A change told in the meantime makes this answer too old to keep.
        if (asked !== mine) return;
        asked = undefined;
        known = Array.isArray(told) ? told.filter((uri) => typeof uri === "string").map(sourceUri) : [];
      });
    asked = mine;
  };

  return {
    list: () => {
      if (known === undefined && asked === undefined) ask();
      return known ?? [];
    },
    settled: () => asked,
    forget: () => {
      known = undefined;
      asked = undefined;
    },
  };
};
