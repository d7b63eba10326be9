/** Stands where the engine will: a scheme is its file, and its findings are the places that are not well-formed. */
import type { CheckOptions, Finding, Resolve, Source } from "#engine";

export const load = (entry: Source, resolve: Resolve): Source => {
  for (const decl of entry.parsed.file.decls) if (decl.kind === "use") resolve(entry.uri, decl.path.value);
  return entry;
};

export const check = ({ uri, parsed }: Source, _options: CheckOptions): { readonly findings: readonly Finding[] } => ({
  findings: parsed.problems.map(({ start, end, message, fix }) => ({
    uri,
    span: { start, end },
    code: "syntax",
    severity: "error",
    message,
    summary: `syntax ${start}`,
    related: [],
    fixes: fix === undefined ? [] : [{ title: fix.title, safe: false, edits: fix.edits.map((edit) => ({ ...edit, uri })) }],
  })),
});
