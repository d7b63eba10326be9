/** A text that is read by what has changed in it has the tree and the problems that it has when it is read whole. */
import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { parse } from "#grammar";
import { examples, fixtures } from "./support.ts";

/** Pieces that a change may put in: words, halves of them, and all that opens, closes or goes on. */
const pieces = [
  "T",
  " ",
  "\n",
  "\n\n",
  "\r\n",
  "{",
  "}",
  "(",
  ")",
  "=>",
  "|",
  ",",
  ";",
  "//",
  "///",
  "/*",
  "*/",
  '"',
  "/// said of what follows\n",
  "// a remark\n",
  "table {\n  T => stage\n  T1 => I\n}\n",
  "number size from 0\n",
  "category X {",
  "when T = T1",
  " and ",
  " +",
  "\ntable ",
  "\n  ",
  "???",
];

const files = [...examples, ...fixtures].map(({ text }) => text);

describe("a text read by what has changed", () => {
  it("is what it is when read whole, over chains of changes", () => {
    const next = dice(20_251);
    for (let time = 0; time < 800; time++) {
      let text = files[next(files.length)] ?? "";
      let last = parse(text);
      for (let step = 0; step < 4; step++) {
        const at = next(text.length + 1);
        const until = next(3) === 0 ? Math.min(text.length, at + next(next(4) === 0 ? 200 : 6)) : at;
        const piece = next(4) === 0 ? "" : (pieces[next(pieces.length)] ?? "");
        text = text.slice(0, at) + piece + text.slice(until);
        const whole = parse(text);
        last = parse(text, last);
        // Fast, and only where it tells a difference the exact comparison.
        if (JSON.stringify(last) !== JSON.stringify(whole)) assert.deepEqual(last, whole, text);
      }
    }
  });

  it("is what it is when read whole, while a row is typed", () => {
    for (const file of files) {
      const rows = [...file.matchAll(/^ +\S.*=>.*\n/gm)];
      const row = rows[Math.floor(rows.length / 2)];
      if (row === undefined) continue;
      let last = parse(file);
      for (let typed = 0; typed <= row[0].length; typed += 3) {
        const text: string = file.slice(0, row.index) + row[0].slice(0, typed) + file.slice(row.index);
        last = parse(text, last);
        assert.deepEqual(last, parse(text), text);
      }
    }
  });

  it("takes over what has not changed", () => {
    const [file] = files;
    const before = parse(file ?? "");
    const after = parse(`${file}// a remark at the end\n`, before);
    assert.equal(after.file.decls[0], before.file.decls[0]);
  });

  it("takes a small part of the time where much stays as it is", () => {
    const table = (index: number) => `category g${index} { I  II }\ntable {\n  T  => g${index}\n${"  T1 => I\n".repeat(100)}}\n`;
    const text = `category T { T1  T2 }\n${Array.from({ length: 40 }, (_, index) => table(index)).join("")}`;
    const at = text.indexOf("category g20");
    let last = parse(text);
    const took = (work: () => void): number => {
      const start = performance.now();
      work();
      return performance.now() - start;
    };
    const [again, whole] = [[], []] as [number[], number[]];
    for (let time = 0; time < 15; time++) {
      const changed = `${text.slice(0, at)}// ${"x".repeat(time)}\n${text.slice(at)}`;
      again.push(
        took(() => {
          last = parse(changed, last);
        }),
      );
      whole.push(took(() => void parse(changed)));
    }
    const median = (times: number[]): number => times.sort((a, b) => a - b)[7] ?? 0;
    assert.ok(median(again) * 2 < median(whole), `${median(again)} ms beside ${median(whole)} ms`);
  });
});

/** Numbers below a limit, the same in every run. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
