/**
 * Stage groups as public pages tell them, for combinations that the files of known answers do not hold: so a table is
 * not only right where these were looked at. The rows were read from the source that each names, not from the rules.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Scheme } from "#engine";
import { FACTS, readFacts } from "./facts.ts";
import { answer, loadScheme, possibilities } from "./load-scheme.ts";

interface Published {
  /** The rule file in examples/solid. */
  readonly file: string;
  /** The file of known answers in test/facts/solid that lacks these rows. */
  readonly facts: string;
  readonly source: string;
  /** What every record is told beside its cells. */
  readonly given?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  /** The cells of a record and its group, as the source has it. */
  readonly rows: readonly string[];
}

const TNM = ["T", "N", "M"];

const PUBLISHED: readonly Published[] = [
  {
    file: "lung-ajcc8",
    facts: "lung_ajcc8",
    source: "NCCN Guidelines for Patients: Lung Cancer, Non-Small Cell, 2018, stage groups of AJCC 8",
    columns: TNM,
    rows: [
      "T1a N0 M0 IA1",
      "T1c N0 M0 IA3",
      "T2a N0 M0 IB",
      "T1a N1 M0 IIB",
      "T1b N1 M0 IIB",
      "T1c N1 M0 IIB",
      "T2a N1 M0 IIB",
      "T1c N2 M0 IIIA",
      "T2b N2 M0 IIIA",
      "T1b N3 M0 IIIB",
      "T1c N3 M0 IIIB",
      "T3 N2 M0 IIIB",
      "T4 N2 M0 IIIB",
      "T3 N3 M0 IIIC",
    ],
  },
  {
    file: "stomach-ajcc8",
    facts: "stomach_pathological_ajcc8",
    source: "NCI Thesaurus C133663, Pathologic Stage III Gastric Cancer AJCC v8",
    given: { classification: "pathological" },
    columns: TNM,
    rows: [
      "T3 N2 M0 IIIA",
      "T4a N1 M0 IIIA",
      "T4a N2 M0 IIIA",
      "T2 N3b M0 IIIB",
      "T4a N3a M0 IIIB",
      "T4b N1 M0 IIIB",
      "T3 N3b M0 IIIC",
      "T4b N3b M0 IIIC",
    ],
  },
  {
    file: "esophagus-adenocarcinoma-ajcc8",
    facts: "esophagus_adenocarcinoma_pathological_ajcc8",
    source:
      "NCI Dictionary of Cancer Terms, stage II esophageal adenocarcinoma; for IC Lam AK, Esophageal Adenocarcinoma, Methods and Protocols",
    given: { classification: "pathological" },
    columns: [...TNM, "G"],
    rows: [
      "T1a N0 M0 G3 IC",
      "T2 N0 M0 G1 IC",
      "T2 N0 M0 G2 IC",
      "T2 N0 M0 G3 IIA",
      "T2 N0 M0 GX IIA",
      "T3 N0 M0 G1 IIB",
      "T3 N0 M0 G3 IIB",
      "T1a N1 M0 G2 IIB",
      "T1a N1 M0 G3 IIB",
    ],
  },
  {
    file: "pancreas-ajcc8",
    facts: "pancreas_ajcc8",
    source: "NCI definition in MedGen 1620174, Stage III Pancreatic Cancer AJCC v8",
    columns: TNM,
    rows: ["T1b N2 M0 III", "T1c N2 M0 III", "T3 N2 M0 III"],
  },
  {
    file: "gallbladder-ajcc8",
    facts: "gallbladder_ajcc8",
    source: "Radiopaedia, Gallbladder cancer (staging, AJCC 8th edition), 2022",
    columns: TNM,
    rows: [
      "Tis N0 M0 0",
      "T1b N0 M0 I",
      "T2a N0 M0 IIA",
      "T2b N0 M0 IIB",
      "T1a N1 M0 IIIB",
      "T2b N1 M0 IIIB",
      "T3 N1 M0 IIIB",
      "T4 N0 M0 IVA",
      "T4 N1 M0 IVA",
    ],
  },
  {
    file: "nasopharynx-ajcc8",
    facts: "nasopharynx_ajcc8",
    source: "Nasopharyngeal carcinoma, subsets of AJCC 8 stage IVa. Eur Radiol 2019, doi 10.1007/s00330-019-06500-5",
    columns: TNM,
    rows: ["T4 N0 M0 IVA", "T4 N1 M0 IVA", "T4 N2 M0 IVA", "T1 N3 M0 IVA"],
  },
  {
    file: "oropharynx-p16neg-ajcc8",
    facts: "oropharynx_p16neg_ajcc8",
    source: "Radiopaedia, Oropharyngeal (p16-negative) cancer (staging), 2023",
    columns: TNM,
    rows: [
      "Tis N0 M0 0",
      "T1 N1 M0 III",
      "T2 N1 M0 III",
      "T3 N1 M0 III",
      "T4a N0 M0 IVA",
      "T4a N1 M0 IVA",
      "T1 N2a M0 IVA",
      "T3 N2b M0 IVA",
    ],
  },
  {
    file: "cervix-ajcc9-figo2018",
    facts: "cervix_ajcc9_figo2018",
    source: "FIGO 2018 as table 1 of Cancers 2022;14:575 (PMC8833411)",
    columns: TNM,
    rows: [
      "T1b2 N0 M0 IB2",
      "T2a2 N0 M0 IIA2",
      "T2b N0 M0 IIB",
      "T3b N0 M0 IIIB",
      "T2b N1a M0 IIIC1",
      "T2b N2a M0 IIIC2",
      "T3a N2a M0 IIIC2",
    ],
  },
  {
    file: "ovary-ajcc8-figo2014",
    facts: "ovary_ajcc8_figo2014",
    source: "FIGO and UICC as table 2 of PMC9298325, after Prat",
    columns: TNM,
    rows: ["T1a N0 M0 IA", "T1b N0 M0 IB", "T2b N0 M0 IIB", "T3b N1b M0 IIIB", "T3c N1a M0 IIIC", "T3c N1b M0 IIIC"],
  },
];

const schemes = new Map<string, Scheme>();
function schemeOf(file: string): Scheme {
  const known = schemes.get(file) ?? loadScheme(`examples/solid/${file}.stage`);
  schemes.set(file, known);
  return known;
}

describe("published stage groups beside the known answers", () => {
  for (const { file, facts, source, given, columns, rows } of PUBLISHED) {
    it(`${facts}: ${source}`, () => {
      const known = readFacts(join(FACTS, "solid", `${facts}.csv`));
      for (const row of rows) {
        const cells = row.split(" ");
        const record = Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
        const sure = known.filter(({ confidence }) => confidence === "high");
        const listed = sure.some((each) => columns.every((column) => each[column] === record[column]));
        assert.ok(!listed, `${row} stands in ${facts}.csv already`);
        const found = possibilities(answer(schemeOf(file), { ...record, ...given }, "stage").outcome);
        assert.deepEqual([...found], [cells.at(-1)], row);
      }
    });
  }
});
