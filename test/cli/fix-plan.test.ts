/** Which fixes are made: with a checker made by hand, so that every promise can be broken on purpose. */
import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { applyFix, type CheckedFile, type Finding, type Fix, planFixes, type Texts } from "#engine";
import { finding } from "./support.ts";

const uri = "/rules/a.stage";
const textsOf = (text: string): Texts => new Map([[uri, text]]);
const plain = (findings: readonly Finding[], changes: Partial<CheckedFile> = {}): CheckedFile => ({
  uri,
  findings,
  decisions: [],
  ...changes,
});

const edit = (start: number, end: number, text = "", at = uri): Fix["edits"][number] => ({ uri: at, start, end, text });
const fixing = (title: string, edits: Fix["edits"], changes: Partial<Finding> = {}): Finding =>
  finding({
    code: "unused-ignore",
    severity: "warning",
    summary: title,
    message: title,
    fixes: [{ title, safe: true, edits }],
    ...changes,
  });

/** Every `x` of the text may go; its finding is named by its place, as no real one is. */
const everyX = (texts: Texts): readonly Finding[] =>
  [...(texts.get(uri) ?? "").matchAll(/x/g)].map(({ index }, nth) =>
    fixing(`delete ${nth}`, [edit(index, index + 1)], { span: { start: index, end: index + 1 } }),
  );

