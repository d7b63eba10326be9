/**
 * Rule files and settings on this machine's disk, read-only. What the system refuses is simply not there:
 * the checks say which file they miss. A rule file may come from anywhere, so only ordinary files of a
 * believable size are read.
 */
import { readFileSync, statSync } from "node:fs";
import { URI } from "vscode-uri";
import type { Disk } from "./workspace.ts";

/** Larger than any guideline; a file beyond it is something else that got the ending by mistake. */
const largest = 20 * 1024 * 1024;

export const nodeDisk: Disk = {
  stamp: (uri) => refusedIsAbsent(() => stampOf(pathOf(uri))),
  read: (uri) => refusedIsAbsent(() => readText(pathOf(uri))),
};

const pathOf = (uri: string): string | undefined => {
  const { scheme, fsPath } = URI.parse(uri);
  return scheme === "file" ? fsPath : undefined;
};

const stampOf = (path: string | undefined): string | undefined => {
  const stats = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() && stats.size <= largest ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : undefined;
};

const readText = (path: string | undefined): string | undefined => (path === undefined ? undefined : readFileSync(path, "utf8"));

/** Node reports refusals of the system by throwing; here, and only here, they become values. */
const refusedIsAbsent = <T>(action: () => T | undefined): T | undefined => {
  try {
    return action();
  } catch {
    return undefined;
  }
};
