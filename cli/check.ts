/** `stagewright check`: everything that is wrong with rule files, their example cases included. */
import { type BaselineFlags, holdBack } from "./baseline-files.ts";
import { deliver, inspect, type ReportFlags, type View } from "./inspect.ts";
import type { FailLevel } from "./report/report.ts";
import { type ExitCode, isUsage, refuse, type World } from "./world.ts";

export interface CheckFlags extends ReportFlags {
  readonly failLevel: FailLevel;
  readonly baseline: BaselineFlags;
}

export const checkCommand = async (world: World, paths: readonly string[], flags: CheckFlags): Promise<ExitCode> => {
  const view: View = {
    command: "check",
    failLevel: flags.failLevel,
    severities: {},
    findingsOf: (result) => result.findings,
    coverageOf: () => undefined,
    hold: (files, named) => holdBack(world, files, flags.baseline, flags.failLevel, named),
  };
  const report = await inspect(world, paths, flags, view);
  if (isUsage(report)) return refuse(world, report);
  const refused = deliver(world, report, flags);
  if (refused !== undefined) return refuse(world, refused);
  return report.files.some((file) => file.failing > 0) ? 1 : 0;
};
