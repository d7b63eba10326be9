/** What fixes write: texts before and after, each after told by hand. */
import assert from "node:assert/strict";
import { apply, faultsOf, nameOf } from "./fix-faults.ts";
import { findingsIn, sourceOf } from "./fixture-files.ts";

/** The text after the first fix of a finding of `code` whose title has these words; its faults are none. */
function fixed(code: string, title: string, text: string): string {
  const files = [sourceOf("page.stage", text)];
  const before = findingsIn(files);
  const offered = before.filter((one) => one.code === code).flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));
  const found = offered.find(({ fix }) => fix.title.includes(title));
  assert.ok(found !== undefined, `${before.map(nameOf).join("; ")} offers ${offered.map(({ fix }) => fix.title).join("; ")}`);
  assert.deepEqual(faultsOf(files, before, found.finding, found.fix), []);
  return apply(files, found.fix)[0]?.text ?? "";
}

function writes(code: string, title: string, before: string, after: string): void {
  it(`${code}: ${title} (${before.trim().split("\n")[0]})`, () => {
    assert.equal(fixed(code, title, before), after);
  });
}

const rules = `category stage { I  II }
decide stage { I when T = T1; otherwise II }
`;

describe("what fixes of labels write", () => {
  const table = "category s { I }\ntable { T => s; T1 => I; T2 => I; T3 => I }\n";
  writes(
    "unknown-label",
    "Add T3 to T, after T2",
    `category T {\n  T1\n  T2: "second"  // the last\n}\n${table}`,
    `category T {\n  T1\n  T2: "second"  // the last\n  T3\n}\n${table}`,
  );
  writes("unknown-label", "Add T3 to T, after T2", `category T { T1 { T2  T4 } }\n${table}`, `category T { T1 { T2  T3  T4 } }\n${table}`);
  writes(
    "unknown-label",
    "Change very_low to very low",
    `category T { "very low"  high }\nlet a = T = very_low\n`,
    `category T { "very low"  high }\nlet a = T = "very low"\n`,
  );
  writes("duplicate", "Delete this T1", `category T { T1; T2; T1 }\n${rules}`, `category T { T1; T2 }\n${rules}`);
  writes(
    "duplicate",
    "Take TX out of the unknowns",
    `category T unknown TX, TZ { TX  T1 }\n${rules}`,
    `category T unknown TZ { TX  T1 }\n${rules}`,
  );
  writes(
    "duplicate",
    "Take TX out of the unknowns",
    `category T "T" unknown TX { TX  T1 }\n${rules}`,
    `category T "T" { TX  T1 }\n${rules}`,
  );
  writes("lone-child", "Leave the braces out", `category T { T1: "one" { T1 }  T2 }\n${rules}`, `category T { T1: "one"  T2 }\n${rules}`);
  writes("lone-child", "Keep T1 alone, without T1a", `category T { T1 { T1a }  T2 }\n${rules}`, `category T { T1  T2 }\n${rules}`);
  writes("lone-child", "Add T1 as its own", `category T { T1 { T1a }  T2 }\n${rules}`, `category T { T1 { T1  T1a }  T2 }\n${rules}`);
});

describe("what fixes of declarations write", () => {
  writes(
    "duplicate",
    "Delete this second T",
    `category T { T1  T2 }\n\n/// again\ncategory T { T1  T2 } // as above\n${rules}`,
    `category T { T1  T2 }\n\n// as above\n${rules}`,
  );
  writes(
    "duplicate",
    "Move the header",
    `// A note.\ncategory T { T1  T2 }\n\n/// What it is.\nscheme "S" {\n  status draft\n}\n\n${rules}`,
    `/// What it is.\nscheme "S" {\n  status draft\n}\n\n// A note.\ncategory T { T1  T2 }\n\n${rules}`,
  );
  writes(
    "duplicate",
    "Delete this second citation",
    `scheme "S" {\n  cite a "A" doi "1"\n  cite a "A" doi "1" // twice\n}\n`,
    `scheme "S" {\n  cite a "A" doi "1"\n  // twice\n}\n`,
  );
  writes(
    "unknown-name",
    "Declare x as a flag",
    `category s { I }\ndecide s { I when x or not x }\n`,
    `category s { I }\nflag x\ndecide s { I when x or not x }\n`,
  );
  writes("unknown-name", "Declare x as a number", "let a = x > 2 cm\n", "number x unit cm\nlet a = x > 2 cm\n");
  writes("unknown-name", "Declare x as a number", 'let a = x as "/uL"\n', 'number x unit "/uL"\nlet a = x as "/uL"\n');
  writes(
    "unknown-name",
    "Declare x as a set with bone, liver",
    "flag f\nlet a = f and x has any of (bone, liver)\n",
    "flag f\nset x { bone  liver }\nlet a = f and x has any of (bone, liver)\n",
  );
  writes(
    "unknown-name",
    'Declare x as a category with T1, "very big"',
    `category s { I }\ntable { x => s; T1 => I; "very big", T1 => I }\n`,
    `category s { I }\ncategory x { T1  "very big" }\ntable { x => s; T1 => I; "very big", T1 => I }\n`,
  );
  writes(
    "unknown-cite",
    "Add the citation k",
    'scheme "S" {\n  status draft // so far\n}\nlet a = 1 @k\n',
    'scheme "S" {\n  status draft // so far\n  cite k "???"\n}\nlet a = 1 @k\n',
  );
  writes(
    "unknown-cite",
    "Add the citation k",
    'scheme "S" { status draft }\nlet a = 1 @k\n',
    'scheme "S" { status draft; cite k "???" }\nlet a = 1 @k\n',
  );
  writes("unknown-cite", "Add the citation k", "let a = 1 @k\n", 'scheme "???" {\n  cite k "???"\n}\n\nlet a = 1 @k\n');
});

