/** What texts mean as trees: every construct once, by hand. */
import assert from "node:assert/strict";
import { parse } from "#grammar";
import { examples, fixture, fixtures, lineOf, only, places, treeOf, withoutPlaces } from "./support.ts";

const plain = (value: unknown): unknown => withoutPlaces(value);
const num = (text: string, unit?: string) => ({
  kind: "number",
  text,
  ...(unit === undefined ? {} : { unit: { text: unit, quoted: false } }),
});
const label = (text: string, quoted = false) => ({ kind: "label", label: { text, quoted } });
const value = (inner: unknown) => ({ kind: "value", value: inner });
const name = (text: string) => ({ kind: "name", name: { text } });

describe("the tree of a text", () => {
  it("reads every sample without a problem", () => {
    assert.ok(fixtures.length >= 3);
    for (const { text } of [...fixtures, ...examples]) treeOf(text);
  });

  it("gives every node a span that lies in its parent's text", () => {
    for (const { name: file, text } of fixtures) {
      for (const { path, start, end, node } of places(treeOf(text))) {
        assert.ok(start >= 0 && start <= end && end <= text.length, `${file} ${path}`);
        const own = text.slice(start, end);
        if (path !== "file") assert.equal(own, own.trim(), `${file} ${path}`);
        if (node["quoted"] === false) assert.equal(own, node["text"], `${file} ${path}`);
        if (node["quoted"] === true) assert.equal(own, `"${node["text"]}"`, `${file} ${path}`);
      }
    }
  });

  it("reads a scheme's fields", () => {
    const scheme = only(
      "scheme",
      `/// One.\n/// Two.\nscheme "S" { // note\n  edition "AJCC 8" effective 2018-01-01\n  applies site C34.0..C34.3, C50 histology 8010..8576, 9591/3\n  cite k "T" url "u"\n  status review\n  purpose "p"\n}`,
    );
    assert.equal(scheme.doc, "One.\nTwo.");
    assert.deepEqual(plain(scheme.fields), [
      { kind: "edition", title: { value: "AJCC 8" }, effective: "2018-01-01" },
      {
        kind: "applies",
        sites: [
          { from: "C34.0", to: "C34.3" },
          { from: "C50", to: "C50" },
        ],
        histologies: [
          { from: "8010", to: "8576" },
          { from: "9591/3", to: "9591/3" },
        ],
      },
      { kind: "cite", key: { text: "k" }, title: { value: "T" }, url: { value: "u" } },
      { kind: "status", value: { text: "review" } },
      { kind: "purpose", value: { value: "p" } },
    ]);
  });

  it("reads the three forms of use", () => {
    const file = treeOf(`use "a.stage"\nuse T, N from "b.stage"\nuse "c.stage" as dipss`);
    assert.deepEqual(plain(file.decls), [
      { kind: "use", broken: false, path: { value: "a.stage" } },
      { kind: "use", broken: false, path: { value: "b.stage" }, names: [{ text: "T" }, { text: "N" }] },
      { kind: "use", broken: false, path: { value: "c.stage" }, alias: { text: "dipss" } },
    ]);
  });

  it("reads nested labels that share lines, with texts, spellings and documentation", () => {
    const category = only(
      "category",
      `category T, U "Tumour" unknown TX, "T X" assume T1 also "tumour" @k("p. 1") {\n  0 { 0  0a } /// zero\n  /// one\n  T1: "small" also "p1", "c1" { T1mi  Tis(DCIS) }\n  "very low"\n}`,
    );
    assert.deepEqual(
      category.names.map(({ text }) => text),
      ["T", "U"],
    );
    assert.deepEqual(
      category.unknown.map(({ text, quoted }) => [text, quoted]),
      [
        ["TX", false],
        ["T X", true],
      ],
    );
    assert.deepEqual(plain(category.assume), label("T1"));
    assert.deepEqual(plain(category.cites), [{ key: "k", note: "p. 1" }]);
    assert.deepEqual(plain(category.labels), [
      {
        label: { text: "0", quoted: false },
        also: [],
        children: [
          { label: { text: "0", quoted: false }, also: [] },
          { label: { text: "0a", quoted: false }, also: [] },
        ],
        doc: "zero",
      },
      {
        label: { text: "T1", quoted: false },
        text: { value: "small" },
        also: [{ value: "p1" }, { value: "c1" }],
        children: [
          { label: { text: "T1mi", quoted: false }, also: [] },
          { label: { text: "Tis(DCIS)", quoted: false }, also: [] },
        ],
        doc: "one",
      },
      { label: { text: "very low", quoted: true }, also: [] },
    ]);
  });

  it("reads numbers with every part, and with none", () => {
    const full = only("number", `number size "Size" unknown "X" unit cm from > 0 to < 30.5 step 0.1 assume -1`);
    assert.deepEqual(plain([full.unit, full.from, full.to, full.step, full.assume]), [
      { text: "cm", quoted: false },
      { value: num("0"), open: true },
      { value: num("30.5"), open: true },
      num("0.1"),
      num("-1"),
    ]);
    const bare = only("number", "number x");
    assert.deepEqual(plain([bare.unit, bare.from, bare.to, bare.step, bare.title]), [null, null, null, null, null]);
    assert.equal(only("number", `number x unit "10*9/L" from -20`).from?.value.text, "-20");
  });

  it("reads every kind of cell and result", () => {
    const table = only(
      "table",
      `table first "Title" where a and not b needs T, d.e @k {\n  T | N | x => stage | risk\n  any | not N0, N1..N3 | 5 ..< 10 cm => 0 | -1.5 @a @b("n") /// why\n  ? | yes | {h, "i j"} => none "no" | ???\n  N0(i+) | >= 20 | {} => 0a | "very low"\n  != N3 | -3..-1 | 2 <..< 5 => yes | IA\n}`,
    );
    assert.deepEqual(plain([table.policy, table.title, table.needs]), [
      { value: "first" },
      { value: "Title" },
      [{ text: "T" }, { text: "d.e" }],
    ]);
    assert.deepEqual(plain(table.where), { kind: "and", terms: [name("a"), { kind: "not", operand: name("b") }] });
    assert.deepEqual(
      [table.grid.columns.map(({ text }) => text), table.grid.results.map(({ text }) => text), table.grid.broken],
      [["T", "N", "x"], ["stage", "risk"], 0],
    );
    const cells = (...alternatives: unknown[]) => ({ kind: "alternatives", negated: false, alternatives });
    const range = (from: unknown, to: unknown, fromOpen: boolean, toOpen: boolean) => ({ kind: "range", from, to, fromOpen, toOpen });
    assert.deepEqual(plain(table.grid.rows), [
      {
        cells: [
          { kind: "any" },
          { kind: "alternatives", negated: true, alternatives: [value(label("N0")), range(label("N1"), label("N3"), false, false)] },
          cells(range(num("5"), num("10", "cm"), false, true)),
        ],
        results: [num("0"), num("-1.5")],
        cites: [{ key: "a" }, { key: "b", note: "n" }],
        doc: "why",
      },
      {
        cells: [
          cells({ kind: "unknown" }),
          cells(value({ kind: "yesno", value: true })),
          cells(
            value({
              kind: "set",
              labels: [
                { text: "h", quoted: false },
                { text: "i j", quoted: true },
              ],
            }),
          ),
        ],
        results: [{ kind: "none", why: { value: "no" } }, { kind: "hole" }],
        cites: [],
      },
      {
        cells: [
          cells(value(label("N0(i+)"))),
          cells({ kind: "compare", op: ">=", value: num("20") }),
          cells(value({ kind: "set", labels: [] })),
        ],
        results: [label("0a"), label("very low", true)],
        cites: [],
      },
      {
        cells: [
          cells({ kind: "compare", op: "!=", value: label("N3") }),
          cells(range(num("-3"), num("-1"), false, false)),
          cells(range(num("2"), num("5"), true, true)),
        ],
        results: [{ kind: "yesno", value: true }, label("IA")],
        cites: [],
      },
    ]);
  });

  it("reads a table on one line, and names that are keywords elsewhere", () => {
    const table = only("table", `table { score => group; <= 1.5 => low; > 1.5 => high }`);
    assert.deepEqual([table.grid.columns[0]?.text, table.grid.results[0]?.text, table.grid.rows.length], ["score", "group", 2]);
    const score = only("score", `score score "x" {\n  set { a => 1 }\n  +1 when case = use\n}`);
    assert.equal(score.name.text, "score");
    assert.equal(only("table", `table {\n  set | case => table\n  first | unit => number\n}`).grid.rows.length, 1);
  });

  it("reads rules and the whole expression grammar", () => {
    const expression = (text: string): unknown => plain(only("let", `let v = ${text}`).value);
    assert.deepEqual(expression("1 + 2 * x ^ 2 - -y / 3"), {
      kind: "arithmetic",
      op: "-",
      left: {
        kind: "arithmetic",
        op: "+",
        left: num("1"),
        right: { kind: "arithmetic", op: "*", left: num("2"), right: { kind: "arithmetic", op: "^", left: name("x"), right: num("2") } },
      },
      right: { kind: "arithmetic", op: "/", left: { kind: "negate", operand: name("y") }, right: num("3") },
    });
    assert.deepEqual(expression("(a or b) and not c = yes"), {
      kind: "and",
      terms: [
        { kind: "paren", inner: { kind: "or", terms: [name("a"), name("b")] } },
        { kind: "not", operand: { kind: "compare", op: "=", left: name("c"), right: { kind: "yesno", value: true } } },
      ],
    });
    assert.deepEqual(expression("T in (N1..N3, > 2, ?) and x in 1 <.. 2 cm"), {
      kind: "and",
      terms: [
        {
          kind: "in",
          subject: name("T"),
          grouped: true,
          alternatives: [
            { kind: "range", from: label("N1"), to: label("N3"), fromOpen: false, toOpen: false },
            { kind: "compare", op: ">", value: num("2") },
            { kind: "unknown" },
          ],
        },
        {
          kind: "in",
          subject: name("x"),
          grouped: false,
          alternatives: [{ kind: "range", from: num("1"), to: num("2", "cm"), fromOpen: true, toOpen: false }],
        },
      ],
    });
    const labels = [
      { text: "a", quoted: false },
      { text: "b", quoted: false },
    ];
    assert.deepEqual(expression("s has a or s has any of (a, b) or s has all of (a, b) or s has 2 of (a, b) or s has 2"), {
      kind: "or",
      terms: [
        { mode: "one", labels: labels.slice(0, 1) },
        { mode: "any", labels },
        { mode: "all", labels },
        { mode: "atLeast", count: num("2"), labels },
        { mode: "atLeast", count: num("2") },
      ].map((has) => ({ kind: "has", subject: name("s"), has })),
    });
    assert.deepEqual(expression(`count of (a, b > 2) + count(s) + log10(wbc as "/uL")`), {
      kind: "arithmetic",
      op: "+",
      left: {
        kind: "arithmetic",
        op: "+",
        left: { kind: "countOf", conditions: [name("a"), { kind: "compare", op: ">", left: name("b"), right: num("2") }] },
        right: { kind: "countSet", set: { text: "s" } },
      },
      right: { kind: "call", name: "log10", args: [{ kind: "as", name: { text: "wbc" }, unit: { text: "/uL", quoted: true } }] },
    });
    assert.deepEqual(expression(`if a = 0a then N0(i+) else (if dipss.group = "x y" then s = {} else s = ?)`), {
      kind: "if",
      condition: { kind: "compare", op: "=", left: name("a"), right: label("0a") },
      then: label("N0(i+)"),
      otherwise: {
        kind: "paren",
        inner: {
          kind: "if",
          condition: { kind: "compare", op: "=", left: name("dipss.group"), right: label("x y", true) },
          then: { kind: "compare", op: "=", left: name("s"), right: { kind: "set", labels: [] } },
          otherwise: { kind: "compare", op: "=", left: name("s"), right: { kind: "unknown" } },
        },
      },
    });
  });

  it("reads decide, score, exclude, check, examples and case", () => {
    const decide = only("decide", `decide T highest { T1 when size <= 2 cm @k\n none "x" when a\n otherwise ??? }`);
    assert.deepEqual(plain(decide.rules.map(({ result, when }) => [result, when === undefined])), [
      [label("T1"), false],
      [{ kind: "none", why: { value: "x" } }, false],
      [{ kind: "hole" }, true],
    ]);
    const score = only("score", `score p { a { >= 1 => 0; < 1 => -0.5 }\n +0.5 * x when y\n -1 }`);
    assert.deepEqual(
      score.parts.map((part) =>
        part.kind === "line" ? [part.sign, part.value.kind, part.when?.kind] : [part.column.text, part.rows.length],
      ),
      [
        ["a", 2],
        ["+", "arithmetic", "name"],
        ["-", "number", undefined],
      ],
    );
    const excludes = treeOf(`exclude for S "why" when a\nexclude "w" { T | N; Tis | not N0 }`).decls;
    assert.deepEqual(
      plain(excludes.map((one) => (one.kind === "exclude" ? [one.target?.text, one.when?.kind, one.grid?.rows.length] : []))),
      [
        ["S", "name", null],
        [null, null, 1],
      ],
    );
    const checks = treeOf(`check monotone s in T, falling hb except a because "b"\ncheck a implies b\ncheck never a`).decls;
    assert.deepEqual(
      checks.map((one) => (one.kind === "check" ? one.property.kind : "")),
      ["monotone", "implies", "never"],
    );
    const rows = only("examples", `examples {\n  T | N | x => s | r\n  T1 | | 3.4 cm => IB, IIA | 0.1..0.2\n  | ? | => uncovered | none\n}`)
      .grid.rows;
    assert.deepEqual(
      rows.map(({ cells }) => cells.map(({ kind }) => kind)),
      [
        ["alternatives", "blank", "alternatives"],
        ["blank", "alternatives", "blank"],
      ],
    );
    assert.deepEqual(plain(rows[0]?.expected.map(({ alternatives }) => alternatives)), [
      [label("IB"), label("IIA")],
      [{ kind: "range", from: num("0.1"), to: num("0.2"), fromOpen: false, toOpen: false }],
    ]);
    const steps = only(
      "case",
      `case "c" {\n  given size = 3.4 cm, s = {}, N in (N1, N2), not s has h, y = ?\n  expect T = T2\n  then x > 30\n}`,
    ).steps;
    assert.deepEqual(
      plain(steps.map((step) => (step.kind === "expect" ? step.name.text : step.givens.map((given) => [given.kind, given.variable.text])))),
      [
        [
          ["compare", "size"],
          ["compare", "s"],
          ["in", "N"],
          ["has", "s"],
          ["compare", "y"],
        ],
        "T",
        [["compare", "x"]],
      ],
    );
  });

  it("keeps comments with their places", () => {
    const text = `// own\nflag a // trailing\n/* block\n of two */ flag b /// doc`;
    const { comments, decls } = treeOf(text);
    assert.deepEqual(plain(comments), [
      { kind: "line", text: "own", ownLine: true },
      { kind: "line", text: "trailing", ownLine: false },
      { kind: "block", text: "block\n of two", ownLine: true },
      { kind: "doc", text: "doc", ownLine: false },
    ]);
    assert.deepEqual(
      decls.map(({ doc }) => doc),
      [undefined, "doc"],
    );
    for (const { start, end } of comments) assert.match(text.slice(start, end), /^\/[/*]/);
  });

  it("resolves escapes in texts and labels", () => {
    assert.equal(only("flag", `flag a "say \\"x\\" \\\\"`).title?.value, 'say "x" \\');
  });

  it("reads CRLF, CR and LF alike", () => {
    const text = fixture("lung.stage");
    const tree = withoutPlaces(treeOf(text));
    assert.deepEqual(withoutPlaces(treeOf(text.replaceAll("\n", "\r\n"))), tree);
    assert.deepEqual(withoutPlaces(treeOf(text.replaceAll("\n", "\r"))), tree);
    assert.deepEqual(withoutPlaces(treeOf(`\uFEFF${text}`)), tree);
  });

  it("tells the names that an unreadable declaration may declare", () => {
    const { file, problems } = parse(`categry T, U { a b }\nlet ratio = = 3\ntabel {\n  a => stage\n  b => c\n}\nflag ok`);
    assert.deepEqual(
      file.broken.map(({ names }) => names),
      [["T", "U"], ["ratio"], ["stage"]],
    );
    assert.deepEqual(
      problems.map(({ start }) => lineOf(`categry T, U { a b }\nlet ratio = = 3\ntabel {`, start)),
      [1, 2, 3],
    );
    assert.equal(file.decls.length, 1);
  });
});
