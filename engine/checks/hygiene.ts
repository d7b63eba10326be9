/** The hygiene of a file: what nothing refers to, what nothing explains, what names no source. What is off is not looked for. */
import type { SeveritySettings } from "../api.ts";
import type { Finding } from "../finding.ts";
import type { Model } from "../model/symbols.ts";
import { catalog } from "./catalog.ts";
import { uncitedFindings } from "./uncited.ts";
import { undocumentedFindings } from "./undocumented.ts";
import { unusedFindings } from "./unused.ts";

const checks = [
  ["unused", unusedFindings],
  ["undocumented", undocumentedFindings],
  ["uncited", uncitedFindings],
] as const;

export const hygieneFindings = (model: Model, severities: SeveritySettings): readonly Finding[] =>
  checks.flatMap(([code, find]) => {
    const isOff = (severities[code] ?? catalog[code].severity) === "off";
    // An ignore has to be told from one that ignores nothing, also while its code is off.
    return isOff && !model.source.text.includes(`stagewright-ignore ${code}`) ? [] : find(model);
  });
