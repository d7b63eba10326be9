/**
 * The only place that touches the file system.
 *
 * What the system refuses (no such file, no permission, a full disk) comes back as a value with a sentence for people.
 * It knows nothing of findings, CSV or settings beyond where they are kept.
 */
import { createReadStream, createWriteStream, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Readable, Writable } from "node:stream";
import { glob } from "tinyglobby";
import { parse, type Resolve, type Source } from "./engine.ts";
import { type SourceText, sourceText } from "./source-text.ts";
import { isUsage, type Usage, usage } from "./world.ts";

/** Larger than any guideline; a file beyond it is something else that got the ending by mistake. */
const largestRuleFile = 20 * 1024 * 1024;

export const settingsName = "stagewright.json";

// --------------------------------------------------------------- finding files

/** The rule files that the paths mean, each once, in the order of the paths and then of the names. */
export const findRuleFiles = async (cwd: string, paths: readonly string[]): Promise<readonly string[] | Usage> => {
  const found = new Set<string>();
  for (const path of paths.length === 0 ? ["."] : paths) {
    const full = resolve(cwd, path);
    const stats = statSync(full, { throwIfNoEntry: false });
    if (stats === undefined) return usage(`there is no file or folder "${path}"`);
    if (!stats.isDirectory()) {
      found.add(full);
      continue;
    }
    const inside = await ruleFilesIn(full);
    if (inside.length === 0) return usage(`there is no .stage file in "${path}", so nothing would be checked`);
    for (const file of inside) found.add(file);
  }
  return [...found];
};

const ruleFilesIn = async (folder: string): Promise<readonly string[]> => {
  const files = await glob("**/*.stage", {
    cwd: folder,
    absolute: true,
    dot: false,
    expandDirectories: false,
    ignore: ["**/node_modules/**"],
  });
  return files.map((file) => resolve(file)).sort();
};

/** One rule file that a command names; the sentence says what is wrong where it is not there. */
export const findRuleFile = (cwd: string, path: string): string | Usage => {
  const full = resolve(cwd, path);
  const stats = statSync(full, { throwIfNoEntry: false });
  if (stats === undefined) return usage(`there is no file "${path}"`);
  if (stats.isDirectory()) return usage(`"${path}" is a folder; name one .stage file`);
  return full;
};

/** A path as reports show it: from the current folder, with forward slashes. */
export const shownPath = (cwd: string, full: string): string => {
  const path = relative(cwd, full);
  return (path === "" ? "." : path).split(sep).join("/");
};

// ---------------------------------------------------------------- rule files

export interface RuleFiles {
  /** A file that cannot be read as text is an empty source with one syntax problem that says why. */
  readonly source: (full: string) => Source;
  /** Finds what `use "path"` means: the path is taken from the folder of the file that says it. */
  readonly resolve: Resolve;
  /** The text of any file that was read, for reports. */
  readonly text: (uri: string) => SourceText;
}

/** Rule files read through a cache: a file that many others use is read and parsed once. */
export const openRuleFiles = (cwd: string): RuleFiles => {
  const sources = new Map<string, Source>();
  const texts = new Map<string, SourceText>();
  const source = (full: string): Source => {
    const known = sources.get(full);
    if (known !== undefined) return known;
    const fresh = readSource(full);
    sources.set(full, fresh);
    return fresh;
  };
  return {
    source,
    resolve: (from, path) => {
      const full = resolve(dirname(from), path);
      return isFile(full) ? source(full) : undefined;
    },
    text: (uri) => {
      const known = texts.get(uri);
      if (known !== undefined) return known;
      const fresh = sourceText(shownPath(cwd, uri), sources.get(uri)?.text ?? "");
      texts.set(uri, fresh);
      return fresh;
    },
  };
};

export const isFile = (full: string): boolean => {
  const stats = attempt(() => statSync(full, { throwIfNoEntry: false }));
  return stats !== undefined && !isUsage(stats) && !stats.isDirectory();
};

const readSource = (uri: string): Source => {
  const text = readText(uri);
  if (!isUsage(text)) return { uri, text, parsed: parse(text) };
  const nothing = parse("");
  const problem = { start: 0, end: 0, message: sentence(text.usage), fix: undefined };
  return { uri, text: "", parsed: { ...nothing, problems: [problem] } };
};

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** The text of a rule file without its byte-order mark. */
export const readText = (full: string): string | Usage => {
  const bytes = attempt(() => {
    const { size } = statSync(full);
    if (size > largestRuleFile) return usage(`this file has ${Math.ceil(size / 1024 / 1024)} MB; a rule file may have at most 20 MB`);
    return readFileSync(full);
  });
  return isUsage(bytes) ? bytes : decode(bytes);
};

const decode = (bytes: Buffer): string | Usage => {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return usage("this file is saved as UTF-16; save it as UTF-8");
  }
  if (bytes.includes(0)) return usage("this is not a text file (it has bytes that no text has)");
  const text = attempt(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  return isUsage(text) ? usage("this file is not UTF-8 text; save it as UTF-8") : text;
};

// ------------------------------------------------------------------ settings

/** The nearest `stagewright.json` at or above the folder of a file. */
export const nearestSettings = (full: string): { readonly path: string; readonly text: string } | Usage | undefined => {
  for (let folder = dirname(full); ; folder = dirname(folder)) {
    const path = join(folder, settingsName);
    if (isFile(path)) {
      const text = readText(path);
      return isUsage(text) ? usage(`${path}: ${text.usage}`) : { path, text };
    }
    if (dirname(folder) === folder) return undefined;
  }
};

