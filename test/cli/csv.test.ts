import { strict as assert } from "node:assert";
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, it } from "mocha";
import { csvParser, csvWriter, decodeText, peek, readRecords } from "#cli";

/** Reads bytes cut into pieces of a size, as a stream delivers them. */
const readCsv = async (bytes: Buffer | string, size = 7) => {
  const whole = Buffer.from(bytes);
  const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) => whole.subarray(index * size, (index + 1) * size));
  const { dialect, text } = await peek(decodeText(Readable.from(pieces), () => undefined));
  const records: { line: number; cells: readonly string[] }[] = [];
  for await (const record of readRecords(Readable.from(text).pipe(csvParser(dialect)))) records.push(record);
  return { dialect, records, cells: records.map((record) => record.cells), lines: records.map((record) => record.line) };
};

const writeCsv = async (rows: readonly (readonly string[])[], dialect: Parameters<typeof csvWriter>[0]): Promise<string> => {
  let text = "";
  for await (const piece of Readable.from(rows).pipe(csvWriter(dialect))) text += piece;
  return text;
};

describe("reading case files", () => {
  it("drops a byte-order mark from the first name", async () => {
    const { cells, dialect } = await readCsv("\uFEFFT,N\nT1,N0\n", 2);
    assert.deepEqual(cells, [
      ["T", "N"],
      ["T1", "N0"],
    ]);
    assert.equal(dialect.mark, true);
  });

  for (const [name, end] of [
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ] as const) {
    it(`reads ${name} line ends, and the last line without one`, async () => {
      for (const size of [1, 2, 3, 100]) {
        const { cells, lines } = await readCsv(["T,N", "T1,N0", "T2,N1"].join(end), size);
        assert.deepEqual(cells, [
          ["T", "N"],
          ["T1", "N0"],
          ["T2", "N1"],
        ]);
        assert.deepEqual(lines, [1, 2, 3]);
      }
    });
  }

  it("reads line ends of several kinds in one file", async () => {
    assert.deepEqual((await readCsv("T,N\r\nT1,N0\nT2,N1\r\n")).cells, [
      ["T", "N"],
      ["T1", "N0"],
      ["T2", "N1"],
    ]);
  });

  it("reads quotes and line breaks inside them, and still counts lines", async () => {
    const { cells, lines } = await readCsv('T,note\r\nT1,"says ""no"",\r\nand more"\r\nT2,x\r\n', 3);
    assert.deepEqual(cells, [
      ["T", "note"],
      ["T1", 'says "no",\r\nand more'],
      ["T2", "x"],
    ]);
    assert.deepEqual(lines, [1, 2, 4]);
  });

  it("tells the line end by the header, a break inside a name aside", async () => {
    assert.equal((await readCsv('"T\nstage",N\r\nT1,N0\r\n', 1)).dialect.lineEnd, "\r\n");
    assert.equal((await readCsv('"T\r\nstage",N\nT1,N0\n', 1)).dialect.lineEnd, "\n");
  });

  it("tells the delimiter by the header, quoted names aside", async () => {
    assert.equal((await readCsv("T;N;M\nT1;N0;M0\n")).dialect.delimiter, ";");
    assert.equal((await readCsv("T\tN\nT1\tN0\n")).dialect.delimiter, "\t");
    assert.equal((await readCsv('"a;b;c;d",N\nT1,N0\n')).dialect.delimiter, ",");
    assert.equal((await readCsv("T\nT1\n")).dialect.delimiter, ",");
  });

  it("skips lines without text, and counts them as lines", async () => {
    const { cells, lines } = await readCsv("T,N\n\nT1,N0\n\n\nT2,N1\n\n");
    assert.deepEqual(cells, [
      ["T", "N"],
      ["T1", "N0"],
      ["T2", "N1"],
    ]);
    assert.deepEqual(lines, [1, 3, 6]);
  });

  it("hands on records with too few and too many cells", async () => {
    assert.deepEqual((await readCsv("T,N\nT1\nT1,N0,x\n")).cells, [["T", "N"], ["T1"], ["T1", "N0", "x"]]);
  });

  it("keeps a quote in the middle of a cell as it is", async () => {
    assert.deepEqual((await readCsv('T,note\nT1,5" scope\n')).cells, [
      ["T", "note"],
      ["T1", '5" scope'],
    ]);
  });

  it("keeps signs that are cut between two pieces", async () => {
    assert.deepEqual((await readCsv("T,ü€😀\nT1,é\n", 1)).cells, [
      ["T", "ü€😀"],
      ["T1", "é"],
    ]);
  });

  it("refuses what is not UTF-8, and a quote that is never closed", async () => {
    await assert.rejects(readCsv(Buffer.from([0x54, 0x0a, 0xe9, 0x0a])), { code: "ERR_ENCODING_INVALID_ENCODED_DATA" });
    await assert.rejects(readCsv('T,N\nT1,"N0\nT2,N1\n'), { code: "CSV_QUOTE_NOT_CLOSED" });
  });
});

describe("writing case files", () => {
  it("gives back every cell", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", ",", ";", '"', "\n", "\r", " ", "=", "\t", "ü") });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(",", ";", "\t"),
        fc.constantFrom("\n", "\r\n"),
        async (rows, delimiter, lineEnd) => {
          const all = [["one", "two", "three"], ...rows];
          const dialect = { delimiter, lineEnd, mark: false } as const;
          assert.deepEqual((await readCsv(await writeCsv(all, dialect), 11)).cells, all);
        },
      ),
      { numRuns: 100 },
    );
  });
});
