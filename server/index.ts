/** The door of the server room: rule files over the language server protocol. */
export { nodeDisk } from "./disk.ts";
export { completionAt, resolveCompletion } from "./features/completion.ts";
export { hoverAt } from "./features/hover.ts";
export { hintsIn } from "./features/inlay-hints.ts";
export { definitionOf, highlightsOf, referencesOf } from "./features/navigation.ts";
export { prepareRename, renameAt } from "./features/rename.ts";
export { atItsUse } from "./features/reports.ts";
export { tokenLegend, tokensOf } from "./features/semantic-tokens.ts";
export { signatureAt } from "./features/signature.ts";
export type { AddedExample, ExplainedShown, TriedShown } from "./features/try-case.ts";
export { type ClientSupport, clientSupport, sourceUri } from "./from-lsp.ts";
export { openSchemes, type Schemes, type Spot } from "./schemes.ts";
export { serve } from "./server.ts";
export { readSettings } from "./settings.ts";
export { type Status, statusMethod } from "./status.ts";
export { type DocumentOf, toDiagnostic, toRange, toSeverity } from "./to-lsp.ts";
export { type Disk, type Held, openWorkspace, type Workspace } from "./workspace.ts";
