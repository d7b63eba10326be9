/** The side views that there are. */
import type { Disposable, ExtensionContext } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { registerCases } from "./cases.ts";
import { registerGrid } from "./grid.ts";

export const registerViews = (context: ExtensionContext, client: BaseLanguageClient): readonly Disposable[] => [
  ...registerCases(context, client),
  ...registerGrid(context, client),
];