export interface Package {
  readonly version: string;
  /** The page of a finding code as Markdown, where the package has brought its pages along. */
  readonly page: (code: string) => string | undefined;
}

/** The package in which the running program lies, bundled or not. */
export const packageOf = (program: string): Package => {
  for (let folder = dirname(program); ; folder = dirname(folder)) {
    const text = attempt(() => readFileSync(join(folder, "package.json"), "utf8"));
    const version = isUsage(text) ? undefined : /"version"\s*:\s*"([^"]+)"/.exec(text)?.[1];
    if (version !== undefined) return { version, page: (code) => pageIn(folder, code) };
    if (dirname(folder) === folder) return { version: "unknown", page: () => undefined };
  }
};

const pageIn = (home: string, code: string): string | undefined => {
  const text = attempt(() => readFileSync(join(home, "docs", "checks", `${code}.md`), "utf8"));
  return isUsage(text) ? undefined : text;
};

// ------------------------------------------------------------------- writing

/** Replaces a file whole: nobody ever sees half of it. Its permissions and byte-order mark stay. */
export const rewrite = (full: string, text: string): Usage | undefined => {
  const marked = attempt(() =>
    readFileSync(full)
      .subarray(0, 3)
      .equals(Buffer.from([0xef, 0xbb, 0xbf])),
  );
  return isUsage(marked) ? usage(`"${full}" cannot be written: ${marked.usage}`) : writeWhole(full, marked ? `\uFEFF${text}` : text);
};

/** Writes a file whole, be it new or in the place of another. What is not a plain file (a pipe) is written directly. */
export const writeWhole = (full: string, text: string): Usage | undefined => {
  const written = attempt(() => {
    const stats = statSync(full, { throwIfNoEntry: false });
    if (stats?.isDirectory()) return usage("it is a folder");
    if (stats !== undefined && !stats.isFile()) {
      writeFileSync(full, text);
      return undefined;
    }
    const place = stats === undefined ? full : realpathSync(full);
    const beside = siblingOf(place);
    writeFileSync(beside, text, stats === undefined ? {} : { mode: stats.mode });
    renameSync(beside, place);
    return undefined;
  });
  return isUsage(written) ? usage(`"${full}" cannot be written: ${written.usage}`) : undefined;
};

const siblingOf = (full: string): string => join(dirname(full), `.${basename(full)}.${process.pid}.part`);

export interface Output {
  readonly stream: Writable;
  /** Puts the finished file in its place. */
  readonly keep: () => Usage | undefined;
  /** Leaves everything as it was. */
  readonly drop: () => void;
}

/**
 * A file that appears only when it is complete: written beside its place and renamed at the end.
 * What is not a plain file (a pipe, `/dev/null`) is written directly, since it cannot be replaced.
 */
export const openOutput = (cwd: string, path: string): Output | Usage => {
  const full = resolve(cwd, path);
  const opened = attempt(() => {
    const stats = statSync(full, { throwIfNoEntry: false });
    if (stats?.isDirectory()) return usage("it is a folder");
    if (stats !== undefined && !stats.isFile()) return { stream: createWriteStream(full), keep: () => undefined, drop: () => undefined };
    const place = stats === undefined ? full : realpathSync(full);
    const beside = siblingOf(place);
    writeFileSync(beside, "", stats === undefined ? {} : { mode: stats.mode });
    return {
      stream: createWriteStream(beside),
      keep: () =>
        attempt(() => {
          renameSync(beside, place);
          return undefined;
        }),
      drop: () => rmSync(beside, { force: true }),
    };
  });
  return isUsage(opened) ? usage(`"${path}" cannot be written: ${opened.usage}`) : opened;
};

// ---------------------------------------------------------------- case files

export interface Cases {
  readonly stream: Readable;
  /** Size in bytes, where it is known. */
  readonly bytes: number | undefined;
  /** The name to show in messages. */
  readonly shown: string;
}

export const openCases = (cwd: string, path: string, standardInput: Readable): Cases | Usage => {
  if (path === "-") return { stream: standardInput, bytes: undefined, shown: "standard input" };
  const full = resolve(cwd, path);
  const stats = attempt(() => statSync(full));
  if (isUsage(stats)) return usage(`"${path}" cannot be read: ${stats.usage}`);
  if (stats.isDirectory()) return usage(`"${path}" is a folder; --input takes one CSV file, or - for standard input`);
  return { stream: createReadStream(full), bytes: stats.isFile() ? stats.size : undefined, shown: path };
};

// ------------------------------------------------------------------ refusals

/** Node reports refusals of the system by throwing; here, and only here, they become values. */
const attempt = <T>(action: () => T): T | Usage => {
  try {
    return action();
  } catch (refusal) {
    return usage(systemRefusal(refusal));
  }
};

const words: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "its permissions do not allow it",
  EPERM: "its permissions do not allow it",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is not a folder",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
};

/** What the system refused, in words. */
export const systemRefusal = (refusal: unknown): string => {
  const code = refusal instanceof Error && "code" in refusal && typeof refusal.code === "string" ? refusal.code : undefined;
  if (code !== undefined) return words[code] ?? `the system says ${code}`;
  return refusal instanceof Error ? refusal.message : String(refusal);
};
