/** 5,000 generated lines of rules, parsed and bound: what an editor does between two keys, at its worst. */
import assert from "node:assert/strict";
import { load } from "#engine";
import { parse } from "#grammar";
import { generated, tablesIn } from "./generated.ts";
import { median, milliseconds, shown } from "./support.ts";

const aim = 100;

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
  assert.equal(scheme.variables.filter((variable) => variable.decided).length, tablesIn);
  const cold = milliseconds(bind);
  for (let time = 0; time < 10; time++) bind();
  const both = Array.from({ length: 15 }, () => milliseconds(bind));
  const parsed = Array.from({ length: 15 }, () => milliseconds(() => void parse(text)));
  return [
    `Parsing and binding ${lines} lines (${Math.round(text.length / 1024)} KB, ${tablesIn} tables; median of 15)`,
    `  second run ${shown(cold)} ms, warm ${shown(median(both))} ms, of it parsing ${shown(median(parsed))} ms   (aim: under ${aim} ms warm)`,
  ];
}
