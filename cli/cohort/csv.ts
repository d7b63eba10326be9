/**
 * Case files as streams of records, each with the line on which it starts.
 *
 * Read: UTF-8 with or without a byte-order mark; commas, semicolons or tabs, told by the header; any line ends;
 * quotes with line breaks inside. A record with too few or too many cells is handed on as it is.
 */
import type { Transform } from "node:stream";
import { type Info, parse } from "csv-parse";
import { stringify } from "csv-stringify";

/** How a case file is written, so that the output is written in the same way. */
export interface Dialect {
  readonly delimiter: string;
  readonly lineEnd: "\n" | "\r\n";
  readonly mark: boolean;
}

export interface CsvRecord {
  /** 1-based line of the file on which the record starts. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** More than any header; a file whose first line is longer has no header. */
const longestHeader = 1024 * 1024;
const longestRecord = 16 * 1024 * 1024;

/** A stream of bytes as text; `onBytes` hears how far it has come. Ends with an error where it is not UTF-8. */
export async function* decodeText(bytes: AsyncIterable<Buffer | string>, onBytes: (count: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    yield typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

export interface Peeked {
  readonly dialect: Dialect;
  /** The whole text, without its mark. */
  readonly text: AsyncIterable<string>;
}

/** Reads as far as the header to tell how the file is written. */
export const peek = async (chunks: AsyncIterator<string>): Promise<Peeked> => {
  let start = "";
  let ended = false;
  while (!ended && headerEnd(start) === undefined && start.length < longestHeader) {
    const next = await chunks.next();
    if (next.done === true) ended = true;
    else start += next.value;
  }
  const mark = start.startsWith("\uFEFF");
  const head = mark ? start.slice(1) : start;
  return { dialect: { ...dialectOf(head), mark }, text: continued(head, chunks) };
};

async function* continued(start: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Offset of the line end that closes the header, outside quotes. */
const headerEnd = (text: string): number | undefined => {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') quoted = !quoted;
    // A carriage return counts once its follower is known.
    else if (!quoted && (sign === "\n" || (sign === "\r" && at + 1 < text.length))) return at;
  }
  return undefined;
};

const delimiters = [",", ";", "\t"] as const;

const dialectOf = (text: string): Omit<Dialect, "mark"> => {
  const end = headerEnd(text) ?? text.length;
  const header = text.slice(0, end).replace(/"(?:[^"]|"")*"/g, "");
  const counted = delimiters.map((delimiter) => ({ delimiter, count: header.split(delimiter).length - 1 }));
  const best = counted.reduce((a, b) => (b.count > a.count ? b : a));
  return { delimiter: best.delimiter, lineEnd: text.startsWith("\r\n", end) ? "\r\n" : "\n" };
};

/** A stream from text to objects that `readRecords` turns into records. */
export const csvParser = (dialect: Dialect): Transform =>
  parse({
    delimiter: dialect.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    raw: true,
    max_record_size: longestRecord,
  });

/** Records with their lines. A line without any text is not a record. */
export async function* readRecords(parsed: AsyncIterable<unknown>): AsyncGenerator<CsvRecord> {
  let line = 1;
  for await (const next of parsed) {
    const { record, raw } = next as { readonly record: readonly string[]; readonly raw: string; readonly info?: Info };
    if (!(record.length === 1 && raw.trim() === "")) yield { line, cells: record };
    line += raw.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
}

/** A stream from rows of cells to text. Values stay as they are; quotes appear only where the form needs them. */
export const csvWriter = (dialect: Dialect): Transform =>
  stringify({ delimiter: dialect.delimiter, record_delimiter: dialect.lineEnd, quoted_match: /[\r\n]/ });

/** What went wrong in a stream, in words; never with a value of a record. */
export const csvRefusal = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const line = "lines" in error && typeof error.lines === "number" ? ` (near line ${error.lines})` : "";
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return `a quote is opened and never closed${line}`;
    case "CSV_MAX_RECORD_SIZE":
      return `a record is longer than 16 MB${line}; is a quote not closed?`;
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return "it is not UTF-8 text; save it as CSV UTF-8";
    default:
      // The parser's own message would quote the record.
      return String(error.code).startsWith("CSV_") ? `it is not a well-formed CSV file${line}` : undefined;
  }
};
