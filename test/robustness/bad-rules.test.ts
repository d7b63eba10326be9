/**
 * Bad input end to end, through parser and engine: each ends in a clear message or outcome, nothing throws or hangs,
 * and declarations after the bad part keep their meaning.
 */
import assert from "node:assert/strict";
import {
  type Answer,
  type CheckResult,
  check,
  type Finding,
  load,
  type PatientCase,
  readCell,
  type Scheme,
  type Source,
  stage,
} from "#engine";
import { parse } from "#grammar";

/** Generous: a slow machine is no reason to fail, a hang is. */
const BOUND_MS = 10_000;

const source = (uri: string, text: string): Source => ({ uri, text, parsed: parse(text) });

interface Done {
  readonly scheme: Scheme;
  readonly result: CheckResult;
}

function run(text: string, files: Readonly<Record<string, string>> = {}): Done {
  const start = performance.now();
  const scheme = load(source("main.stage", text), (_, path) => {
    if (path === "main.stage") return source(path, text);
    const used = files[path];
    return used === undefined ? undefined : source(path, used);
  });
  const result = check(scheme);
  const taken = performance.now() - start;
  assert.ok(taken < BOUND_MS, `took ${Math.round(taken)} ms`);
  return { scheme, result };
}

const errors = ({ result }: Done): readonly Finding[] => result.findings.filter(({ severity }) => severity === "error");
const codes = (done: Done): readonly string[] => errors(done).map(({ code }) => code);

function stageOne(scheme: Scheme, record: Readonly<Record<string, string>>, decision: string): Answer {
  const patient: PatientCase = new Map(
    Object.entries(record).flatMap(([name, text]) => {
      const reading = readCell(scheme, name, text);
      return reading === undefined ? [] : [[name, reading] as const];
    }),
  );
  const answer = stage(scheme, patient).find((one) => one.decision === decision);
  assert.ok(answer, `${decision} is decided`);
  return answer;
}

/** A sound table that stands behind the bad part in each test. */
const SOUND = ["category S { S1  S2 }", "category sound { x  y }", "table {", "  S  => sound", "  S1 => x", "  S2 => y", "}", ""].join(
  "\n",
);

/** The sound table is analysed and free of gaps, and stages a case, whatever stands before it. */
function soundStillWorks(done: Done): void {
  const summary = done.result.decisions.find(({ decision }) => decision === "sound");
  assert.deepEqual(
    { analysed: summary?.analysed, gaps: summary?.gaps, combinations: summary?.combinations },
    { analysed: true, gaps: 0n, combinations: 2n },
  );
  assert.deepEqual(stageOne(done.scheme, { S: "S2" }, "sound").outcome, { kind: "assigned", value: { text: "y" } });
}

