/** The door of the server room: rule files over the language server protocol. */
export { nodeDisk } from "./disk.ts";
export { atItsUse } from "./features/diagnostics.ts";
export { type ClientSupport, clientSupport, sourceUri } from "./from-lsp.ts";
export { serve } from "./server.ts";
export { readSettings } from "./settings.ts";
export { type DocumentOf, toDiagnostic, toRange, toSeverity } from "./to-lsp.ts";
export { type Disk, type Held, openWorkspace, type Workspace } from "./workspace.ts";
