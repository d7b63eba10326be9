/** The rules that answers are asked of: loaded, and refused while they do not mean anything yet. */
import { load, type Scheme } from "./engine.ts";
import type { RuleFiles } from "./files.ts";
import { meaningErrors } from "./meaning.ts";
import { compactReport } from "./report/compact.ts";
import { countSeverities } from "./report/report.ts";
import { plural, type World } from "./world.ts";

/** undefined: the findings that stand in the way have been told. */
export const openRules = (world: World, files: RuleFiles, full: string): Scheme | undefined => {
  const scheme = load(files.source(full), files.resolve);
  const findings = meaningErrors(scheme);
  if (findings.length === 0) return scheme;
  const file = {
    uri: full,
    title: scheme.title,
    findings,
    found: findings.length,
    failing: findings.length,
    known: 0,
    decisions: [],
    properties: [],
    examples: { results: [], coverage: [] },
    coverage: undefined,
  };
  world.out.write(
    compactReport({
      command: "check",
      version: world.version,
      files: [file],
      hidden: 0,
      totals: countSeverities(findings),
      failLevel: "error",
      baselines: [],
      textOf: files.text,
      page: world.page,
    }),
  );
  world.log.write(
    `error: ${files.text(full).path} has ${plural(findings.length, "error")}; no answer can be given before they are mended\n`,
  );
  return undefined;
};
