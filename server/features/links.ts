/** Document links: from a `use` to the file, from a citation to its publication. What does not exist is no link. */
import type { DocumentLink } from "vscode-languageserver";
import type { SchemeField, Text } from "#grammar";
import { toRange } from "../to-lsp.ts";
import type { Held, Workspace } from "../workspace.ts";

export const linksOf = (held: Held, workspace: Workspace): DocumentLink[] => {
  const { uri, parsed } = held.source;
  const link = (at: Text, target: string | undefined): readonly DocumentLink[] =>
    target === undefined ? [] : [{ range: toRange(held.document, { start: at.start + 1, end: at.end - 1 }), target }];
  return parsed.file.decls.flatMap((decl) => {
    if (decl.kind === "use") return link(decl.path, workspace.findUsed(uri, decl.path.value)?.source.uri);
    if (decl.kind !== "scheme") return [];
    return decl.fields
      .filter(isCite)
      .flatMap(({ doi, url }) => [
        ...(doi === undefined ? [] : link(doi, addressOfDoi(doi.value))),
        ...(url === undefined ? [] : link(url, addressOf(url.value))),
      ]);
  });
};

const isCite = (field: SchemeField): field is Extract<SchemeField, { kind: "cite" }> => field.kind === "cite";

/** `10.1016/j.jtho.2015.09.009`, also where it was pasted as an address. */
const addressOfDoi = (written: string): string | undefined => {
  const doi = /10\.\d{4,9}\/\S+$/.exec(written.trim())?.[0];
  return doi === undefined ? undefined : `https://doi.org/${encodeURI(doi).replace(/[#?]/g, encodeURIComponent)}`;
};

/** Only web pages: a rule file may come from anywhere, and a link must not start anything else. */
const addressOf = (written: string): string | undefined => (/^https?:\/\/\S+$/i.test(written.trim()) ? written.trim() : undefined);
