/** 5,000 generated lines of rules, parsed and bound: what an editor does between two keys, at its worst. */
import assert from "node:assert/strict";
import { load } from "#engine";
import { parse } from "#grammar";
import { median, milliseconds, shown } from "./support.ts";

const aim = 100;
const wanted = 5000;
const tables = 24;

export function parsing(): readonly string[] {
  const text = generated();
  const lines = text.split("\n").length;
  const bind = () => load({ uri: "generated.stage", text, parsed: parse(text) }, () => undefined);
  const scheme = bind();
  assert.deepEqual(
    scheme.findings.map((finding) => finding.message),
    [],
    "the generated rules have no errors",
  );
  assert.equal(scheme.variables.filter((variable) => variable.decided).length, tables);
  const cold = milliseconds(bind);
  for (let time = 0; time < 10; time++) bind();
  const both = Array.from({ length: 15 }, () => milliseconds(bind));
  const parsed = Array.from({ length: 15 }, () => milliseconds(() => void parse(text)));
  return [
    `Parsing and binding ${lines} lines (${Math.round(text.length / 1024)} KB, ${tables} tables; median of 15)`,
    `  second run ${shown(cold)} ms, warm ${shown(median(both))} ms, of it parsing ${shown(median(parsed))} ms   (aim: under ${aim} ms warm)`,
  ];
}

/** Tables over T, N, M, a number and a grade, as authors write them: aligned, with lists, ranges and comments. */
function generated(): string {
  const head = [
    'scheme "Generated" { cite source "Made up for a measurement" }',
    'category T "Primary tumour" unknown TX { T0  T1 { T1a  T1b  T1c }  T2 { T2a  T2b }  T3  T4 }',
    "category N unknown NX { N0  N1  N2 { N2a  N2b }  N3 }",
    "category M { M0  M1 { M1a  M1b } }",
    'number size "Largest diameter" unit cm from 0 to 30',
    "category grade { G1  G2  G3 }",
  ];
  const perTable = Math.floor((wanted - head.length) / tables);
  const T = ["T0", "T1", "T1a, T1b", "T2..T3", "T4", "not T0", "any"];
  const N = ["N0", "N1..N3", "N2a", "any", "N1, N2"];
  const M = ["M0", "M1", "any"];
  const sizes = ["<= 2 cm", "2 <.. 5 cm", "> 5 cm", "any", "20..30 mm"];
  const grades = ["G1", "G2, G3", "any"];
  const at = (from: readonly string[], index: number): string => from[index % from.length] ?? "any";
  const blocks = Array.from({ length: tables }, (_, table) => {
    const rows = Array.from(
      { length: perTable - 4 },
      (_, row) =>
        `  ${at(T, row).padEnd(8)} | ${at(N, row + table).padEnd(6)} | ${at(M, row).padEnd(3)} | ${at(sizes, row).padEnd(10)} | ${at(grades, row).padEnd(6)} => ${at(["I", "II", "III", "IV"], row)}${row % 25 === 0 ? "   // a remark of the author" : ""}`,
    );
    return [
      `category group${table} "Group ${table}" { I  II  III  IV }`,
      `table first "Table ${table}" @source {`,
      `  T | N | M | size | grade => group${table}`,
      ...rows,
      "}",
    ].join("\n");
  });
  return [...head, ...blocks].join("\n");
}
