/** Whatever a form offers can be chosen, is answered as a record of the same texts is, and can be written as an example that says the same. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Entry, type FormField, formOf, newExample, readCell, readMember, type Scheme, stage, tryCase } from "#engine";
import { format, parse } from "#grammar";
import { loadScheme } from "./load-scheme.ts";

const files = [
  "solid/lung-ajcc8",
  "solid/esophagus-squamous-ajcc8",
  "solid/prostate-ajcc8",
  "heme/ipss-r",
  "heme/eln2022-aml",
  "heme/r-iss",
];

const numbers = ({ lowest, step }: FormField): readonly string[] => {
  const low = Number(lowest ?? 1) + (step === undefined ? 0.5 : 1);
  return [`${low}`, `> ${low}`, `>= ${low}`, `${low}..${low + 1}`, `${low} <.. ${low + 1}`];
};

/** What one field may hold: nothing, each way not to know, a value, and of a set some or all members. */
function entriesOf(field: FormField): fc.Arbitrary<readonly Entry[]> {
  const variable = field.name;
  const one = (text: string): readonly Entry[] => [{ variable, text }];
  const values: readonly (readonly Entry[])[] =
    field.kind === "flag"
      ? [one("yes"), one("no")]
      : field.kind === "category"
        ? field.labels.map(({ record }) => one(record))
        : field.kind === "number"
          ? numbers(field).flatMap((text) => [one(text), ...(field.unit === undefined ? [] : [[{ variable, text, unit: field.unit }]])])
          : [
              one("{}"),
              one(`{${field.labels.map(({ text }) => text).join(", ")}}`),
              field.labels.slice(0, 2).map(({ text }) => ({ variable, member: text, text: "yes" })),
            ];
  return fc.constantFrom([], one("?"), ...field.unknowns.map(one), ...values, ...values);
}

/** The same case as the command line would read it, cell by cell. */
function staged(scheme: Scheme, entries: readonly Entry[]) {
  const record = new Map();
  for (const { variable, member, text, unit } of entries) {
    const cell = unit === undefined ? text : `${text} ${unit}`;
    const reading =
      member === undefined ? readCell(scheme, variable, cell) : readMember(scheme, variable, member, text, {}, record.get(variable));
    if (reading !== undefined) record.set(variable, reading);
  }
  return stage(scheme, record).map(({ decision, possible }) => [decision, ...possible]);
}

describe("what a form offers", () => {
  for (const file of files) {
    it(`${file}: is answered and written as it is chosen`, () => {
      const scheme = loadScheme(`examples/${file}.stage`);
      const { fields, decisions } = formOf(scheme);
      const expected = decisions.filter(({ final }) => final).map(({ name }) => ({ decision: name, text: "" }));
      const { text } = scheme.model.source;
      const chosen = fc.tuple(...fields.filter(({ decided }) => !decided).map(entriesOf)).map((each) => each.flat());
      fc.assert(
        fc.property(chosen, (entries) => {
          const tried = tryCase(scheme, entries);
          assert.deepEqual([tried.problems, tried.gone], [[], []]);
          assert.deepEqual(
            tried.answers.map(({ decision, answer }) => [decision.name, ...answer.possible]),
            staged(scheme, entries),
          );
          if (entries.length === 0) return;
          const made = newExample(scheme, entries, expected, "Chosen");
          assert.ok(made.kind === "example", made.kind === "problem" ? made.problem : "");
          const fresh = text.slice(0, made.edit.start) + made.edit.text + text.slice(made.edit.end);
          assert.deepEqual(parse(fresh).problems, []);
          assert.equal(format(fresh), fresh);
        }),
        { numRuns: 12 },
      );
    });
  }
});
