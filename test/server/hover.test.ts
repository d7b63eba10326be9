/** Hover: the sentences that an author reads, at cursors. */
import assert from "node:assert/strict";
import { hoverAt } from "#server";
import { pointed } from "./cursor.ts";

const said = (fixture: string): string => {
  const contents = hoverAt(pointed(fixture).spot)?.contents;
  return typeof contents === "object" && "value" in contents ? contents.value : "";
};

const rules = `scheme "S" {
  cite k "Paper of 2016" doi "10.1/x"
}
category T "Primary tumour" unknown TX { T1: "3 cm or less" { T1a also "p1A"  T1b }  T2 }
/// Measured on the fixed specimen.
number size "Size" unit cm from 0 to 30 also "SZ"
category g { a  b }
table @k { T | size => g; T1a | > 3 => a }
`;
const at = (before: string) => rules.replace(before, `$0${before}`);

describe("hover", () => {
  it("on a label tells its text, its parent and the whole line of its category", () => {
    const text = said(at("T1a | >"));
    assert.match(text, /^\*\*T1a\*\*/);
    assert.match(text, /part of T1: 3 cm or less/);
    assert.match(text, /also written `p1A`/);
    assert.match(text, /category T “Primary tumour”: \*\*T1a\*\* · T1b · T2 · not known: TX/);
  });

  it("on a parent tells what it means", () => assert.match(said(at("T1: ")), /means T1a, T1b/));

  for (const [what, before] of [
    ["on a number of a cell", "3 =>"],
    ["on a column", "size =>"],
  ] as const) {
    it(`${what} tells title, unit, range, spellings and documentation`, () => {
      const text = said(at(before));
      assert.match(text, /\*\*size\*\*: Size/);
      assert.match(text, /number in cm, 0 to 30/);
      assert.match(text, /also written `SZ`/);
      assert.match(text, /Measured on the fixed specimen\./);
    });
  }

  it("on a citation leads to it", () =>
    assert.match(said(at("k { T |")), /Paper of 2016\n\n\[doi:10\.1\/x\]\(https:\/\/doi\.org\/10\.1\/x\)/));
  it("on a citation keeps the brackets of a DOI out of the link", () =>
    assert.match(
      said('scheme "S" {\n  cite $0k "P" doi "10.1016/S0140-6736(12)60001-7"\n}\n'),
      /org\/10\.1016\/S0140-6736%2812%2960001-7\)$/,
    ));
  it("on a decided variable tells what it is decided from", () => assert.match(said(at("g; T1a")), /decided from T, size/));
  it("says nothing on punctuation", () => assert.equal(said("category T { T1 } $0\n"), ""));
  it("goes on beside a row that cannot be read", () => assert.match(said(`${at("T | size => g;")}table { T | => }\n`), /category T/));
});
