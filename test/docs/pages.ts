/** What the tests of the documentation share: the fenced texts of a page, loaded as rule files. */
import { type CheckResult, check, checkTogether, load, type Scheme, type SeveritySettings, type Source } from "#engine";
import { parse } from "#grammar";

export interface Fence {
  /** What stands behind the marks: `stage`, `stage fragment`, `json`. */
  readonly info: string;
  readonly text: string;
  /** 1-based line of the page on which the text starts. */
  readonly line: number;
  /** The last heading above it. */
  readonly heading: string;
}

export function fencesOf(page: string): readonly Fence[] {
  const found: Fence[] = [];
  let heading = "";
  let open: { readonly info: string; readonly line: number; readonly text: string[] } | undefined;
  for (const [index, line] of page.split("\n").entries()) {
    const marks = /^```(.*)$/.exec(line);
    if (open === undefined) {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
      if (marks !== null) open = { info: (marks[1] ?? "").trim(), line: index + 2, text: [] };
    } else if (marks !== null) {
      found.push({ info: open.info, line: open.line, text: open.text.join("\n"), heading });
      open = undefined;
    } else open.text.push(line);
  }
  return found;
}

/** A text that `//- NAME` lines part into files; the first one is the entry. */
export const loadFiles = (text: string): Scheme => loadAll(text)[0] as Scheme;

/** The same, with the other files after it. */
function loadAll(text: string): readonly Scheme[] {
  const [entry = "", ...others] = text.split(/^\/\/- (\S+)\n/m);
  const files = new Map<string, string>();
  for (let at = 0; at < others.length; at += 2) files.set(others[at] ?? "", others[at + 1] ?? "");
  const source = (uri: string, written: string): Source => ({ uri, text: written, parsed: parse(written) });
  const all = [source("page.stage", entry), ...[...files].map(([name, written]) => source(name, written))];
  return all.map((one) => load(one, (_, path) => all.find((other) => other.uri === path)));
}

/** What is found in the first file, and in all of them together. `severities`: of codes that are off. */
export function checkFiles(text: string, severities: SeveritySettings = {}): CheckResult {
  const schemes = loadAll(text);
  const result = check(schemes[0] as Scheme, { severities });
  return { ...result, findings: [...result.findings, ...checkTogether(schemes)] };
}