describe("planning safe fixes", () => {
  it("makes all of them, one after the other", () => {
    const plan = planFixes(textsOf("axbxc"), (texts) => [plain(everyX(texts))]);
    assert.equal(plan.texts.get(uri), "abc");
    assert.deepEqual(
      plan.made.map(({ at }) => at),
      [1, 3],
      "places are those of the first text",
    );
    assert.deepEqual(plan.refused, []);
  });

  it("makes only the first of two that overlap, or of which either may go but not both", () => {
    const check = (texts: Texts) => {
      const text = texts.get(uri) ?? "";
      return [plain(text.length < 2 ? [] : [fixing("first", [edit(0, 1)]), fixing("second", [edit(1, 2)])])];
    };
    const plan = planFixes(textsOf("ab"), check);
    assert.equal(plan.texts.get(uri), "b");
    assert.equal(plan.made.length, 1);
  });

  it("tells places of the first text, whatever was put in and taken out above", () => {
    const text = "1\n2\n3\n4\n";
    const fixes: Readonly<Record<string, Finding>> = {
      [text]: fixing("widen", [edit(0, 1, "one\none"), edit(2, 3)], { span: { start: 2, end: 3 } }),
      "one\none\n\n3\n4\n": fixing("last", [edit(11, 12, "four")], { span: { start: 11, end: 12 } }),
    };
    const plan = planFixes(textsOf(text), (texts) => [plain([fixes[texts.get(uri) ?? ""] ?? []].flat())]);
    assert.equal(plan.texts.get(uri), "one\none\n\n3\nfour\n");
    assert.deepEqual(
      plan.made.map(({ at }) => at),
      [2, 6],
    );
  });

  it("tells a place that what was taken out reached up to", () => {
    const plan = planFixes(textsOf("axxb"), (texts) => [plain(everyX(texts).slice(0, 1))]);
    assert.deepEqual(
      plan.made.map(({ at }) => at),
      [1, 2],
    );
  });

  it("makes no fix that changes outcomes, and counts the findings that have such alone", () => {
    const unsafe = finding({ fixes: [{ title: "Insert a row", safe: false, edits: [edit(0, 0, "row")] }] });
    const plan = planFixes(textsOf("abc"), () => [plain([unsafe, finding()])]);
    assert.equal(plan.texts.get(uri), "abc");
    assert.equal(plan.unsafe, 1);
  });

  it("takes the safe one of several", () => {
    const both = fixing("delete", [edit(0, 1)]);
    const mixed = { ...both, fixes: [{ title: "other", safe: false, edits: [edit(0, 3)] }, ...both.fixes] };
    const plan = planFixes(textsOf("xbc"), (texts) => [plain(texts.get(uri) === "xbc" ? [mixed] : [])]);
    assert.equal(plan.texts.get(uri), "bc");
  });

  it("takes back a fix after which there is a new error, says which, and goes on with the others", () => {
    const check = (texts: Texts) => {
      const text = texts.get(uri) ?? "";
      const fixes = [fixing("delete a", [edit(0, 1)]), fixing("delete x", [edit(text.indexOf("x"), text.indexOf("x") + 1)])];
      const error = finding({ code: "gap", summary: "gap T1", message: "No row covers T1." });
      return [plain([...(text.startsWith("a") ? [] : [error]), ...fixes.filter((one) => text.includes(one.summary.slice(-1)))])];
    };
    const plan = planFixes(textsOf("abx"), check);
    assert.equal(plan.texts.get(uri), "ab");
    assert.deepEqual(
      plan.made.map(({ fix }) => fix.title),
      ["delete x"],
    );
    assert.deepEqual(
      plan.refused.map(({ fix, reason }) => [fix.title, reason]),
      [["delete a", "there would be a new error, gap: No row covers T1."]],
    );
  });

  it("counts a second error of the same name as new, and none that was there before", () => {
    const error = finding({ code: "gap", summary: "gap T1" });
    const more = (before: number, after: number) =>
      planFixes(textsOf("x"), (texts) => [
        plain([...everyX(texts), ...Array<Finding>(texts.get(uri) === "x" ? before : after).fill(error)]),
      ]);
    assert.equal(more(1, 2).refused.length, 1);
    assert.equal(more(1, 1).refused.length, 0);
    assert.equal(more(2, 1).refused.length, 0);
  });

  it("takes a gap for an error also where the settings call it a hint", () => {
    const plan = planFixes(textsOf("x"), (texts) => [plain(texts.get(uri) === "x" ? everyX(texts) : [finding({ severity: "hint" })])]);
    assert.equal(plan.refused.length, 1);
    assert.equal(plan.texts.get(uri), "x");
  });

  it("takes back a fix in a used file that brings an error into a file that uses it", () => {
    const user = "/rules/user.stage";
    const error = finding({ uri: user });
    const plan = planFixes(textsOf("x"), (texts) => [plain(everyX(texts)), plain(texts.get(uri) === "x" ? [] : [error], { uri: user })]);
    assert.equal(plan.texts.get(uri), "x");
    assert.equal(plan.refused.length, 1);
  });

  it("takes back a fix after which a decision is no longer proved", () => {
    const plan = planFixes(textsOf("x"), (texts) => [
      plain(everyX(texts), { decisions: [{ decision: "stage", analysed: texts.get(uri) === "x" }] }),
    ]);
    assert.equal(plan.texts.get(uri), "x");
    assert.match(plan.refused[0]?.reason ?? "", /no longer be proved/);
  });

  it("does not run in circles", () => {
    const swap = (texts: Texts) => {
      const text = texts.get(uri) ?? "";
      return [plain([fixing(`swap ${text}`, [edit(0, 2, text === "ab" ? "ba" : "ab")])])];
    };
    const plan = planFixes(textsOf("ab"), swap);
    assert.equal(plan.made.length, 1);
    assert.match(plan.refused[0]?.reason ?? "", /leads back/);
  });

  it("stops at a bound, and says so", () => {
    const plan = planFixes(textsOf(""), (texts) => [plain([fixing(`add ${texts.get(uri)?.length}`, [edit(0, 0, "x")])])]);
    assert.equal(plan.stopped, true);
    assert.equal(plan.made.length, 1000);
    assert.equal(planFixes(textsOf("x"), (texts) => [plain(everyX(texts))]).stopped, false);
  });

  it("leaves a file alone that means nothing yet", () => {
    const lost = finding({ code: "syntax", summary: "syntax" });
    const alone = planFixes(textsOf("x"), (texts) => [plain([...everyX(texts), lost])]);
    assert.equal(alone.texts.get(uri), "x");
    assert.deepEqual(alone.broken, [uri]);
  });

  it("changes no file that was not named", () => {
    const plan = planFixes(textsOf("x"), () => [plain([fixing("reach out", [edit(0, 1), edit(0, 1, "", "/rules/other.stage")])])]);
    assert.equal(plan.texts.get(uri), "x");
    assert.equal(plan.outside, 1);
  });
});

describe("making the edits of a fix", () => {
  const made = (text: string, ...edits: Fix["edits"]): string | undefined =>
    applyFix(textsOf(text), { title: "", safe: true, edits }).get(uri);

  it("makes several, whatever their order", () => {
    assert.equal(made("abcdef", edit(1, 2, "BB"), edit(4, 5)), "aBBcdf");
    assert.equal(made("abcdef", edit(4, 5), edit(1, 2, "BB")), "aBBcdf");
  });

  it("keeps the line ends of the file", () => {
    assert.equal(made("a\r\nb\r\n", edit(3, 3, "x\n")), "a\r\nx\r\nb\r\n");
    assert.equal(made("a\nb\n", edit(2, 2, "x\n")), "a\nx\nb\n");
  });
});
