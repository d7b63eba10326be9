/** `stagewright check`: everything that is wrong with rule files, their example cases included. */
import { inspect, type ReportFlags, type View } from "./inspect.ts";
import { render } from "./report/render.ts";
import type { FailLevel } from "./report/report.ts";
import { type ExitCode, isUsage, refuse, type World } from "./world.ts";

export interface CheckFlags extends ReportFlags {
  readonly failLevel: FailLevel;
}

export const checkCommand = async (world: World, paths: readonly string[], flags: CheckFlags): Promise<ExitCode> => {
  const view: View = {
    command: "check",
    failLevel: flags.failLevel,
    severities: {},
    findingsOf: (result) => result.findings,
    coverageOf: () => undefined,
  };
  const report = await inspect(world, paths, flags, view);
  if (isUsage(report)) return refuse(world, report);
  world.out.write(render(report, flags.format, world.colours));
  return report.files.some((file) => file.failing > 0) ? 1 : 0;
};
