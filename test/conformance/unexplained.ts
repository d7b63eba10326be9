/** What may not stand: a sure row answered otherwise without a reason, and a column or answer left out without one. */
import type { Account } from "./account.ts";

export const unexplained = ({ name, file, rows, left }: Account): readonly string[] =>
  file === undefined
    ? []
    : [
        ...rows
          .filter(({ row, verdict, explained }) => row.confidence === "high" && verdict.kind !== "agrees" && explained === undefined)
          .map(({ told, expected, verdict }) => `${name}: ${told}: ${expected}, but ${"found" in verdict ? verdict.found : "skipped"}`),
        ...left.filter(({ why }) => why === undefined).map(({ what }) => `${name}: ${what} is not compared`),
      ];
