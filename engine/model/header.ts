/** The scheme header: that there is one, first in its file, and its citations. */
import type { SchemeDecl, SchemeField, StageFile } from "#grammar";
import type { Fix } from "../finding.ts";
import { fixOf, startWithDoc, takeOut } from "../fixes/edits.ts";
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
  for (const one of headers) for (const field of one.fields) if (field.kind === "cite") noteCite(header, field);
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
