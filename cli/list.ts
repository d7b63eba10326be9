/**
 * `stagewright list`: what rule files state, from their headers and from what is proved of them: a catalogue for people
 * (pretty, markdown) and for programs (json). It judges nothing; `check` does.
 */
import { resolve } from "node:path";
import { censusOf, check, headerOf, load, type Scheme, sharedCodes } from "./engine.ts";
import { findRuleFiles, openRuleFiles, type RuleFiles, writeWhole } from "./files.ts";
import { listingJson, listingMarkdown, listingPretty } from "./report/listing.ts";
import type { Counted, Listed } from "./report/listing-facts.ts";
import { openSettings } from "./settings.ts";
import { type ExitCode, isUsage, refuse, type World } from "./world.ts";

export const listFormats = ["pretty", "markdown", "json"] as const;

export interface ListFlags {
  readonly format: (typeof listFormats)[number];
  readonly output: string | undefined;
}

export const listCommand = async (world: World, paths: readonly string[], flags: ListFlags): Promise<ExitCode> => {
  const uris = await findRuleFiles(world.cwd, paths);
  if (isUsage(uris)) return refuse(world, uris);
  const files = openRuleFiles(world.cwd);
  const settingsOf = openSettings(world.cwd);
  const listed: Listed[] = [];
  for (const uri of uris) {
    const settings = settingsOf(uri);
    if (isUsage(settings)) return refuse(world, settings);
    listed.push(listedOf(files, load(files.source(uri), files.resolve), settings.budget));
  }
  const text = rendered(listed, flags.format);
  if (flags.output === undefined) world.out.write(text);
  else {
    const refused = writeWhole(resolve(world.cwd, flags.output), text);
    if (refused !== undefined) return refuse(world, refused);
  }
  for (const { path } of listed.filter(({ errors }) => errors > 0))
    world.log.write(`${path} has errors: what is listed of it is not proved; stagewright check tells them\n`);
  return listed.some(({ errors }) => errors > 0) ? 1 : 0;
};

const rendered = (listed: readonly Listed[], format: ListFlags["format"]): string => {
  switch (format) {
    case "pretty":
      return listingPretty(listed);
    case "markdown":
      return listingMarkdown(listed);
    case "json":
      return listingJson(listed);
  }
};

const listedOf = (files: RuleFiles, scheme: Scheme, budget: number | undefined): Listed => {
  const result = check(scheme, budget === undefined ? {} : { budget });
  const made = new Set(result.decisions.map(({ decision }) => decision));
  const census = censusOf(scheme);
  return {
    path: files.text(scheme.uri).path,
    header: headerOf(scheme),
    uses: scheme.uses.map((uri) => files.text(uri).path),
    variables: scheme.variables,
    own: scheme.variables.filter(({ name, place }) => place.uri === scheme.uri || made.has(name)).map(({ name }) => name),
    errors: result.findings.filter(({ severity }) => severity === "error").length,
    decisions: result.decisions.map((summary): Counted => {
      const reasons = census.find(({ decision }) => decision === summary.decision);
      return { ...summary, excludedBy: reasons?.excluded ?? [], noneBy: reasons?.none ?? [] };
    }),
    ignored: [
      ...result.ignored.map(({ finding, reason }) => ({
        code: finding.code,
        reason,
        combinations: (finding.regions ?? []).reduce((sum, region) => sum + region.combinations, 0n),
      })),
      // A check of one file alone cannot find these.
      ...sharedCodes(scheme).map((reason) => ({ code: "applies-overlap", reason, combinations: 0n })),
    ],
    rows: result.examples.coverage.reduce((sum, { rows }) => sum + rows.length, 0),
    reached: result.examples.coverage.reduce((sum, { rows }) => sum + rows.filter(({ reached }) => reached).length, 0),
    examples: result.examples.results.length,
    properties: result.properties.map(({ text, status }) => ({ text, status })),
  };
};
