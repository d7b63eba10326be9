import { strict as assert } from "node:assert";
import { once } from "node:events";
import { createWriteStream, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, it } from "mocha";
import { cleanRules, richRules } from "./rules.ts";
import { runCli, withFolder } from "./support.ts";

type Row = Readonly<Record<string, string>>;

const rowsOf = (text: string): readonly Row[] => parse(text, { columns: true, bom: true });

/** Stages a case file given as text, and reads what comes out. */
const staged = async (
  rules: string,
  csv: string,
  ...args: string[]
): Promise<{ readonly rows: readonly Row[]; readonly out: string; readonly log: string; readonly code: number | null }> => {
  let result = { rows: [] as readonly Row[], out: "", log: "", code: null as number | null };
  await withFolder({ "rules.stage": rules, "cases.csv": csv }, async (cwd) => {
    const ran = await runCli(["stage", "rules.stage", "--input", "cases.csv", ...args], { cwd });
    result = { ...ran, rows: ran.code === 0 ? rowsOf(ran.out) : [] };
  });
  return result;
};

describe("stagewright stage", function () {
  this.timeout(60_000);

  it("keeps every column and adds five for the decision", async () => {
    const { out } = await staged(cleanRules, "id,T,N\n007,T1,N0\n");
    assert.equal(out.split("\n")[0], "id,T,N,stage,stage_outcome,stage_possible,stage_needs,stage_reason");
    assert.match(out.split("\n")[1] ?? "", /^007,T1,N0,I,assigned,I,,/);
  });

  it("tells what is possible and what is needed where the answer is open", async () => {
    const { rows } = await staged(cleanRules, "T,N\nT2,\n,N1\nTX,N0\n");
    assert.deepEqual(
      rows.map((row) => [row.stage, row.stage_outcome, row.stage_possible, row.stage_needs]),
      [
        ["", "undetermined", "II|III", "N"],
        ["III", "assigned", "III", ""],
        ["", "undetermined", "I|II|III", "T"],
      ],
    );
  });

  it("reads a file with a byte-order mark, and writes one", async () => {
    const { out, rows } = await staged(cleanRules, "\uFEFFT,N\nT1,N0\n");
    assert.ok(out.startsWith("\uFEFFT,N,"));
    assert.equal(rows[0]?.stage, "I");
  });

  it("reads and writes CRLF", async () => {
    const { out } = await staged(cleanRules, "T,N\r\nT1,N0\r\n");
    assert.equal(out.replaceAll("\r\n", "").includes("\n"), false);
    assert.match(out, /^T1,N0,I,/m);
  });

  it("reads quotes and line breaks in cells, and loses none of them", async () => {
    const note = 'he said "no",\nthen left';
    const { rows } = await staged(cleanRules, `T,note,N\nT1,"${note.replaceAll('"', '""')}",N0\nT2,,N0\n`);
    assert.deepEqual(
      rows.map((row) => [row.note, row.stage]),
      [
        [note, "I"],
        ["", "II"],
      ],
    );
  });

  it("reads semicolons", async () => {
    const { out } = await staged(cleanRules, "T;N\nT1;N0\n");
    assert.match(out, /^T1;N0;I;assigned;/m);
  });

  it("refuses columns of one name", async () => {
    const { code, out, log } = await staged(cleanRules, "T,N,T\nT1,N0,T2\n");
    assert.equal(code, 2);
    assert.equal(out, "");
    assert.match(log, /more than one column named "T"/);
  });

  it("refuses a long input as soon as its header is wrong", async () => {
    const csv = `T,N,T\n${"T1,N0,T2\n".repeat(200_000)}`;
    const fromFile = await staged(cleanRules, csv);
    assert.equal(fromFile.code, 2);
    assert.match(fromFile.log, /more than one column named "T"/);
    await withFolder({ "rules.stage": cleanRules }, async (cwd) => {
      const piped = await runCli(["stage", "rules.stage", "--input", "-", "--output", "out.csv"], { cwd, input: csv });
      assert.equal(piped.code, 2);
      assert.match(piped.log, /more than one column named "T"/);
      assert.deepEqual(readdirSync(cwd), ["rules.stage"]);
    });
  });

  it("names columns that no variable has, once", async () => {
    const { code, log } = await staged(cleanRules, "T,N,age,\nT1,N0,60,x\nT1,N0,61,\n");
    assert.equal(code, 0);
    assert.equal(log.match(/\bage\b/g)?.length, 1);
  });

  it("gives a record in a wrong unit the outcome invalid, and stages the others", async () => {
    const { code, rows } = await staged(richRules, "size,smoker\n20 mg,no\n33 mm,no\n3 cm,no\n");
    assert.equal(code, 0);
    assert.deepEqual(
      rows.map((row) => [row.grade_outcome, row.grade, row.group]),
      [
        ["invalid", "", ""],
        ["assigned", "high", "B"],
        ["assigned", "low", "A"],
      ],
    );
    assert.match(rows[0]?.grade_reason ?? "", /mg/);
    assert.equal(rows[0]?.group_outcome, "invalid");
    assert.equal(rows[0]?.reach_outcome, "undetermined", "what does not depend on the cell is not touched");
  });

  it("keeps records with too few or too many cells, as invalid", async () => {
    const { code, rows, log } = await staged(cleanRules, "T,N\nT1\nT1,N0,extra,more\nT1,N0\n");
    assert.equal(code, 0);
    assert.deepEqual(
      rows.map((row) => [row.T, row.stage_outcome]),
      [
        ["T1", "invalid"],
        ["T1", "invalid"],
        ["T1", "assigned"],
      ],
    );
    assert.match(rows[1]?.stage_reason ?? "", /"extra", "more"/);
    assert.match(log, /2 records have more or fewer cells.*line 2, 3/);
  });

  it("reads members of a set from columns of their own, and fills them with --set", async () => {
    const { rows } = await staged(richRules, "heart,invades.trachea\nno,no\nyes,\n,no\n", "--set", "invades.heart=no");
    assert.deepEqual(
      rows.map((row) => row.reach),
      ["near", "far", "near"],
    );
  });

  it("reads flags in all their spellings", async () => {
    const { rows } = await staged(richRules, "size,smoker\n1 cm,yes\n1 cm,TRUE\n1 cm,1\n1 cm,no\n1 cm,false\n1 cm,0\n");
    assert.deepEqual(
      rows.map((row) => row.group),
      ["B", "B", "B", "A", "A", "A"],
    );
  });

  it("fills silent cells alone with --set", async () => {
    const { rows } = await staged(cleanRules, "T,N\nT1,\nT1,N1\n", "--set", "N=N0");
    assert.deepEqual(
      rows.map((row) => row.stage),
      ["I", "III"],
    );
    const added = await staged(cleanRules, "T\nT1\n", "--set", "N=N0");
    assert.equal(added.rows[0]?.stage, "I");
    const wrong = await staged(cleanRules, "T\nT1\n", "--set", "N=N7");
    assert.equal(wrong.code, 2);
    assert.match(wrong.log, /--set N=N7/);
    const blank = await staged(cleanRules, "T\nT1\n", "--set", "N=");
    assert.equal(blank.code, 2);
    assert.match(blank.log, /--set: N needs a value/);
  });

  it("takes words for not known with --unknown, but a label first", async () => {
    const rules = cleanRules.replaceAll("T3", "NA");
    const { rows } = await staged(rules, "T,N\nT1,XX\nNA,N0\nXX,N1\n", "--unknown", "XX,NA");
    assert.deepEqual(
      rows.map((row) => [row.stage_outcome, row.stage_possible]),
      [
        ["undetermined", "I|III"],
        ["assigned", "III"],
        ["assigned", "III"],
      ],
    );
  });

  it("reads a decision as recorded only with --given", async () => {
    const csv = "T,N,stage\nT1,,III\n";
    const derived = await staged(cleanRules, csv);
    assert.equal(derived.rows[0]?.stage_derived, "");
    assert.match(derived.log, /these rules decide them/);
    const given = await staged(cleanRules, csv, "--given", "stage");
    assert.equal(given.rows[0]?.stage_derived, "III");
    assert.equal(given.rows[0]?.stage, "III");
  });

  it("compares with an expected column: differences, a count, and exit code 1", async () => {
    const csv = 'T,N,stage\nT1,N0,I\nT2,N0,III\nT2,,"II, III"\nT1,,unknown\nT3,N0,\n';
    const { code, out } = await staged(cleanRules, csv, "--expect", "stage");
    assert.equal(code, 1);
    assert.equal(out, "cases.csv:3: stage: expected III, got II\n5 records: 3 agree, 1 differ, 1 not compared\n");
  });

  it("exits with 0 where all agree, and with 2 where nothing was compared", async () => {
    const agree = await staged(cleanRules, "T,N,stage\nT1,N0,I\n", "--expect", "stage");
    assert.equal(agree.code, 0);
    const nothing = await staged(cleanRules, "T,N,stage\nT1,N0,\n", "--expect", "stage");
    assert.equal(nothing.code, 2);
  });

  it("writes the records to a file, and the differences to standard output", async () => {
    await withFolder({ "rules.stage": cleanRules, "cases.csv": "T,N,answer\nT1,N0,II\n" }, async (cwd) => {
      const ran = await runCli(["stage", "rules.stage", "-i", "cases.csv", "-o", "out.csv", "--expect", "answer=stage"], { cwd });
      assert.equal(ran.code, 1);
      assert.match(ran.out, /^cases\.csv:2: answer: expected II, got I\n/);
      assert.equal(rowsOf(readFileSync(join(cwd, "out.csv"), "utf8"))[0]?.stage, "I");
      assert.deepEqual(readdirSync(cwd).sort(), ["cases.csv", "out.csv", "rules.stage"]);
    });
  });

  it("leaves no file behind where the input cannot be read to its end", async () => {
    await withFolder({ "rules.stage": cleanRules, "cases.csv": 'T,N\nT1,N0\nT2,"N0\n', "out.csv": "as it was" }, async (cwd) => {
      const ran = await runCli(["stage", "rules.stage", "-i", "cases.csv", "-o", "out.csv"], { cwd });
      assert.equal(ran.code, 2);
      assert.match(ran.log, /a quote is opened and never closed/);
      assert.equal(readFileSync(join(cwd, "out.csv"), "utf8"), "as it was");
      assert.equal(readdirSync(cwd).length, 3);
    });
  });

  it("refuses what is not a case file", async () => {
    await withFolder(
      {
        "rules.stage": cleanRules,
        "empty.csv": "",
        "latin.csv": Buffer.from("T,N\nT1,\xe9\n", "latin1"),
        "broken.stage": `${cleanRules}\ntable {`,
      },
      async (cwd) => {
        const log = async (...args: string[]): Promise<string> => {
          const ran = await runCli(["stage", ...args], { cwd });
          assert.equal(ran.code, 2, ran.log);
          assert.equal(ran.out, "");
          return ran.log;
        };
        assert.match(await log("rules.stage", "-i", "empty.csv"), /is empty/);
        assert.match(await log("rules.stage", "-i", "latin.csv", "-o", "out.csv"), /not UTF-8/);
        assert.match(await log("rules.stage", "-i", "none.csv"), /none\.csv/);
        assert.match(await log("rules.stage", "-i", "."), /is a folder/);
        const broken = await runCli(["stage", "broken.stage", "-i", "empty.csv"], { cwd });
        assert.equal(broken.code, 1);
        assert.match(broken.out, /^broken\.stage:\d+:\d+: error syntax/m);
      },
    );
  });

  it("reads standard input", async () => {
    await withFolder({ "rules.stage": cleanRules }, async (cwd) => {
      const ran = await runCli(["stage", "rules.stage", "--input", "-"], { cwd, input: "T,N\nT1,N0\n" });
      assert.equal(ran.code, 0, ran.log);
      assert.equal(rowsOf(ran.out)[0]?.stage, "I");
    });
  });

  it("writes no value of a record to standard error, unless --verbose asks", async () => {
    const csv = "T,N,name\nT1,secret99,Jane\nsecret88,N0,Joe,secret77\n";
    const quiet = await staged(cleanRules, csv);
    assert.doesNotMatch(quiet.log, /secret|Jane/);
    const loud = await staged(cleanRules, csv, "--verbose");
    assert.match(loud.log, /line 2: N: .*secret99/);
    const compared = await staged(cleanRules, csv, "--expect", "name=stage");
    assert.doesNotMatch(compared.log, /secret|Jane/);
  });

  it("leaves cells that look like formulas as they are", async () => {
    const { rows } = await staged(cleanRules, 'T,N,note\nT1,N0,"=1+1"\n');
    assert.equal(rows[0]?.note, "=1+1");
  });

  it("stages a hundred thousand records in bounded memory", async () => {
    await withFolder({ "rules.stage": cleanRules }, async (cwd) => {
      const count = 100_000;
      const file = createWriteStream(join(cwd, "cases.csv"));
      file.write("id,T,N,note\n");
      for (let id = 0; id < count; id += 1) {
        if (!file.write(`${id},T${(id % 3) + 1},N${id % 2},${"x".repeat(400)}\n`)) await once(file, "drain");
      }
      file.end();
      await once(file, "finish");
      const before = performance.now();
      // The file has 41 MB: with a heap of 64 MB the program cannot hold it, its records and its output.
      const ran = await runCli(["stage", "rules.stage", "-i", "cases.csv", "-o", "out.csv"], {
        cwd,
        env: { NODE_OPTIONS: "--max-old-space-size=64" },
      });
      console.log(`        100,000 records in ${Math.round(performance.now() - before)} ms`);
      assert.equal(ran.code, 0, ran.log);
      assert.match(ran.log, /stage: 100,000 records: 100,000 assigned/);
      assert.equal(readFileSync(join(cwd, "out.csv"), "utf8").split("\n").length, count + 2);
    });
  });
});
