/**
 * `stagewright.json`: what a project decides about its findings. Read from text and validated here;
 * finding the file is the business of `files.ts`.
 */
import { dirname, resolve } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import type { SeveritySettings } from "./engine.ts";
import { nearestSettings, settingsName, shownPath } from "./files.ts";
import { readJson } from "./json-text.ts";
import { didYouMean } from "./nearest.ts";
import { settingsSchema } from "./settings-schema.ts";
import { sourceText } from "./source-text.ts";
import { isUsage, type Usage, usage } from "./world.ts";

export interface Settings {
  readonly severities: SeveritySettings;
  readonly budget: number | undefined;
  /** Percent of the rows of each file that example cases must reach. */
  readonly coverageThreshold: number | undefined;
  /** The file of known findings, as written: from the folder of the settings. */
  readonly baseline: string | undefined;
}

const defaults: Settings = { severities: {}, budget: undefined, coverageThreshold: undefined, baseline: undefined };

/** Settings by file: each file obeys the nearest `stagewright.json` above it; each of those is read once. Their paths are whole. */
export const openSettings = (cwd: string): ((full: string) => Settings | Usage) => {
  const known = new Map<string, Settings | Usage>();
  return (full) => {
    const near = nearestSettings(full);
    if (near === undefined || isUsage(near)) return near ?? defaults;
    const fresh = known.get(near.path) ?? wholePaths(near.path, readSettings(shownPath(cwd, near.path), near.text));
    known.set(near.path, fresh);
    return fresh;
  };
};

const wholePaths = (path: string, settings: Settings | Usage): Settings | Usage =>
  isUsage(settings) || settings.baseline === undefined ? settings : { ...settings, baseline: resolve(dirname(path), settings.baseline) };

/** Reads the text of a settings file; `path` is what a message shows. */
export const readSettings = (path: string, text: string): Settings | Usage => {
  const json = readJson(text);
  const place = (offset: number): string => {
    const { line, column } = sourceText(path, text).at(offset);
    return `${path}:${line}:${column}`;
  };
  if ("problem" in json) return usage(`${place(json.offset)}: this is not JSON: ${json.problem}`);
  const validate = new Ajv({ allErrors: false }).compile<Written>(settingsSchema);
  if (!validate(json.value)) {
    const [error] = validate.errors ?? [];
    return error === undefined
      ? usage(`${path} is not a valid ${settingsName}`)
      : usage(`${place(json.placeOf(pointerOf(error)))}: ${explainError(error)}`);
  }
  const written = json.value;
  return {
    severities: written.severities ?? {},
    budget: written.budget,
    coverageThreshold: written.coverage?.threshold,
    baseline: written.baseline,
  };
};

interface Written {
  readonly severities?: SeveritySettings;
  readonly budget?: number;
  readonly coverage?: { readonly threshold?: number };
  readonly baseline?: string;
}

/** A member that is not known is shown at its own name, not at the object around it. */
const pointerOf = (error: ErrorObject): string =>
  error.keyword === "additionalProperties" ? `${error.instancePath}/${error.params.additionalProperty}` : error.instancePath;

const explainError = (error: ErrorObject): string => {
  const where = error.instancePath.slice(1).replaceAll("/", ".");
  const subject = where === "" ? "the settings" : `"${where}"`;
  switch (error.keyword) {
    case "additionalProperties": {
      const name: string = error.params.additionalProperty;
      const known = Object.keys(error.parentSchema?.properties ?? knownMembers(error.instancePath));
      const kind = error.instancePath === "/severities" ? "finding code" : "setting";
      return `"${name}" is not a ${kind}${didYouMean(name, known)}; known: ${known.join(", ")}`;
    }
    case "enum":
      return `${subject} must be one of ${(error.params.allowedValues as readonly string[]).join(", ")}`;
    case "type":
      return `${subject} must be ${typeWords[String(error.params.type)] ?? error.params.type}`;
    default:
      return `${subject} ${error.message ?? "is not valid"}`;
  }
};

const typeWords: Readonly<Record<string, string>> = {
  object: "an object { … }",
  integer: "a whole number",
  number: "a number",
  string: "a text in quotes",
};

const knownMembers = (pointer: string): object => {
  if (pointer === "/severities") return settingsSchema.properties.severities.properties;
  if (pointer === "/coverage") return settingsSchema.properties.coverage.properties;
  return settingsSchema.properties;
};
