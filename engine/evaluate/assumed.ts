/** What the rules take a silent record to say, in words. */
import type { Variable } from "../model/symbols.ts";
import { toDecimalText } from "../number/rational.ts";

/** The value that the rules assume, as its declaration has it. */
export function assumedText(variable: Variable): string {
  const { assume } = variable;
  switch (assume?.kind) {
    case "leaves":
      return assume.node.text;
    case "number":
      return toDecimalText(assume.value);
    case "flag":
      return assume.value ? "yes" : "no";
    case "unknown":
      return variable.unknowns[assume.index] ?? "?";
    case "members":
      return `{${"domain" in variable ? assume.members.map((member) => variable.domain.leaves[member]?.text).join(", ") : ""}}`;
    case undefined:
      return "nothing";
  }
}
