/**
 * What makes a finding the same one after an edit: its code and its summary, hashed for services that keep track of it.
 * Two findings of one file that share both are told apart by their order. Lines and wording play no part.
 */
import { createHash } from "node:crypto";
import type { Finding } from "../engine.ts";

/** A print for each finding; it is unique within its file. */
export const identities = (findings: readonly Finding[]): ReadonlyMap<Finding, string> => {
  const met = new Map<string, number>();
  return new Map(
    findings.map((finding) => {
      const identity = `${finding.code} ${finding.summary}`;
      const key = `${finding.uri} ${identity}`;
      const nth = (met.get(key) ?? 0) + 1;
      met.set(key, nth);
      return [finding, `${createHash("sha256").update(identity).digest("hex").slice(0, 32)}:${nth}`];
    }),
  );
};
