/** `stagewright stage --select`: each record by the scheme that claims it; where none or several do, none is guessed. */
import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { runCli, withFolder } from "./support.ts";

/** A scheme that stages T1 as this label. */
const scheme = (title: string, header: string, stage: string, more = ""): string =>
  `scheme "${title}" {\n${header}\n}\ncategory T unknown TX { T1  T2 }\ncategory stage { ${stage}  late }\n${more}\ntable {\n  T  => stage\n  T1 => ${stage}\n  T2 => late\n}\n`;

const RULES = {
  "lung8.stage": scheme("Lung", '  edition "AJCC 8"\n  applies site C34.0..C34.3 histology 8010..8576', "lung8"),
  "lung9.stage": scheme("Lung", '  edition "TNM 9"\n  applies site C34.0..C34.3 histology 8010..8576', "lung9"),
  "breast-c.stage": scheme("Breast", '  edition "AJCC 8"\n  applies site C50\n  classification clinical', "breastC"),
  "breast-p.stage": scheme("Breast", '  edition "AJCC 8"\n  applies site C50\n  classification pathological', "breastP"),
  "myeloma.stage": `scheme "Myeloma" { edition "ISS"\n applies histology 9732/3 }\nnumber b2m from 0\ncategory group { I  II }\ntable {\n  b2m => group\n  < 5 => I\n  >= 5 => II\n}\n`,
  "shared.stage": "category X { A  B }\n",
};

const COHORT = `id,icdo_site,icdo_histology,classification,T,b2m,registry
a,C34.1,8140/3,,T1,,lung8
b,c341,81403,,T2,,late
c,C50.4,8500/3,p,T1,,breastP
d,C50.4,8500/3,,T1,,breastP
e,C42.1,9732/3,,,4,I
f,C42.1,9732,,,4,I
g,C71.1,9440/3,,T1,,?
h,C34.1,,,T1,,lung8
i,C34,8140,,T1,,
j,lung,8140,,T1,,
`;

type Row = Readonly<Record<string, string>>;

async function staged(
  args: readonly string[],
  cohort = COHORT,
): Promise<{ rows: ReadonlyMap<string, Row>; log: string; code: number | null; out: string }> {
  let result = { rows: new Map<string, Row>() as ReadonlyMap<string, Row>, log: "", code: null as number | null, out: "" };
  await withFolder({ ...RULES, "cohort.csv": cohort }, async (cwd) => {
    const { out, log, code } = await runCli(["stage", "--select", ".", "--input", "cohort.csv", ...args], { cwd });
    const rows = out.startsWith("id,") ? parse<Row>(out, { columns: true }) : [];
    result = { rows: new Map(rows.map((row) => [row["id"] ?? "", row])), log, code, out };
  });
  return result;
}