describe("what fixes of numbers and rows write", () => {
  const size = "number size unit cm from 0 to 10 step 0.5\n";
  writes("off-step", "Change 2.2 to 2.5", `${size}let a = size > 2.2 cm\n`, `${size}let a = size > 2.5 cm\n`);
  writes("off-step", "Change 2.2 to 2", `${size}let a = size in 2.2 <.. 3 cm\n`, `${size}let a = size in 2 <.. 3 cm\n`);
  writes("type-mismatch", "Change it to 2..3", `${size}let a = size in 3..2 cm\n`, `${size}let a = size in 2..3 cm\n`);
  writes("type-mismatch", "Change it to 0 to 10", "number n from 10 to 0\nlet a = n\n", "number n from 0 to 10\nlet a = n\n");
  writes("unit-mismatch", "Change the unit to g/dL", 'number hb unit "gm/dL"\nlet a = hb\n', 'number hb unit "g/dL"\nlet a = hb\n');
  writes("unit-mismatch", "Delete the unit, so that the number counts in cm", `${size}let a = size > 2 kg\n`, `${size}let a = size > 2\n`);
  writes("unit-mismatch", "Declare n in g/dL", 'number n "N"\nlet a = n > 2 "g/dL"\n', 'number n "N" unit "g/dL"\nlet a = n > 2 "g/dL"\n');
  const head = "category T { T1  T2 }\nflag f\ncategory s, t { I  II }\n";
  writes(
    "row-width",
    "Write any for the last column",
    `${head}table { T | f => s; T1 => I; T2 | any => II }\n`,
    `${head}table { T | f => s; T1 | any => I; T2 | any => II }\n`,
  );
  writes(
    "row-width",
    "Delete the last cell",
    `${head}table { T => s; T1 | any => I; T2 => II }\n`,
    `${head}table { T => s; T1 => I; T2 => II }\n`,
  );
  writes(
    "row-width",
    "Leave the last result open",
    `${head}table { T => s | t; T1 => I; T2 => II | I }\n`,
    `${head}table { T => s | t; T1 => I | ???; T2 => II | I }\n`,
  );
  writes("type-mismatch", "Change to yes", `${head}table { f => s; 1 => I; no => II }\n`, `${head}table { f => s; yes => I; no => II }\n`);
  writes(
    "type-mismatch",
    "Change to exactly {a}",
    "set x { a  b }\ncategory s { I }\ntable { x => s; a => I; any => I }\n",
    "set x { a  b }\ncategory s { I }\ntable { x => s; {a} => I; any => I }\n",
  );
});

describe("what fixes of ignores and of unused declarations write", () => {
  const gap = "category T { T1  T2 }\ncategory s { I }\n";
  writes(
    "gap",
    "Keep it as it is",
    `${gap}/// The groups,\n/// as printed.\ntable {\n  T  => s\n  T1 => I\n}\n`,
    `${gap}// stagewright-ignore gap: ???\n/// The groups,\n/// as printed.\ntable {\n  T  => s\n  T1 => I\n}\n`,
  );
  const overlap = "category T { T1 }\ncategory s { I  II }\ntable {\n  T  => s\n  T1 => I\n  any => II\n}\n";
  writes("overlap", "Keep it as it is", overlap, overlap.replace("  any", "  // stagewright-ignore overlap: ???\n  any"));
  const ignored = `${rules}category T { T1  T2 }\n`;
  writes("unused-ignore", "Delete this comment", `// stagewright-ignore gap: x\n${ignored}`, ignored);
  writes("unused-ignore", "Delete this comment", `${ignored}let b = T = T1  // stagewright-ignore gap: x\n`, `${ignored}let b = T = T1\n`);
  writes(
    "unused-ignore",
    "Delete this comment",
    `${ignored}/* stagewright-ignore gap: x */ let b = T = T1\n`,
    `${ignored} let b = T = T1\n`,
  );
  writes(
    "unused-ignore",
    "Change gapp to gap",
    `${gap}// stagewright-ignore gapp: gap\ntable { T => s; T1 => I }\n`,
    `${gap}// stagewright-ignore gap: gap\ntable { T => s; T1 => I }\n`,
  );
  writes("unused", "Delete f", `${ignored}/// doc\nflag f /// doc\n\nlet b = T = T1\n`, `${ignored}\nlet b = T = T1\n`);
  writes("unused", "Delete f", `${ignored}flag g; flag f; flag h\nlet b = g and h\n`, `${ignored}flag g; flag h\nlet b = g and h\n`);
  writes("unused", "Delete f", `${ignored}flag g; flag f\nlet b = g\n`, `${ignored}flag g\nlet b = g\n`);
  writes("unused", "Delete f", `${ignored}flag f, g\nlet b = g\n`, `${ignored}flag g\nlet b = g\n`);
  writes("unused", "Delete f", `${ignored}flag g, f\nlet b = g\n`, `${ignored}flag g\nlet b = g\n`);
  writes(
    "unused",
    "Delete s",
    `${ignored}\nset s { // keep this\n  a  b\n  /* and this */\n}\n\nlet b = T = T1\n`,
    `${ignored}\n// keep this\n/* and this */\n\nlet b = T = T1\n`,
  );
});

