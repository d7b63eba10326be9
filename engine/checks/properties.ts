/** The properties that a file states, each proved over the whole space or refuted by a case. */
import type { PropertySummary } from "../api.ts";
import type { Space } from "../compile/space.ts";
import type { Finding } from "../finding.ts";
import type { Check } from "../model/symbols.ts";
import { checkMonotone } from "./monotone.ts";
import { checkNever } from "./never.ts";

export interface Property {
  readonly findings: readonly Finding[];
  readonly summary: PropertySummary;
}

export function checkProperty(space: Space, check: Check): Property {
  const text = statement(space, check);
  const proofs =
    check.kind === "never"
      ? [{ findings: checkNever(space, check, text), pairs: 0n, skipped: 0n }]
      : check.along.map((along) => checkMonotone(space, check, along));
  const uncounted = proofs.some((proof) => "uncounted" in proof && proof.uncounted === true);
  const findings = proofs.flatMap((proof) => proof.findings);
  const codes = new Set(findings.map((one) => one.code));
  return {
    findings,
    summary: {
      ...check.place,
      text,
      status: codes.has("check-failed") || codes.has("not-monotone") ? "refuted" : codes.has("undecided") ? "undecided" : "proved",
      pairs: proofs.reduce((sum, proof) => sum + proof.pairs, 0n),
      skipped: proofs.reduce((sum, proof) => sum + proof.skipped, 0n),
      ...(uncounted ? { uncounted } : {}),
    },
  };
}

export const statement = (space: Space, check: Check): string =>
  (
    space.model.sources.find((source) => source.uri === check.place.uri)?.text.slice(check.place.span.start, check.place.span.end) ?? ""
  ).replace(/\s+/g, " ");
