/** The stage grid as people see it: HTML and Markdown, in words as well as in colour, with nothing of a rule file as markup. */
import assert from "node:assert/strict";
import { drawGrid, type Grid, type GridWishes, load } from "#engine";
import { parse } from "#grammar";
import { darkRamp, gridDocument, gridMarkdown, gridRefusal, gridView, lightRamp } from "#views";

function gridFor(text: string, wishes: GridWishes = {}): Grid {
  const answer = drawGrid(
    load({ uri: "rules.stage", text, parsed: parse(text) }, () => undefined),
    wishes,
  );
  assert.ok(answer.kind === "grid", answer.kind === "refused" ? answer.reason : "");
  return answer.grid;
}

const everything = `scheme "Scheme" { }
category T { Tis: "in situ"  T1 { T1a  T1b }  T2  T3 }
category N { N0  N1 }
category M { M0  M1 }
category stage "Stage group" { 0  I  II  III  IV }
exclude "in situ has no nodes" {
  T   | N
  Tis | N1
}
table {
  T   | N   | M  => stage
  Tis | N0  | M0 => 0
  T1a | N0  | M0 => I
  T1  | N1  | M0 => II
  T1b | N1  | M0 => III
  T2  | N0  | M0 => ???
  T3  | N0  | M0 => none "not defined"
  any | any | M1 => IV
}
`;

/** The text of the cells of each body row, tags taken out. */
const rowsOf = (markup: string): readonly (readonly string[])[] =>
  [...markup.matchAll(/<tr[^>]*>(<th scope="row">[\s\S]*?)<\/tr>/g)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = ""]) => cell.replace(/<[^>]*>/g, "")),
  );

