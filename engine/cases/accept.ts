/** What came out of a case, written as an expected side that it would meet. */
import type { Answer } from "../api.ts";
import { expectedText, meetsParts } from "../evaluate/expected.ts";
import { labelText } from "../fixes/labels.ts";
import type { Variable } from "../model/symbols.ts";

/** undefined where nothing that can be written says just this. */
export function acceptedText(variable: Variable, answer: Answer): string | undefined {
  const text = writtenOutcome(variable, answer);
  const read = expectedText(variable, text);
  return !("problem" in read) && meetsParts(read.parts, answer, variable) ? text : undefined;
}

function writtenOutcome(variable: Variable, { outcome }: Answer): string {
  const written = (value: string) => (variable.kind === "category" ? labelText(value) : value);
  switch (outcome.kind) {
    case "assigned":
      return written(outcome.value.text);
    case "undetermined":
      if (outcome.possible.length < 2 || outcome.atMost) return "undetermined";
      return outcome.possible.map((one) => (one.kind === "value" ? written(one.text) : one.kind)).join(", ");
    default:
      return outcome.kind;
  }
}
