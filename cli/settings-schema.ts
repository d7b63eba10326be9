/**
 * The JSON schema of `stagewright.json`. The shipped `schema/stagewright.schema.json` is this value as text
 * (a test holds them equal); it is built from the catalog so that a new finding code is never forgotten.
 */
import { catalog } from "./engine.ts";

const levels = ["error", "warning", "info", "hint", "off"] as const;

const severityOf = (title: string, byDefault: string) => ({
  description: `${title}. Default: ${byDefault}.`,
  enum: levels,
});

export const settingsSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Settings of Stagewright",
  description: "Kept as stagewright.json in the folder of the rule files or above it; the nearest one counts.",
  type: "object",
  additionalProperties: false,
  properties: {
    $schema: { type: "string", description: "Where an editor finds this schema." },
    severities: {
      type: "object",
      description: "How serious each kind of finding is; off hides it. What is not named keeps its default.",
      additionalProperties: false,
      properties: Object.fromEntries(Object.entries(catalog).map(([code, entry]) => [code, severityOf(entry.title, entry.severity)])),
    },
    budget: {
      type: "integer",
      minimum: 1,
      description: "Steps that the analysis of one decision may take before it is given up and reported as undecided. Default: 10000000.",
    },
    baseline: {
      type: "string",
      minLength: 1,
      description:
        "The file of known findings that `stagewright check` holds back, from the folder of this file. Made by `stagewright check --write-baseline FILE`.",
    },
    coverage: {
      type: "object",
      additionalProperties: false,
      properties: {
        threshold: {
          type: "number",
          minimum: 0,
          maximum: 100,
          description: "Percent of the rows of each file that its example cases must reach in `stagewright test --coverage`.",
        },
      },
    },
  },
} as const;
