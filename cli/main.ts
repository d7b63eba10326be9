#!/usr/bin/env node
/**
 * The entry of the command line: gives a run its surroundings and turns whatever comes out into an exit code.
 * The only place of this room that catches what the room itself throws.
 */
import { fileURLToPath } from "node:url";
import { CommanderError } from "commander";
import { packageOf } from "./files.ts";
import { buildProgram } from "./program.ts";
import { projectPage } from "./report/docs.ts";
import type { ExitCode, World } from "./world.ts";

const world = (): World => {
  const { env, stdin, stdout, stderr } = process;
  return {
    cwd: process.cwd(),
    input: stdin,
    out: stdout,
    log: stderr,
    colours: stdout.isTTY === true && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb",
    watched: stderr.isTTY === true && env.CI === undefined,
    ...packageOf(fileURLToPath(import.meta.url)),
  };
};

const run = async (args: readonly string[]): Promise<ExitCode> => {
  let code: ExitCode = 0;
  const program = buildProgram(world(), (result) => {
    code = result;
  });
  if (args.length === 0) {
    program.outputHelp({ error: true });
    return 2;
  }
  await program.parseAsync(args, { from: "user" });
  return code;
};

const verdict = (error: unknown, args: readonly string[]): ExitCode => {
  if (error instanceof CommanderError) {
    // Errors that an action finds in its options have not been told yet; commander tells its own.
    if (error.code === "commander.invalidArgument" && !error.message.startsWith("error:"))
      process.stderr.write(`error: ${error.message}\n`);
    return error.exitCode === 0 ? 0 : 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `stagewright failed, and it is not your fault: ${message}\nPlease report it at ${projectPage}/issues, with what you did${args.includes("--verbose") ? "" : " and what --verbose adds"}.\n`,
  );
  if (args.includes("--verbose") && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return 3;
};

// Whoever reads our output may have seen enough (`| head`): that is no fault of anybody.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 2);
});

const args = process.argv.slice(2);
process.exitCode = await run(args).catch((error: unknown) => verdict(error, args));
