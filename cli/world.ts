/**
 * The surroundings of one run of the command line: where it stands, what it reads from and writes to.
 * Commands take it as an argument, so that nothing below `main.ts` touches `process`.
 */
import type { Readable, Writable } from "node:stream";

export interface World {
  readonly cwd: string;
  readonly input: Readable;
  /** Findings and results. */
  readonly out: Writable;
  /** Logs: what a person wants to know beside the result. Never a value of a record, unless asked for. */
  readonly log: Writable;
  readonly colours: boolean;
  /** True where somebody watches the log: a progress bar makes sense. */
  readonly watched: boolean;
  readonly version: string;
  /** The page of a finding code as Markdown, where there is one. */
  readonly page: (code: string) => string | undefined;
}

/** 0 clean, 1 findings or failed cases, 2 the command was not understood, 3 our own fault. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The command cannot be carried out as given: what is wrong with it, and what would be right. */
export interface Usage {
  readonly usage: string;
}

export const usage = (text: string): Usage => ({ usage: text });

export const isUsage = (value: unknown): value is Usage => typeof value === "object" && value !== null && "usage" in value;

/** Tells what is wrong with the command, and gives the exit code for it. */
export const refuse = (world: World, problem: Usage): ExitCode => {
  world.log.write(`error: ${problem.usage}\n`);
  return 2;
};

/** Closes a `switch` over a closed union: the compiler complains where a member is forgotten. */
export const unreachable = (value: never): never => {
  throw new Error(`not expected: ${JSON.stringify(value)}`);
};

/** `1 record`, `2 records`. */
export const plural = (count: number | bigint, one: string, many = `${one}s`): string =>
  `${groupDigits(count)} ${BigInt(count) === 1n ? one : many}`;

/** 60000 as `60,000`. */
export const groupDigits = (count: number | bigint): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
