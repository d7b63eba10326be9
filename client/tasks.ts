/** Tasks that run the command line over a folder: check and test, with their findings in the Problems panel. */
import { type Disposable, ShellExecution, Task, type TaskDefinition, TaskGroup, tasks, type WorkspaceFolder, workspace } from "vscode";

const type = "stagewright";

interface Definition extends TaskDefinition {
  readonly command: "check" | "test";
  readonly path?: string;
}

export const provideTasks = (): Disposable =>
  tasks.registerTaskProvider(type, {
    // A folder that is not on this machine has no command line to run in.
    provideTasks: () =>
      (workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === "file")
        .flatMap((folder) => (["check", "test"] as const).map((command) => taskOf(folder, { type, command }))),
    resolveTask: ({ definition, scope }) => {
      const folder = typeof scope === "object" ? scope : workspace.workspaceFolders?.[0];
      return folder !== undefined && isDefinition(definition) ? taskOf(folder, definition) : undefined;
    },
  });

const isDefinition = (definition: TaskDefinition): definition is Definition =>
  definition["command"] === "check" || definition["command"] === "test";

const titles = { check: "check all rule files", test: "run all example cases" };
const groups = { check: TaskGroup.Build, test: TaskGroup.Test };

function taskOf(folder: WorkspaceFolder, definition: Definition): Task {
  const { command, path = "." } = definition;
  const start = workspace.getConfiguration("stagewright", folder.uri).get<string>("commandLine", "npx --no stagewright");
  const run = new ShellExecution(`${start} ${command} "${path}" --format compact`, { cwd: folder.uri.fsPath });
  const name = definition.path === undefined ? titles[command] : `${command} ${path}`;
  const task = new Task(definition, folder, name, "stagewright", run, "$stagewright");
  task.group = groups[command];
  return task;
}
