/** Rows of tables with several results: what is told of one is told over all that it decides, and once. */
import assert from "node:assert/strict";
import { check, type Finding, load } from "#engine";
import { parse } from "#grammar";

const findingsOf = (text: string): readonly Finding[] =>
  check(load({ uri: "rules.stage", text, parsed: parse(text) }, () => undefined)).findings;
const toldOf = (text: string, code: Finding["code"]): readonly string[] =>
  findingsOf(text)
    .filter((one) => one.code === code)
    .map((one) => text.slice(one.span.start, one.span.end));

const variables = `category T { T1  T2 }
category stage { I  II }
category plan { watch  treat }
`;

describe("a row of a table with several results", () => {
  it("is not impossible while it decides one of them", () => {
    const rows = `table {
  T => stage | plan
  T1 => I | watch
  T2 => II | treat
}
`;
    const forPlan = `${variables}exclude for plan "not planned" when T = T2\n${rows}`;
    const forBoth = `${variables}exclude "not seen" when T = T2\n${rows}`;
    assert.deepEqual(toldOf(forPlan, "impossible-row"), []);
    assert.deepEqual(toldOf(forBoth, "impossible-row"), ["T2 => II | treat"]);
  });

  it("is not masked while a higher result takes only one of them", () => {
    const rows = (second: string): string => `${variables}table highest {
  T => stage | plan
  any => II | watch
  T1 => ${second}
}
`;
    assert.deepEqual(toldOf(rows("I | treat"), "masked-row"), []);
    assert.deepEqual(toldOf(rows("I | watch"), "masked-row"), ["T1 => I | watch"]);
  });

  it("has no dead alternative while it counts for one of them", () => {
    const rows = `table {
  T => stage | plan
  T1, T2 => I | watch
}
`;
    assert.deepEqual(toldOf(`${variables}exclude for plan "not planned" when T = T2\n${rows}`, "dead-alternative"), []);
    assert.deepEqual(toldOf(`${variables}exclude "not seen" when T = T2\n${rows}`, "dead-alternative"), ["T2"]);
  });

  it("is told to be redundant once, though other rows cover it for one of them than for another", () => {
    const text = `${variables}table {
  T   => stage | plan
  any => I     | watch
  T1  => I     | watch
}
decide plan { watch when T = T1 }
`;
    assert.deepEqual(toldOf(text, "redundant-row"), ["T1  => I     | watch", "watch when T = T1"]);
  });
});

describe("a flag that a table decides", () => {
  it("stands in the witness where its table says nothing, since a record may give it there", () => {
    const text = `flag fit
category T { T1  T2 }
category plan { watch  treat }
table {
  T => fit
  T2 => yes
}
table {
  fit => plan
  no  => watch
  any => treat
}
`;
    const [overlap] = findingsOf(text).filter((one) => one.code === "overlap");
    assert.deepEqual(overlap?.witness, [
      { variable: "fit", text: "no" },
      { variable: "T", text: "T1" },
    ]);
  });
});

describe("a witness behind a formula", () => {
  it("gives the label that rules leave open, whichever it is", () => {
    const text = `category r { R0  R1 }
flag a
category stage { I  II }
decide r { R0 when a and not a }
let sum = 2 + (r = R0)
table {
  sum => stage
  > 1 => I
  > 0 => II
}
`;
    const [overlap] = findingsOf(text).filter((one) => one.code === "overlap");
    assert.ok(
      overlap?.witness?.some(({ variable }) => variable === "r"),
      overlap?.message,
    );
  });
});
