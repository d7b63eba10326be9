/** The scheme header: that there is one, first in its file, and its citations. */
import type { CodeRange, SchemeDecl, SchemeField, StageFile } from "#grammar";
import type { Fix } from "../finding.ts";
import { fixOf, replaceBy, startWithDoc, takeOut } from "../fixes/edits.ts";
import { type Codes, histologyCodes, siteCodes } from "./code-ranges.ts";
import { type Problems, report, sourceOf } from "./problems.ts";
import type { Cite } from "./symbols.ts";

interface Header {
  readonly file: StageFile;
  readonly problems: Problems;
  readonly cites: Map<string, Cite>;
  /** False for a used file, whose own author hears of its mistakes. */
  readonly entry: boolean;
}

type CiteField = Extract<SchemeField, { kind: "cite" }>;

export function checkHeader(header: Header): void {
  const { file, problems } = header;
  const headers = file.decls.filter((decl) => decl.kind === "scheme");
  const [first, second] = headers;
  if (second !== undefined) report(problems, "duplicate", second.title, "A file has one scheme header; this is a second one.", "scheme");
  if (first !== undefined && file.decls[0] !== first) {
    report(problems, "duplicate", first.title, "The scheme header comes first in its file; move it to the top.", "scheme not first", {
      fixes: second === undefined ? moveToTop(problems, first) : [],
    });
  }
  for (const field of headers.flatMap((one) => one.fields)) {
    if (field.kind === "cite") noteCite(header, field);
    if (field.kind !== "applies") continue;
    for (const range of field.sites) checkCodes(problems, range, siteCodes, "site", "C34, C34.1 or C34.0..C34.3");
    for (const range of field.histologies) checkCodes(problems, range, histologyCodes, "histology", "8140, 8140/3 or 8010..8576");
  }
}

/** A code that cannot be read would claim no case, and nobody would hear of it. */
function checkCodes(
  problems: Problems,
  range: CodeRange,
  read: (range: CodeRange) => Codes | undefined,
  what: string,
  forms: string,
): void {
  if (read(range) !== undefined) return;
  const written = range.from === range.to ? range.from : `${range.from}..${range.to}`;
  const turned = read({ ...range, from: range.to, to: range.from }) === undefined ? undefined : `${range.to}..${range.from}`;
  const message =
    turned === undefined
      ? `'${written}' is not an ICD-O-3 ${what}; codes look like ${forms}.`
      : `The range ${written} is empty: its end lies before its start.`;
  report(problems, "type-mismatch", range, message, `${what} ${written}`, {
    fixes: turned === undefined ? [] : [replaceBy(`Change it to ${turned}`, problems.uri, range, turned)],
  });
}

function noteCite({ problems, cites, entry }: Header, field: CiteField): void {
  const { text } = field.key;
  const key = `${problems.uri}#${text}`;
  const known = cites.get(key);
  if (known !== undefined && entry) {
    report(problems, "duplicate", field.key, `The citation key ${text} is declared twice.`, `cite ${text}`, {
      related: [{ ...known.place, message: "declared here first" }],
      fixes: isEqual(known, field) ? deleteCite(problems, field) : [],
    });
  }
  if (["", "???"].includes(field.title.value.trim()))
    report(
      problems,
      "unknown-cite",
      field.title,
      `What @${text} stands for is still to be filled in: write the reference as in a list of literature.`,
      `cite ${text} unfilled`,
    );
  cites.set(key, {
    key: text,
    title: field.title.value,
    doi: field.doi?.value,
    url: field.url?.value,
    place: { uri: problems.uri, span: field.key },
  });
}

const isEqual = (known: Cite, field: CiteField): boolean =>
  known.title === field.title.value && known.doi === field.doi?.value && known.url === field.url?.value;

function deleteCite(problems: Problems, field: CiteField): readonly Fix[] {
  const source = sourceOf(problems);
  return source === undefined ? [] : [fixOf("Delete this second citation, which is equal", source.uri, [takeOut(source, field)])];
}

function moveToTop(problems: Problems, header: SchemeDecl): readonly Fix[] {
  const source = sourceOf(problems);
  if (source === undefined || header.broken) return [];
  const moved = source.text.slice(startWithDoc(source, header.start), header.end);
  const { start, end } = takeOut(source, header);
  return [
    fixOf("Move the header to the top", source.uri, [
      { start: 0, end: 0, text: `${moved}\n\n` },
      { start, end, text: "" },
    ]),
  ];
}
