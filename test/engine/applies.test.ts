/** Which files claim the same cases, and how that is told. */
import assert from "node:assert/strict";
import { checkTogether, load } from "#engine";
import { sourceOf } from "./fixture-files.ts";

const decides = "category T { T1  T2 }\ncategory stage { I  II }\ntable { T => stage; T1 => I; T2 => II }\n";
const file = (fields: string, rules = decides) => `scheme "S" {\n${fields}\n}\n${rules}`;

/** What the first file is told of the others. */
function told(texts: Readonly<Record<string, string>>): readonly string[] {
  const files = Object.entries(texts).map(([uri, text]) => sourceOf(uri, text));
  const schemes = files.map((one) => load(one, (_, path) => files.find((other) => other.uri === path)));
  assert.deepEqual(
    schemes.flatMap((scheme) => scheme.findings),
    [],
  );
  return checkTogether(schemes)
    .filter((one) => one.uri === files[0]?.uri)
    .map((one) => one.message);
}

/** The codes that two `applies` lines share, as the message names them. */
function shared(mine: string, theirs: string): string | undefined {
  const [message] = told({ "a.stage": file(`applies ${mine}`), "b.stage": file(`applies ${theirs}`) });
  return message === undefined ? undefined : /same cases: (.*?)\. Narrow/.exec(message)?.[1];
}

describe("codes that two files share", () => {
  for (const [mine, theirs, expected] of [
    ["site C34", "site C34.3", "site C34.3 with any histology"],
    ["site C34.3", "site C34.4..C34.9", undefined],
    ["site C34..C36", "site C35.5, C36.9..C40", "site C35.5, C36.9 with any histology"],
    ["site C34", "site D34", undefined],
    ["site C09.0..C10.1", "site C00.0..C99.9", "site C09.0..C10.1 with any histology"],
    ["site C34", "histology 8140", "site C34.0..C34.9 with histology 8140"],
    ["histology 8010..8020", "histology 8020..8030", "any site with histology 8020"],
    ["histology 8010..8020", "histology 8021..8030", undefined],
    ["histology 8010/2..8020/2", "histology 8010..8020/3", undefined],
    ["histology 8010/3", "histology 8000..9000", "any site with histology 8010/3"],
    ["histology 8010..8012, 8013, 8011..8020", "histology 8000..9000", "any site with histology 8010..8020"],
    ["histology 8010, 8012", "histology 8000..9000", "any site with histology 8010, 8012"],
    ["site C50, C34", "site C00..C80", "site C34.0..C34.9, C50.0..C50.9 with any histology"],
    ["site C34", "site C50 histology 8140", undefined],
  ] as const) {
    it(`${mine} and ${theirs}: ${expected ?? "none"}`, () => {
      assert.equal(shared(mine, theirs), expected);
      assert.equal(shared(theirs, mine), expected);
    });
  }

  it("names three meetings, and says that there are more", () => {
    const several = "applies site C34\napplies site C35\napplies site C36\napplies site C37";
    const message = told({ "a.stage": file(several), "b.stage": file("applies site C00..C80") })[0];
    assert.match(message ?? "", /C34\.0.*; site C35\.0.*; site C36\.0[^;]*; …\. Narrow/);
    const three = several.replace(/\n[^\n]*$/, "");
    assert.doesNotMatch(told({ "a.stage": file(three), "b.stage": file("applies site C00..C80") })[0] ?? "", /…/);
  });
});

describe("files that claim the same cases", () => {
  const whole = 'edition "AJCC 8"\nclassification clinical\npurpose "anatomic"\napplies site C34';

  it("are told what would part them: only what one of them leaves out", () => {
    assert.match(told({ "a.stage": file(whole), "b.stage": file(whole) })[0] ?? "", /Narrow the codes of one of them\.$/);
    const bare = file("applies site C34");
    assert.match(
      told({ "a.stage": bare, "b.stage": file(whole) })[0] ?? "",
      /, or state the edition, classification or purpose in both\.$/,
    );
    const half = file('edition "ajcc  8"\nclassification clinical\napplies site C34');
    assert.match(told({ "a.stage": file(whole), "b.stage": half })[0] ?? "", /, or state the purpose in both\.$/);
  });

  it("count what they decide themselves, also in part or by a let", () => {
    const part = file("applies site C34", 'use "part.stage"\ntable { T => stage; any => I }\n');
    const shared = "category T { T1 }\ncategory stage { I  II }\ntable { T => stage; T1 => I }\n";
    const other = file("applies site C34", "category T { T1 }\ncategory stage { I  II }\ntable { T => stage; T1 => I }\n");
    assert.equal(told({ "a.stage": part, "part.stage": shared, "b.stage": other }).length, 1);
    const user = file("applies site C34", 'use "part.stage"\nflag f\nlet x = f\n');
    assert.deepEqual(told({ "a.stage": user, "part.stage": shared, "b.stage": other }), []);
    const byLet = file("applies site C34", "flag f\nlet x = f\n");
    assert.equal(told({ "a.stage": user, "part.stage": shared, "b.stage": byLet }).length, 1);
  });

  it("do not include a file and one that it uses", () => {
    const user = file("applies site C34", 'use "b.stage"\ntable { T => stage; any => I }\n');
    const used = file("applies site C34", "category T { T1 }\ncategory stage { I  II }\ntable { T => stage; T1 => I }\n");
    assert.deepEqual(told({ "a.stage": user, "b.stage": used }), []);
    assert.deepEqual(told({ "b.stage": used, "a.stage": user }), []);
  });

  it("are named by their file, whatever their folder is written like", () => {
    for (const name of ["file:///rules/b%20c.stage", "C:\\rules\\b c.stage"])
      assert.match(told({ "a.stage": file(whole), [name]: file(whole) })[0] ?? "", /^b c\.stage decides stage/);
  });
});