describe("fixes that are safe", () => {
  const used = [sourceOf("used.stage", "number n\nnumber m\n"), sourceOf("idle.stage", "number k\n")];
  const entry = `// stagewright-ignore gap: x\n${rules}category T { T1  T2 }\nflag f\nuse n, m from "used.stage"\nuse "idle.stage"\nlet c = n > 1\n`;

  it("are those that delete an unused declaration or an unused ignore", () => {
    const safe = (text: string) =>
      findingsIn([sourceOf("page.stage", text), ...used])
        .flatMap((one) => one.fixes)
        .filter((fix) => fix.safe)
        .map((fix) => fix.title);
    assert.deepEqual(safe(entry), ["Delete this comment", "Delete f", "Take m out of the list", "Delete this use"]);
    // A reference that no rule names is knowledge that nobody could restore.
    assert.deepEqual(safe(`scheme "S" { cite a "A"; cite b "B" }\n${rules}category T { T1  T2 }\nlet b = T = T1 @a\n`), []);
  });

  it("take out an alternative only where what it reads is read elsewhere, since excludes bear on what is read", () => {
    const safe = (head: string) =>
      findingsIn([
        sourceOf(
          "page.stage",
          `category T { T1  T2 }\nnumber n from 0\ncategory g { A  B }\nexclude "never" when T = T2\ndecide g${head} {\n  A when n <= 5 or (T = T1 and n < 0)\n  B when n > 5\n}\n`,
        ),
      ]).map(({ code, fixes: [fix] }) => `${code} ${fix?.title} ${fix?.safe}`);
    const title = (isSafe: boolean) => [`dead-alternative Delete (T = T1 and n < 0) ${isSafe}`];
    // Read no more, T would not be excluded: a record with T2 would get A in place of excluded.
    assert.deepEqual(safe(""), title(false));
    assert.deepEqual(safe(" needs T"), title(true));
  });
});

describe("what fixes of examples write", () => {
  const table =
    'category T { T1  T2 }\nflag f\ncategory s { I  II  "very bad" }\ntable { T | f => s; T1 | any => I; T2 | yes => "very bad"; T2 | no => II }\n';
  writes("example-failed", "Expect I, if", `${table}examples { T => s; T1 => II }\n`, `${table}examples { T => s; T1 => I }\n`);
  writes(
    "example-failed",
    'Expect II, "very bad", if',
    `${table}examples { T => s; T2 => II }\n`,
    `${table}examples { T => s; T2 => II, "very bad" }\n`,
  );
  writes(
    "example-failed",
    "Expect 0.5, if",
    "number n\nlet a = n / 2\nexamples { n => a; 1 => 2 }\n",
    "number n\nlet a = n / 2\nexamples { n => a; 1 => 0.5 }\n",
  );
  writes("example-invalid", "Change T11 to T1", `${table}examples { T => s; T11 => I }\n`, `${table}examples { T => s; T1 => I }\n`);
  writes(
    "example-invalid",
    "Change verybad to very bad",
    `${table}examples { T | f => s; T2 | yes => verybad }\n`,
    `${table}examples { T | f => s; T2 | yes => "very bad" }\n`,
  );
  writes("example-invalid", "Change ss to s", `${table}examples { T => ss; T1 => I }\n`, `${table}examples { T => s; T1 => I }\n`);
  writes(
    "example-invalid",
    "Change T3 to T2",
    `${table}case "C" {\n  given T = T3, f\n  expect s = I\n}\n`.replace(", f", ""),
    `${table}case "C" {\n  given T = T2\n  expect s = I\n}\n`,
  );
  writes(
    "unexercised-rows",
    "Add an example",
    `${table}examples {\n  f | T => s\n    | T1 => I // first\n}\n`,
    `${table}examples {\n  f | T => s\n    | T1 => I // first\n    yes | T2 => ???\n}\n`,
  );
  writes(
    "unexercised-rows",
    "Add an example",
    `${table}examples { T | f => s; T1 | no => I }\n`,
    `${table}examples { T | f => s; T1 | no => I; T2 | yes => ??? }\n`,
  );
});
