/**
 * `stagewright.json` as far as the editor heeds it. What is not well-formed there is left to the editor's own
 * JSON schema to show, and counts as not said: half-typed settings must not take the findings away.
 */
import { type CheckOptions, isCode, type SeveritySettings } from "#engine";

export const settingsName = "stagewright.json";

export const readSettings = (text: string | undefined): CheckOptions => {
  const written = text === undefined ? undefined : parseJson(text);
  if (!isRecord(written)) return {};
  const { budget, severities } = written;
  return {
    severities: isRecord(severities) ? readSeverities(severities) : {},
    ...(typeof budget === "number" && Number.isInteger(budget) && budget > 0 ? { budget } : {}),
  };
};

const readSeverities = (written: Readonly<Record<string, unknown>>): SeveritySettings => {
  const read: SeveritySettings = {};
  for (const [code, level] of Object.entries(written)) {
    if (isCode(code) && isLevel(level)) read[code] = level;
  }
  return read;
};

type Level = NonNullable<SeveritySettings[keyof SeveritySettings]>;

const levels: readonly unknown[] = ["error", "warning", "info", "hint", "off"] satisfies readonly Level[];

const isLevel = (value: unknown): value is Level => levels.includes(value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

/** The reader of JSON throws at a slip of the author; here it becomes a value. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
