/** What a function of the language can come to where its arguments lie in intervals. */
import type { FunctionName } from "#grammar";
import { unreachable } from "../unreachable.ts";
import * as interval from "./interval.ts";

export function called(name: FunctionName, [first = interval.empty, ...rest]: readonly interval.Interval[]): interval.Image {
  switch (name) {
    case "ln":
      return interval.ln(first);
    case "log10":
      return interval.log10(first);
    case "exp":
      return interval.exp(first);
    case "sqrt":
      return interval.sqrt(first);
    case "abs":
      return interval.total(interval.abs(first));
    case "round":
      return interval.round(first, rest[0] && interval.onlyValue(rest[0]));
    case "min":
      return interval.total(rest.reduce(interval.min, first));
    case "max":
      return interval.total(rest.reduce(interval.max, first));
    default:
      return unreachable(name);
  }
}