function eachMessageIsClear(done: Done): void {
  for (const { message } of done.result.findings) {
    assert.ok(message.length > 10 && message.length < 2000, message.slice(0, 200));
    assert.doesNotMatch(message, /undefined|\[object|NaN|Error:/);
  }
}

describe("files that are not rules", () => {
  for (const [name, text] of [
    ["an empty file", ""],
    ["a file of blanks", " \n\t\r\n\n"],
    ["a file of comments", "// nothing\n/* here */\n"],
  ] as const) {
    it(`${name} is no mistake, and decides nothing`, () => {
      const done = run(text);
      assert.deepEqual(done.result, { findings: [], ignored: [], decisions: [], properties: [], examples: { results: [], coverage: [] } });
      assert.deepEqual(stage(done.scheme, new Map()), []);
    });
  }

  it("a file of zero bytes is told to be no text, once", () => {
    const done = run("\u0000".repeat(100_000));
    assert.deepEqual(codes(done), ["syntax"]);
    eachMessageIsClear(done);
  });

  it("binary text is told, and rules behind it work", () => {
    // Every unit of UTF-16 but line ends and the quotes, braces and comments that would swallow what follows.
    const noise = Array.from({ length: 50_000 }, (_, index) => String.fromCharCode((index * 7919) % 65_536))
      .join("")
      .replace(/[\r\n"{}/*]/g, "");
    const done = run(`${noise}\n${SOUND}`);
    assert.ok(codes(done).length >= 1);
    assert.ok(codes(done).every((code) => code === "syntax"));
    eachMessageIsClear(done);
    soundStillWorks(done);
  });

  it("a byte-order mark and every kind of line end are read", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const done = run(`\uFEFF${SOUND.replaceAll("\n", end)}`);
      assert.deepEqual(done.result.findings, []);
      soundStillWorks(done);
    }
  });
});

describe("very long lines", () => {
  const tenMegabytes = 10 * 1024 * 1024;
  for (const [name, line] of [
    ["one word", "x".repeat(tenMegabytes)],
    ["a comment", `// ${"x".repeat(tenMegabytes)}`],
    ["an open text", `scheme "${"x".repeat(tenMegabytes)}`],
    ["many cells", "T | ".repeat(tenMegabytes / 4)],
    ["many open brackets", `let x = ${"(".repeat(tenMegabytes)}`],
  ] as const) {
    it(`a line of 10 MB (${name}) costs itself only`, () => {
      const done = run(`${line}\n${SOUND}`);
      assert.deepEqual(codes(done), ["syntax"]);
      eachMessageIsClear(done);
      soundStillWorks(done);
    });
  }
});

describe("unfinished blocks", () => {
  it("an open brace is one finding, and the declarations behind it work", () => {
    for (const open of ["category T { T1  T2", "table {\n  S  => other\n  S1 => a", 'scheme "Open" {\n  status draft']) {
      const done = run(`category other { a  b }\n${open}\n${SOUND}`);
      const syntax = codes(done).filter((code) => code === "syntax");
      assert.ok(syntax.length === 1, `${open}: ${codes(done).join(", ")}`);
      soundStillWorks(done);
    }
  });

  it("a brace too many is one finding", () => {
    const done = run(`}\n${SOUND}`);
    assert.deepEqual(codes(done), ["syntax"]);
    soundStillWorks(done);
  });

  it("while a row is broken its table is not called clean, and no example of it passes", () => {
    const done = run(`${SOUND.replace("S2 => y", "S2 =>")}\nexamples {\n  S  => sound\n  S1 => x\n}\n`);
    assert.deepEqual(codes(done), ["syntax"]);
    assert.deepEqual(
      done.result.decisions.map(({ analysed }) => analysed),
      [false],
    );
    assert.deepEqual(done.result.examples.results, []);
  });
});

describe("files that use others", () => {
  it("a file that is missing is told once, and hides nothing else", () => {
    const done = run(`use "nowhere.stage"\nuse Q from "nowhere.stage"\n${SOUND}`);
    assert.deepEqual(codes(done), ["unresolved-use", "unresolved-use"]);
    assert.match(errors(done)[0]?.message ?? "", /nowhere\.stage/);
    soundStillWorks(done);
  });

  it("two files that use each other are told, and do not run round", () => {
    const done = run(`use "b.stage"\n${SOUND}`, { "b.stage": 'use "main.stage"\nflag b\n' });
    assert.deepEqual(codes(done), ["unresolved-use"]);
    assert.match(errors(done)[0]?.message ?? "", /in turn/);
    soundStillWorks(done);
  });

  it("a file that uses itself is told", () => {
    const done = run(`use "main.stage"\n${SOUND}`);
    assert.deepEqual(codes(done), ["unresolved-use"]);
    soundStillWorks(done);
  });

  it("a long chain of files is followed", () => {
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`f${index}.stage`, index === 199 ? SOUND : `use "f${index + 1}.stage"\n`]),
    );
    const done = run('use "f0.stage"\n', files);
    assert.deepEqual(done.result.findings, []);
    assert.equal(stageOne(done.scheme, { S: "S1" }, "sound").possible.join(), "x");
  });
});

