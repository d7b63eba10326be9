/**
 * Example cases in the Test Explorer: found in the workspace and in what is open, run once or at every change, with the rows
 * that they reach. The server runs them; what it says is shown as it stands.
 */
import {
  type CancellationToken,
  commands,
  Disposable,
  type TestItem,
  TestMessage,
  type TestRunProfile,
  TestRunProfileKind,
  TestRunRequest,
  tests,
  Uri,
  window,
  workspace,
} from "vscode";
import type { ExampleServer } from "./examples.ts";
import { fileOf, isWithin, keyOf, lostItems, showFile } from "./test-items.ts";
import { type Counts, coverageOf, detailsOf, tellResults } from "./test-results.ts";

/** What came of a run, for whoever called the command. */
interface Outcome extends Counts {
  /** Rows of the decisions that were looked at, and how many of them some case reaches. */
  rows: number;
  reached: number;
}

/** Changes that come in one breath are run once. */
const pause = 250;

/** `ran` hears of each file of which a run has told. */
export function openTesting(examples: ExampleServer, ran: (uri: Uri) => void): Disposable {
  const controller = tests.createTestController("stagewright", "Stagewright Examples");
  const running = new Map<TestRunRequest, { readonly hear: (uri: Uri) => void }>();

  const look = async (uri: Uri): Promise<TestItem | undefined> => {
    const told = await examples.ask(uri, false);
    return told === undefined ? controller.items.get(uri.toString()) : showFile(controller, uri, told);
  };

  const lookAtAll = async (): Promise<void> => {
    const open = workspace.textDocuments.filter(({ languageId }) => languageId === "stage").map(({ uri }) => uri);
    const found = [...(await workspace.findFiles("**/*.stage")), ...open];
    const wanted = new Map(found.map((uri) => [uri.toString(), uri]));
    for (const [id] of controller.items) if (!wanted.has(id)) controller.items.delete(id);
    for (const uri of wanted.values()) await look(uri);
  };

  /** The files that a request is about. */
  const filesOf = ({ include }: TestRunRequest): readonly TestItem[] =>
    include === undefined ? [...controller.items].map(([, item]) => item) : [...new Set(include.map(fileOf))];

  const runOnce = async (request: TestRunRequest, token?: CancellationToken): Promise<Outcome> => {
    const run = controller.createTestRun(request);
    const outcome: Outcome = { passed: 0, failed: 0, errored: 0, skipped: 0, rows: 0, reached: 0 };
    const withRows = request.profile?.kind === TestRunProfileKind.Coverage;
    const included = new Set((request.include ?? []).map(keyOf));
    const excluded = new Set((request.exclude ?? []).map(keyOf));
    // Rows are reached by all cases of a file together, so a run for them is of whole files.
    const isWanted = (item: TestItem): boolean =>
      (withRows || included.size === 0 || isWithin(item, included)) && !isWithin(item, excluded);
    try {
      for (const file of filesOf(request)) {
        if (run.token.isCancellationRequested || token?.isCancellationRequested === true) break;
        if (file.uri === undefined) continue;
        run.started(file);
        const told = await examples.ask(file.uri, true, run.token);
        if (run.token.isCancellationRequested) break;
        const item = told === undefined ? undefined : showFile(controller, file.uri, told);
        if (!told || item === undefined) {
          outcome.errored += 1;
          run.errored(file, new TestMessage("This file could not be read."));
          continue;
        }
        ran(file.uri);
        tellResults({ run, file: item, examples: told, isWanted, counts: outcome });
        for (const lost of lostItems(request.include, item)) {
          outcome.errored += 1;
          run.errored(lost, new TestMessage("This case is not written so in the file any more."));
        }
        outcome.rows += told.rows.length;
        outcome.reached += told.rows.filter(({ reached }) => reached).length;
        const coverage = withRows ? coverageOf(file.uri, told) : undefined;
        if (coverage !== undefined) run.addCoverage(coverage);
      }
    } finally {
      run.end();
    }
    return outcome;
  };

  const runAtEachChange = (request: TestRunRequest, token: CancellationToken): void => {
    let due: ReturnType<typeof setTimeout> | undefined;
    const start = (): void => void runOnce(request, token);
    const hear = (uri: Uri): void => {
      if (!filesOf(request).some(({ id }) => id === uri.toString())) return;
      clearTimeout(due);
      due = setTimeout(start, pause);
    };
    running.set(request, { hear });
    token.onCancellationRequested(() => {
      clearTimeout(due);
      running.delete(request);
    });
    start();
  };

  const handle = async (request: TestRunRequest, token: CancellationToken): Promise<void> => {
    if (request.continuous === true) runAtEachChange(request, token);
    else await runOnce(request, token);
  };

  const plain = controller.createRunProfile("Run Examples", TestRunProfileKind.Run, handle, true, undefined, true);
  const covering = controller.createRunProfile(
    "Run Examples with Row Coverage",
    TestRunProfileKind.Coverage,
    handle,
    true,
    undefined,
    true,
  );
  covering.loadDetailedCoverage = async (_run, coverage) => detailsOf(coverage);
  controller.refreshHandler = lookAtAll;
  controller.resolveHandler = async (item) => (item === undefined ? await lookAtAll() : undefined);

  const runFile = (profile: TestRunProfile) => async (place?: Uri | string, block?: string) => {
    const uri = typeof place === "string" ? Uri.parse(place) : (place ?? window.activeTextEditor?.document.uri);
    const file = uri === undefined ? undefined : await look(uri);
    if (file === undefined) return undefined;
    const item = block === undefined ? file : (file.children.get(block) ?? file);
    return await runOnce(new TestRunRequest([item], undefined, profile));
  };

  return Disposable.from(
    controller,
    ...watchFiles(look, (uri) => controller.items.delete(uri.toString())),
    examples.onChecked(({ uri, examples: told }) => {
      showFile(controller, uri, told);
      for (const { hear } of running.values()) hear(uri);
    }),
    commands.registerCommand("stagewright.runExamples", runFile(plain)),
    commands.registerCommand("stagewright.runExamplesWithCoverage", runFile(covering)),
  );
}

/** Files as they come, change and go; what is open counts as it stands in the editor. */
function watchFiles(look: (uri: Uri) => unknown, drop: (uri: Uri) => void): readonly Disposable[] {
  const watcher = workspace.createFileSystemWatcher("**/*.stage");
  return [
    watcher,
    watcher.onDidCreate(look),
    watcher.onDidChange(look),
    watcher.onDidDelete(drop),
    workspace.onDidOpenTextDocument(({ uri, languageId }) => (languageId === "stage" ? void look(uri) : undefined)),
    workspace.onDidCloseTextDocument(({ uri, languageId }) => {
      if (languageId !== "stage") return;
      // What is in no folder of the workspace was only there while it was open.
      if (workspace.getWorkspaceFolder(uri) === undefined) drop(uri);
      else look(uri);
    }),
  ];
}
