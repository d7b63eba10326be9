/** `unfilled-row`: rows whose result, and excludes whose reason, is still to be filled in. */
import { rowsOf } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import type { Decision } from "../model/symbols.ts";
import { oneLine, rowText } from "./row-text.ts";

export function unfilledRows(space: Space, decision: Decision): readonly Finding[] {
  // The points of a `+` line are a calculation, which is never open.
  const isLine = (block: unknown) => decision.rule.kind === "score" && block === undefined;
  return rowsOf(decision)
    .filter(({ block, row }) => row.result.kind === "hole" && !isLine(block))
    .map(({ row }) =>
      finding(
        "unfilled-row",
        row.place.uri,
        row.resultSpan,
        `The result of this row is still ???: fill in what the guideline says, or none "why" where it says nothing.`,
        `unfilled-row ${oneLine(rowText(space, row))}`,
      ),
    );
}

/** An exclude for which nobody has said yet why it cannot occur. */
export const unfilledExcludes = (space: Space): readonly Finding[] =>
  space.model.excludes
    .filter((exclude) => exclude.why.trim() === "???" && exclude.place.uri === space.model.uri)
    .map((exclude) =>
      finding(
        "unfilled-row",
        exclude.place.uri,
        exclude.place.span,
        `The reason of this exclude is still ???: say why these combinations cannot occur, or delete the exclude and give them a stage.`,
        "unfilled-row exclude",
      ),
    );
