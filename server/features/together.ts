/**
 * What the files that are open say of the same cases. A file is checked on its own by `diagnostics.ts`; this is what only
 * several of them can tell. Files that are not open are not looked for: a folder is checked by the command line.
 */
import { checkTogether, type Finding } from "#engine";
import type { Schemes } from "../schemes.ts";
import { readSettings, settingsName } from "../settings.ts";
import type { Held, Workspace } from "../workspace.ts";

export interface Together {
  readonly findingsOf: (uri: string) => readonly Finding[];
}

export const openTogether = (workspace: Workspace, schemes: Schemes): Together => {
  return {
    findingsOf: (uri) => {
      const open = workspace.open().filter(claims);
      if (open.length < 2 || !open.some(({ source }) => source.uri === uri)) return [];
      const severitiesOf = (of: string) => readSettings(workspace.findAbove(of, settingsName)?.text).severities ?? {};
      return checkTogether(
        open.flatMap(({ source }) => schemes.of(source.uri)?.scheme ?? []),
        severitiesOf,
      ).filter((finding) => finding.uri === uri);
    },
  };
};

/** Most files need not be bound: only one that says to which cases it applies can meet another. */
const claims = ({ source }: Held): boolean =>
  source.parsed.file.decls.some((decl) => decl.kind === "scheme" && decl.fields.some((field) => field.kind === "applies"));
