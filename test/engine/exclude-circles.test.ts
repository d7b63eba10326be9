/** Excludes that depend on what they bear on are told and left out, and never followed around in a circle. */
import assert from "node:assert/strict";
import { check, load, readCell, stage } from "#engine";
import { parse } from "#grammar";

/** What is found, and what comes of a record in which the flags a and b are yes. */
function told(text: string): { readonly codes: readonly string[]; readonly possible: readonly string[] } {
  const scheme = load({ uri: "rules.stage", text, parsed: parse(text) }, () => undefined);
  const said = ["a", "b"].flatMap((name) => {
    const reading = readCell(scheme, name, "yes");
    return reading === undefined ? [] : [[name, reading] as const];
  });
  return {
    codes: check(scheme).findings.flatMap((one) =>
      one.severity === "error" ? [`${one.code} ${text.slice(one.span.start, one.span.end)}`] : [],
    ),
    possible: stage(scheme, new Map(said)).map((answer) => `${answer.decision} ${answer.possible.join("|")}`),
  };
}

describe("an exclude in a circle", () => {
  it("for a score that it reads rules nothing out, and the score is the sum of its parts", () => {
    const text = `flag a
flag b
exclude for points "too many" when points > 1
score points {
  a { yes => 1; no => 0 }
  b { yes => 2; no => 0 }
}
`;
    assert.deepEqual(told(text), { codes: ['cycle "too many"'], possible: ["points 3"] });
  });

  const tables = `flag a
flag b
category r { R0  R1 }
category s { S0  S1 }
table { a => r; yes => R0; no => R1 }
table { b => s; yes => S0; no => S1 }
`;

  it("with another one, each bearing on what the other asks for, is told", () => {
    const text = `${tables}exclude "one" when s = S0 and a
exclude "two" when r = R0 and b
`;
    // The first stands: r is excluded where s is S0 and a holds. The second is left out.
    assert.deepEqual(told(text), { codes: ['cycle "two"'], possible: ["r excluded", "s S0"] });
  });

  it("is none where each says which decision it is for", () => {
    const text = `category t { T0  T1 }
${tables}table { r | s => t; R0 | S0 => T0; any | any => T1 }
exclude for t "one" when s = S0 and a
exclude for t "two" when r = R0 and b
`;
    assert.deepEqual(
      told(text).codes.filter((code) => code.startsWith("cycle")),
      [],
    );
  });
});
