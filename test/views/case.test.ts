/** The HTML of a tried case: every control has a name, every outcome a word, every text is escaped. */
import assert from "node:assert/strict";
import { type Entry, exampleAt, load, type Place, tryCase } from "#engine";
import { parse } from "#grammar";
import { answersHtml, caseFormHtml, exampleFormHtml, surroundingsOf, triedHtml, triedSummary } from "#views";

const rules = `category T "Primary tumour" unknown TX { T1: "small" { T1a  T1b }  T2 }
category side { left  right }
number size "Size" unit cm from 0 to 30
number psa unknown X, "XX.7"
flag smoker assume no
set invades { pleura: "the lining"  heart }
number unread
category stage "Stage group" { I: "early"  II  III }
exclude "no two sides" when T = T1 and side = right
table "Main" {
  T  | size  | smoker => stage
  T1 | <= 3  | no     => I
  T1 | > 3   | no     => II
  T2 | <= 10 | any    => none "it is not staged"
  T2 | > 20  | any    => III
}
decide n unique {
  I when invades has heart
  II when psa > 3
}
category n { I  II }
`;
const scheme = load({ uri: "rules.stage", text: rules, parsed: parse(rules) }, () => undefined);
const placeOf = ({ span }: Place) => `{"line":${rules.slice(0, span.start).split("\n").length}}`;
const shown = (entries: readonly Entry[], first = "stage"): string => triedHtml(tryCase(scheme, entries), placeOf, first).html;
const text = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
const of = (record: Readonly<Record<string, string>>): readonly Entry[] =>
  Object.entries(record).map(([variable, written]) => ({ variable, text: written }));

describe("the form of a case", () => {
  const form = caseFormHtml(tryCase(scheme, []).form).html;
  const field = (name: string): string =>
    form.split("<fieldset").find((part) => part.includes(`data-field="${name}"`)) ?? assert.fail(name);
  const values = (name: string): readonly string[] =>
    [...field(name).matchAll(/(?:input|option)[^>]* value="([^"]*)"/g)].map(([, value = ""]) => value);

  it("says for each control what it records", () => {
    assert.deepEqual(values("T"), ["", "T1", "T1a", "T1b", "T2", "TX", "="]);
    assert.deepEqual(values("side"), ["left", "right", "?", "", "="]);
    assert.deepEqual(values("smoker"), ["yes", "no", "?", ""]);
    assert.deepEqual(values("psa"), ["X", "XX.7", "?"]);
    assert.deepEqual(values("invades"), ["some", "all", "?", "", "pleura", "heart"]);
  });

  it("shows depth, texts, units, ranges and what is assumed", () => {
    assert.match(field("T"), />T1 \(not told further\): small<[\s\S]*>\u00a0\u00a0\u00a0T1a</);
    assert.match(field("size"), /0 to 30 cm[\s\S]*<option>cm<\/option><option>mm<\/option>/);
    assert.match(field("smoker"), /not recorded \(assume no\)/);
  });

  it("puts what the rules derive, and what nothing reads, into groups of their own", () => {
    const [asked = "", derived = "", unread = ""] = form.split('<details class="group"');
    assert.ok(asked.includes('data-field="invades"') && !asked.includes('data-field="stage"'));
    assert.ok(derived.includes('data-field="stage"') && derived.includes('data-field="n"'));
    assert.ok(unread.includes('data-field="unread"'));
  });

  it("gives every control a name, and every id once", () => {
    const whole = form + exampleFormHtml(tryCase(scheme, []).form).html;
    const ids = [...whole.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, id] of whole.matchAll(/ (?:for|aria-describedby)="([^"]*)"/g)) assert.ok(ids.includes(id ?? ""), id);
    for (const found of whole.matchAll(/<(?:input|select)\b[^>]*>/g)) {
      const [control] = found;
      const isInLabel = whole.slice(0, found.index).endsWith('<label class="choice">');
      const id = / id="([^"]*)"/.exec(control)?.[1];
      assert.ok(/aria-label="/.test(control) || isInLabel || whole.includes(`for="${id}"`), control);
    }
  });
});

describe("the answers to a case", () => {
  it("name every outcome in words, with its reason", () => {
    assert.match(
      text(shown(of({ T: "T1a", size: "2", side: "left" }))),
      /^Stage group stage ✓ I early How it came about Decided by T1 \| &lt;= 3/,
    );
    assert.match(text(shown(of({ T: "T2", size: "5" }))), /– None it is not staged/);
    assert.match(text(shown(of({ T: "T2", size: "15" }))), /○ No row covers this case/);
    assert.match(text(shown(of({ T: "T1", size: "2", side: "right" }))), /⊘ Cannot occur no two sides/);
    assert.match(text(shown(of({ T: "T9" }))), /! Cannot be staged as recorded T: &#39;T9&#39;/);
    assert.match(
      text(shown([{ variable: "invades", member: "heart", text: "yes" }, ...of({ psa: "9" })], "n")),
      /≠ Rows disagree Rows that apply give different results: I, II/,
    );
  });

  it("show no rows where a value that cannot be read makes them say nothing, but do so beside", () => {
    const html = text(shown(of({ size: "1,5", psa: "4", invades: "{}" }), "stage"));
    const [misread = "", beside = ""] = html.split("On the way");
    assert.doesNotMatch(misread, /How it came about/);
    assert.match(beside, /n ✓ II How it came about Decided by/);
  });

  it("tell what stays possible, and lead to the fields that would settle it", () => {
    const html = shown(of({ T: "T1", side: "left" }));
    assert.match(text(html), /\? Not determined yet Still possible: I , II Would be settled by: size \(Size\)/);
    assert.match(html, /data-field-link="size"/);
    assert.match(text(html), /not recorded: size/);
  });

  it("lead to the rows, and tell which cell kept a row from counting", () => {
    const html = shown(of({ T: "T1", size: "5", side: "left" }));
    assert.match(html, /data-place="\{&quot;line&quot;:13\}"/);
    assert.match(text(html), /Missed by one cell T1 \| &lt;= 3 \| no =&gt; I Main, line 12 ✓ T: T1 fits T1 ✗ size: 5 does not fit &lt;= 3/);
  });

  it("are short above the form: the decision that was asked for, or those that no other reads", () => {
    const tried = tryCase(scheme, of({ T: "T1", size: "5", side: "left", psa: "1,2" }));
    assert.equal(text(triedSummary(tried, "stage").html), "Stage group: ✓ II One value cannot be read.");
    assert.match(text(triedSummary(tried).html), /Stage group: ✓ II n: ! Cannot be staged/);
    assert.match(text(triedSummary(tried, "gone").html), /^Stage group: ✓ II/);
  });

  it("lead nowhere where the page has no form", () => {
    const at = rules.length;
    const written = `${rules}examples {\n  T  | side => stage\n  T1 | left => I\n}\n`;
    const again = load({ uri: "rules.stage", text: written, parsed: parse(written) }, () => undefined);
    assert.ok(exampleAt(again, at + 40));
    const tried = tryCase(again, of({ T: "T1", side: "left" }));
    const html = answersHtml(tried.answers, { ...surroundingsOf(tried, () => undefined), hasField: () => false }).html;
    assert.doesNotMatch(html, /data-(place|field-link)/);
  });
});