describe("stagewright stage --select", () => {
  it("stages each record by the scheme whose codes hold its site and histology", async () => {
    const { rows, code } = await staged(["--edition", "AJCC 8"]);
    assert.equal(code, 0);
    assert.equal(rows.get("a")?.["scheme"], "Lung, AJCC 8");
    assert.equal(rows.get("a")?.["stage"], "lung8");
    assert.equal(rows.get("b")?.["stage"], "late");
    assert.equal(rows.get("c")?.["stage"], "breastP");
    assert.equal(rows.get("e")?.["scheme_reason"], "no scheme applies to site C42.1 with histology 9732/3");
    const other = await staged([]);
    assert.equal(other.rows.get("e")?.["group"], "I");
    assert.equal(other.rows.get("e")?.["stage_outcome"], "");
  });

  it("guesses nothing where several schemes, none, or only part of one applies, and tells what would help", async () => {
    const { rows, log } = await staged([]);
    const reason = (id: string): string => `${rows.get(id)?.["scheme"]}|${rows.get(id)?.["stage"]}|${rows.get(id)?.["scheme_reason"]}`;
    assert.equal(
      reason("a"),
      "||several schemes apply to site C34.1 with histology 8140/3: Lung, AJCC 8; Lung, TNM 9; choose with --edition",
    );
    assert.match(reason("d"), /^\|\|several schemes apply.*; the column classification would tell$/);
    assert.match(reason("f"), /^\|\|site C42.1 with histology 9732 is only in part of Myeloma, ISS; give the exact code$/);
    assert.equal(reason("g"), "||no scheme applies to site C71.1 with histology 9440/3");
    assert.match(
      reason("h"),
      /^\|\|icdo_histology would tell whether it is Lung, AJCC 8; Lung, TNM 9; Myeloma, ISS$|^\|\|icdo_histology would tell whether it is Lung, AJCC 8; Lung, TNM 9/,
    );
    assert.equal(reason("j"), "||icdo_site is not an ICD-O-3 site such as C34.1");
    assert.ok(log.includes("scheme: 10 records: "), log);
    assert.ok(log.includes("4 several schemes") && log.includes("1 no scheme"), log);
    assert.ok(!log.includes("C71.1"), "no value of a record is told without --verbose");
  });

  it("compares the answers of all schemes with one column; a record without a scheme differs", async () => {
    const { code, out } = await staged(["--edition", "AJCC 8", "--expect", "registry=stage"]);
    assert.equal(code, 1);
    assert.match(out, /10 records: 3 agree, 5 differ, 2 not compared/);
    assert.ok(out.includes("cohort.csv:8: registry: expected ?, got no answer: no scheme applies"), out);
  });

  it("takes a classification from --set, and codes from columns with other names", async () => {
    const renamed = COHORT.replace("icdo_site,icdo_histology", "topo,morpho");
    const flags = ["--map", "topo=icdo_site", "--map", "morpho=icdo_histology", "--set", "classification=clinical"];
    const { rows, code } = await staged([...flags], renamed);
    assert.equal(code, 0);
    assert.equal(rows.get("d")?.["stage"], "breastC");
    assert.equal(rows.get("c")?.["stage"], "breastP");
  });

  it("stages the mixed cohort of the examples as its registry did, but for the three records that the page names", async () => {
    const cohort = ["--input", "examples/cohort/mixed-cohort.csv", "--expect", "registry_stage=stage"];
    const { code, out } = await runCli(["stage", "--select", "examples/solid", ...cohort, "--edition", "AJCC 8", "--purpose", "anatomic"]);
    assert.equal(code, 1);
    // Lines count from the header: M11 stands in line 12.
    assert.deepEqual(
      [...out.matchAll(/^examples\/cohort\/mixed-cohort\.csv:(\d+)/gm)].map((match) => match[1]),
      ["12", "13", "14"],
    );
    assert.match(out, /15 records: 10 agree, 3 differ, 2 not compared/);
  });

  it("takes a file that the record names among those that apply, and no other", async () => {
    const both = {
      "distal.stage": scheme("Distal", "  applies site C24.0", "distal"),
      "perihilar.stage": scheme("Perihilar", "  applies site C24.0", "perihilar"),
      "cohort.csv": "id,icdo_site,T,scheme\na,C24.0,T1,Distal\nb,C24.0,T1,\nc,C24.0,T1,other\nd,C50.1,T1,distal\n",
    };
    await withFolder(both, async (cwd) => {
      const { out } = await runCli(["stage", "--select", ".", "--input", "cohort.csv"], { cwd });
      const rows = parse<Row>(out, { columns: true });
      assert.deepEqual(
        rows.map((row) => `${row["scheme_derived"]}|${row["stage"]}|${row["scheme_reason"]}`),
        [
          "Distal|distal|",
          "||several schemes apply to site C24.0 with histology not known: Distal; Perihilar; a column scheme would tell, with distal or perihilar",
          "||no scheme named other applies to site C24.0 with histology not known",
          "||no scheme named distal applies to site C50.1 with histology not known",
        ],
      );
    });
  });

  it("takes purpose only to part schemes that apply, and any of several editions", async () => {
    const purposes = {
      "a.stage": scheme("Anatomic", '  applies site C50\n  purpose "anatomic"', "anatomic"),
      "p.stage": scheme("Prognostic", '  applies site C50\n  purpose "prognostic"', "prognostic"),
      "only.stage": scheme("Only", '  edition "X 1"\n  applies site C61.9\n  purpose "prognostic"', "only"),
      "cohort.csv": "id,icdo_site,icdo_histology,T\nb,C50.1,8500,T1\np,C61.9,8140,T1\n",
    };
    await withFolder(purposes, async (cwd) => {
      const { out } = await runCli(["stage", "--select", ".", "--input", "cohort.csv", "--purpose", "anatomic"], { cwd });
      const rows = parse<Row>(out, { columns: true });
      assert.deepEqual(
        rows.map((row) => [row["scheme"], row["stage"]]),
        [
          ["Anatomic", "anatomic"],
          ["Only, X 1", "only"],
        ],
      );
      const one = await runCli(["stage", "--select", ".", "--input", "cohort.csv", "--edition", "x 1", "--edition", "Y"], { cwd });
      assert.deepEqual(
        parse<Row>(one.out, { columns: true }).map((row) => row["stage"]),
        ["", "only"],
      );
    });
  });

  it("refuses what it cannot do: no codes, a broken file, both a file and --select, a wish that no scheme knows", async () => {
    assert.match((await staged([], "id,T\na,T1\n")).log, /chooses by the columns icdo_site and icdo_histology/);
    assert.match((await staged(["--set", "grade=1"])).log, /none of these schemes has a variable "grade"/);
    assert.match((await staged(["--edition", "AJCC 6"])).log, /no file there applies to ICD-O-3 codes and is of AJCC 6/);
    await withFolder({ ...RULES, "broken.stage": "table {\n", "cohort.csv": COHORT }, async (cwd) => {
      assert.equal((await runCli(["stage", "--select", ".", "--input", "cohort.csv"], { cwd })).code, 1);
      const both = await runCli(["stage", "lung8.stage", "--select", ".", "--input", "cohort.csv"], { cwd });
      assert.equal(both.code, 2);
      const edition = await runCli(["stage", "lung8.stage", "--edition", "x", "--input", "cohort.csv"], { cwd });
      assert.match(edition.log, /they need --select/);
    });
  });
});
