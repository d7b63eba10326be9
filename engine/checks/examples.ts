/** `example-failed`, `example-invalid` and `unexercised-rows`: what running the examples showed. */
import type { ExampleReport } from "../api.ts";
import type { Finding } from "../finding.ts";
import { replaceBy } from "../fixes/edits.ts";
import { finding } from "../model/problems.ts";
import type { Model } from "../model/symbols.ts";
import { exampleForRow, spellingFixes } from "./example-fixes.ts";

export function exampleFindings(model: Model, report: ExampleReport): readonly Finding[] {
  const found: Finding[] = [];
  for (const result of report.results) {
    const text = model.source.text.slice(result.span.start, result.span.end).replace(/\s+/g, " ").trim();
    if (result.status === "invalid")
      found.push(
        finding("example-invalid", result.uri, result.span, result.message ?? "This example cannot be read.", `example-invalid ${text}`, {
          fixes: spellingFixes(model, result),
        }),
      );
    if (result.status !== "failed") continue;
    for (const check of result.checks) {
      if (check.passed) continue;
      found.push(
        finding(
          "example-failed",
          result.uri,
          check.span,
          `${check.variable} was expected to be ${check.expected}, and is ${check.actual}.`,
          `example-failed ${check.variable} ${text}`,
          {
            fixes:
              check.accepted === undefined
                ? []
                : [replaceBy(`Expect ${check.accepted}, if the source says so`, result.uri, check.span, check.accepted)],
          },
        ),
      );
    }
  }
  if (report.results.length === 0) return found;
  for (const block of report.coverage) {
    const missed = block.rows.filter((row) => !row.reached);
    const [first] = missed;
    if (first === undefined) continue;
    const named = missed
      .slice(0, 3)
      .map((row) => row.text)
      .join("; ");
    found.push(
      finding(
        "unexercised-rows",
        block.uri,
        block.span,
        `No example reaches ${missed.length} of the ${block.rows.length} rows of ${block.title}: ${named}${missed.length > 3 ? " …" : ""}`,
        `unexercised-rows ${block.title}`,
        {
          fixes: exampleForRow(model, block),
          related: missed.slice(0, 20).map((row) => ({ uri: row.uri, span: row.span, message: "no example reaches this row" })),
        },
      ),
    );
  }
  return found;
}
