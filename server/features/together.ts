/**
 * What the files that are open say of the same cases. A file is checked on its own by `diagnostics.ts`; this is what only
 * several of them can tell. Files that are not open are not looked for: a folder is checked by the command line.
 */
import { checkTogether, type Finding, load, type Scheme } from "#engine";
import { readSettings, settingsName } from "../settings.ts";
import type { Held, Workspace } from "../workspace.ts";

/** A file as bound, and all that this depended on. */
interface Bound {
  readonly held: Held;
  readonly scheme: Scheme;
  readonly used: readonly { readonly from: string; readonly path: string; readonly found: Held | undefined }[];
}

export interface Together {
  readonly findingsOf: (uri: string) => readonly Finding[];
}

export const openTogether = (workspace: Workspace): Together => {
  const known = new Map<string, Bound>();

  const bound = (held: Held): Scheme => {
    const { uri } = held.source;
    const last = known.get(uri);
    const isCurrent = last?.held === held && last.used.every(({ from, path, found }) => workspace.findUsed(from, path) === found);
    if (last !== undefined && isCurrent) return last.scheme;
    const fresh = bind(held, workspace);
    known.set(uri, fresh);
    return fresh.scheme;
  };

  return {
    findingsOf: (uri) => {
      const open = workspace.open().filter(claims);
      if (open.length < 2 || !open.some(({ source }) => source.uri === uri)) return [];
      const severitiesOf = (of: string) => readSettings(workspace.findAbove(of, settingsName)?.text).severities ?? {};
      return checkTogether(open.map(bound), severitiesOf).filter((finding) => finding.uri === uri);
    },
  };
};

const bind = (held: Held, workspace: Workspace): Bound => {
  const used: { from: string; path: string; found: Held | undefined }[] = [];
  const scheme = load(held.source, (from, path) => {
    const found = workspace.findUsed(from, path);
    used.push({ from, path, found });
    return found?.source;
  });
  return { held, scheme, used };
};

/** Most files need not be bound: only one that says to which cases it applies can meet another. */
const claims = ({ source }: Held): boolean =>
  source.parsed.file.decls.some((decl) => decl.kind === "scheme" && decl.fields.some((field) => field.kind === "applies"));