describe("the stage grid in HTML", () => {
  it("says everything in words: results, gaps, overlaps with both results, what is excluded or to be filled in", () => {
    for (const markup of [gridDocument(gridFor(everything)), gridView(gridFor(everything)).html]) {
      assert.deepEqual(rowsOf(markup), [
        ["Tisin situ", "0", "excluded, note 1"],
        ["T1a", "I", "II"],
        ["T1b", "gap", "overlap: II or III"],
        ["T2", "???", "gap"],
        ["T3", "none, note 2", "gap"],
      ]);
      assert.match(markup, /<ol class="notes" aria-label="Notes"><li>in situ has no nodes<\/li><li>not defined<\/li><\/ol>/);
    }
  });

  it("is a table with a caption that tells the slice, and heads with their scope", () => {
    const markup = gridDocument(gridFor(everything));
    assert.match(markup, /<caption>stage by T \(down\) and N \(across\), with M = M0<\/caption>/);
    assert.equal(markup.match(/<th scope="col"/g)?.length, 2);
    assert.equal(markup.match(/<th scope="row"/g)?.length, 5);
  });

  it("tells several outcomes as such, and marks a gap among them", () => {
    const markup = gridDocument(gridFor(everything, { where: { M: "any" } }));
    assert.match(markup, /class="several holds"><span[^>]*>IV or gap</);
    assert.match(markup, /with M any known value/);
  });

  it("explains each look in its key", () => {
    const key = /<ul class="key">([\s\S]*?)<\/ul>/.exec(gridDocument(gridFor(everything)))?.[1] ?? "";
    const texts = [...key.matchAll(/<\/span>([^<]*)<\/li>/g)].map(([, text]) => text);
    assert.deepEqual(texts.slice(0, 3), ["0", "I", "II"]);
    for (const word of ["none", "excluded", "gap", "\\?\\?\\?", "overlap"]) assert.match(texts.join("\n"), new RegExp(`^${word}`, "m"));
    assert.ok(!texts.includes("III"), "III stands in no cell by itself");
  });

  it("shows no text of a rule file as markup", () => {
    const hostile = everything.replaceAll('"in situ"', '"<img src=x onerror=alert(1)>"').replace('"Stage group"', '"</style><script>"');
    for (const markup of [gridDocument(gridFor(hostile)), gridView(gridFor(hostile)).html]) {
      assert.doesNotMatch(markup, /<img|<script/);
      assert.match(markup, /&lt;img src=x onerror=alert\(1\)&gt;/);
    }
    assert.match(gridRefusal("<b>", ["<i>"]).html, /&lt;b&gt;[\s\S]*&lt;i&gt;/);
  });

  it("exports one file that runs no script and loads nothing", () => {
    const page = gridDocument(gridFor(everything));
    assert.match(page, /^<!DOCTYPE html>\n<html lang="en">/);
    assert.doesNotMatch(page, /<script|<link|@import|url\(|https?:/);
  });

  it("makes every cell a button in the view, one of them in the order of the Tab key", () => {
    const markup = gridView(gridFor(everything)).html;
    assert.equal(markup.match(/class="cell"/g)?.length, 10);
    assert.equal(markup.match(/class="cell"[^>]*tabindex="0"/g)?.length, 1);
  });

  it("offers every value, parents, any, and what is held now", () => {
    const markup = gridView(gridFor(everything, { down: "M", across: "N", where: { T: "T1, T2" } })).html;
    const options = /<select name="where.T">([\s\S]*?)<\/select>/.exec(markup)?.[1] ?? "";
    assert.deepEqual(
      [...options.matchAll(/<option value="([^"]*)"( selected)?>/g)].map(([, value, chosen]) => `${value}${chosen ?? ""}`),
      ["any", "Tis", "T1a", "T1b", "T2", "T3", "T1", "T1, T2 selected"],
    );
  });

  it("says of the whole decision what was proved, and never that it is clean when it was not analysed", () => {
    const counts = { decision: "stage", combinations: 1200n, covered: 1100n, excluded: 90n, reasons: 1, gaps: 10n, overlaps: 0n };
    assert.match(
      gridDocument(gridFor(everything), { ...counts, analysed: true }),
      /1,200 combinations of known values, 1,100 covered, 90 excluded, 10 not covered, no overlap\./,
    );
    const unknown = gridDocument(gridFor(everything), { ...counts, gaps: 0n, analysed: false });
    assert.match(unknown, /has not been analysed: neither gaps nor overlaps are ruled out/);
    assert.doesNotMatch(unknown, /no gap/);
  });
});

describe("the colours of the stage grid", () => {
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  it("keep letters readable on every step", () => {
    for (const [ramp, first, second] of [
      [lightRamp, lightRamp.dark, lightRamp.pale],
      [darkRamp, darkRamp.pale, darkRamp.dark],
    ] as const)
      for (const [at, fill] of ramp.fills.entries()) assert.ok(contrast(fill, at < ramp.turn ? first : second) >= 4.5, `${fill} at ${at}`);
  });

  it("have a step for each of the labels of a long category", () => {
    assert.ok(lightRamp.fills.length >= 13 && darkRamp.fills.length === lightRamp.fills.length);
    assert.equal(new Set([...lightRamp.fills, ...darkRamp.fills]).size, 2 * lightRamp.fills.length);
  });

  it("run in one direction of lightness, so that their order does not depend on hue", () => {
    const falling = lightRamp.fills.map(luminance);
    assert.deepEqual(
      falling,
      [...falling].sort((a, b) => b - a),
    );
    const rising = darkRamp.fills.map(luminance);
    assert.deepEqual(
      rising,
      [...rising].sort((a, b) => a - b),
    );
  });
});

describe("the stage grid in Markdown", () => {
  it("is a table with reasons below it", () => {
    const lines = gridMarkdown(gridFor(everything)).split("\n");
    assert.deepEqual(lines.slice(0, 3), ["## Stage group", "", "stage by T (down) and N (across), with M = M0."]);
    assert.deepEqual(
      [lines[4] ?? "", ...lines.slice(6, 11)].map((line) =>
        line
          .split(/(?<!\\)\|/)
          .map((part) => part.trim())
          .slice(1, -1),
      ),
      [
        ["T ↓ N →", "N0", "N1"],
        ["**Tis**", "0", "excluded (1)"],
        ["**T1a**", "I", "II"],
        ["**T1b**", "**gap**", "**overlap: II or III**"],
        ["**T2**", "**???**", "**gap**"],
        ["**T3**", "none (2)", "**gap**"],
      ],
    );
    assert.ok(lines.includes("1. in situ has no nodes") && lines.includes("2. not defined"));
    assert.match(lines[5] ?? "", /^\| -{3,} \| -{3,} \| -{3,} \|$/);
  });

  it("shows labels as they are written, bars and stars included", () => {
    const text = `scheme "S" { }
category T { "a|b"  "*c*" }
category g { "<x>"  y }
table { T => g; "a|b" => "<x>"; "*c*" => y }
`;
    const shown = gridMarkdown(gridFor(text));
    assert.match(shown, /\*\*a\\\|b\*\* +\| \\<x\\> /);
    assert.match(shown, /\*\*\\\*c\\\*\*\*/);
  });
});