describe("depth and size", () => {
  const deep = 5000;
  for (const [name, text] of [
    ["brackets", `flag a\nlet b = ${"(".repeat(deep)}a${")".repeat(deep)}`],
    ["not", `flag a\nlet b = ${"not ".repeat(deep)}a`],
    ["minus signs", `number a\nlet b = ${"- ".repeat(deep)}a`],
    ["powers", `number a from 0 to 1\nlet b = ${"a ^ ".repeat(deep)}a`],
    ["if", `flag a\nlet b = ${"if a then 1 else ".repeat(deep)}0`],
    ["a sum", `number a from 0 to 1\nlet b = ${Array.from({ length: deep }, () => "a").join(" + ")}`],
    ["labels", `category D { ${Array.from({ length: deep }, (_, index) => `p${index} { q${index} `).join("")}z${" }".repeat(deep)} }`],
  ] as const) {
    it(`${deep} nested ${name} end in an answer or one message`, () => {
      const done = run(`${text}\n${SOUND}`);
      assert.ok(errors(done).length <= 1, codes(done).join(", "));
      eachMessageIsClear(done);
      soundStillWorks(done);
    });
  }

  it("a category of 10,000 labels is checked and staged", () => {
    const labels = Array.from({ length: 10_000 }, (_, index) => `L${index}`);
    const done = run(`category T { ${labels.slice(0, 5000).join(" ")}\n${labels.slice(5000).join(" ")} }\ncategory g { x  y }
table {\n  T => g\n  L0..L4999 => x\n  L5000..L9998 => y\n}\n${SOUND}`);
    assert.deepEqual(codes(done), ["gap"]);
    assert.deepEqual(errors(done)[0]?.witness, [{ variable: "T", text: "L9999" }]);
    assert.equal(stageOne(done.scheme, { T: "L5000" }, "g").possible.join(), "y");
    soundStillWorks(done);
  });

  it("a table with a row for each of 1,000 labels is proved complete", () => {
    const labels = Array.from({ length: 1000 }, (_, index) => `L${index}`);
    const done = run(`category T { ${labels.join(" ")} }\ncategory g { x  y }
table {\n  T => g\n${labels.map((label, index) => `  ${label} => ${index % 2 === 0 ? "x" : "y"}`).join("\n")}\n}\n`);
    assert.deepEqual(done.result.findings, []);
    assert.equal(done.result.decisions[0]?.covered, 1000n);
  });

  it("a product of 4 to the power of 30 is counted, not enumerated", () => {
    const columns = Array.from({ length: 30 }, (_, index) => `C${index}`);
    const done = run(`category ${columns.join(", ")} { a  b  c  d }\ncategory g { x  y }
table {\n  ${columns.join(" | ")} => g\n  ${columns.map(() => "a").join(" | ")} => x\n}\n${SOUND}`);
    const summary = done.result.decisions.find(({ decision }) => decision === "g");
    assert.deepEqual([summary?.combinations, summary?.covered, summary?.gaps], [4n ** 30n, 1n, 4n ** 30n - 1n]);
    assert.deepEqual([...new Set(codes(done))], ["gap"]);
    soundStillWorks(done);
  });

  it("a budget that is too small is told, and nothing is called clean", () => {
    const scheme = load(source("main.stage", SOUND), () => undefined);
    const { findings, decisions } = check(scheme, { budget: 1 });
    assert.deepEqual(
      findings.map(({ code }) => code),
      ["undecided"],
    );
    assert.deepEqual(
      decisions.map(({ analysed }) => analysed),
      [false],
    );
  });
});

describe("declarations that cannot be meant", () => {
  it("a thousand declarations of one name are told one by one, and the first one counts", () => {
    const done = run(`flag a\n${"number a\n".repeat(1000)}${SOUND}`);
    assert.deepEqual([...new Set(codes(done))], ["duplicate"]);
    assert.equal(codes(done).length, 1000);
    assert.equal(done.scheme.variables.find(({ name }) => name === "a")?.kind, "flag");
    soundStillWorks(done);
  });

  it("numbers with thousands of digits are told to be none", () => {
    for (const text of [`number a from 0 to ${"9".repeat(10_000)}`, `number a from 0 to 1 step 0.${"0".repeat(5000)}1`]) {
      const done = run(`${text}\n${SOUND}`);
      assert.ok(errors(done).length === 1, codes(done).join(", "));
      assert.ok((errors(done)[0]?.message.length ?? 0) < 300);
      soundStillWorks(done);
    }
  });

  it("powers too large to be written end in a message or an outcome", () => {
    const done = run(`number a from 0 to 10\nlet b = a ^ 999999999\nlet c = 10 ^ 10 ^ 10\nlet d = exp(exp(exp(a)))\n${SOUND}`);
    eachMessageIsClear(done);
    for (const decision of ["b", "c", "d"]) {
      const { outcome } = stageOne(done.scheme, { a: "10" }, decision);
      assert.ok(["invalid", "assigned"].includes(outcome.kind), `${decision}: ${outcome.kind}`);
    }
    soundStillWorks(done);
  });

  it("decisions in a circle are told, and others are decided", () => {
    const done = run(`let a = b + 1\nlet b = c + 1\nlet c = a + 1\n${SOUND}`);
    assert.deepEqual(codes(done), ["cycle"]);
    soundStillWorks(done);
  });
});
