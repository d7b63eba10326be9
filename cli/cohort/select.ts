/** Rules for a cohort of many diseases: each record is staged by the scheme that claims it, and by no other. */
import type { Scheme } from "../engine.ts";
import { isUsage, type Usage, usage } from "../world.ts";
import { cellsUnder, invalidAnswers } from "./answers.ts";
import { chooseScheme, titleOf } from "./choose.ts";
import { type Plan, planColumns, type Wishes } from "./columns.ts";
import type { CsvRecord } from "./csv.ts";
import { meaningOf } from "./names.ts";
import { decisionsOf, type RecordReader, type Rules, readerOf, type Staged } from "./rules.ts";

const SITE = "icdo_site";
const HISTOLOGY = "icdo_histology";
const CLASSIFICATION = "classification";
const SCHEME = "scheme";

export const selectRules = (schemes: readonly Scheme[], wishes: Wishes, purpose: string | undefined): Rules => {
  const decisions = [...new Set(schemes.flatMap(decisionsOf))];
  return {
    decisions,
    columns: ["scheme", "scheme_reason"],
    read: (header) => {
      const unmet = unmetWish(schemes, wishes);
      if (unmet !== undefined) return unmet;
      const names = header.map((name) => name.trim());
      const codes = { site: codeColumn(names, wishes, SITE), histology: codeColumn(names, wishes, HISTOLOGY) };
      if (codes.site === undefined && codes.histology === undefined)
        return usage(
          `--select chooses by the columns ${SITE} and ${HISTOLOGY}, and the input has neither; name them with --map COLUMN=${SITE}`,
        );
      return selectingReader(schemes, wishes, { header, decisions, codes, purpose });
    },
  };
};

interface Place {
  readonly purpose: string | undefined;
  readonly header: readonly string[];
  readonly decisions: readonly string[];
  readonly codes: { readonly site: number | undefined; readonly histology: number | undefined };
}

const selectingReader = (schemes: readonly Scheme[], wishes: Wishes, { header, decisions, codes, purpose }: Place): RecordReader => {
  const names = header.map((name) => name.trim());
  const classification = names.findIndex((name) => name.toLowerCase() === CLASSIFICATION);
  const scheme = names.findIndex((name) => name.toLowerCase() === SCHEME);
  const filled = wishes.set.find(({ variable }) => variable.toLowerCase() === CLASSIFICATION)?.value ?? "";
  const plans = new Map(schemes.map((scheme) => [scheme, planColumns(header, scheme, wishesFor(scheme, wishes, names))] as const));
  const readers = new Map<Scheme, RecordReader>();
  const expected = wishes.expect.map(({ column }) => names.find((name) => name.toLowerCase() === column.trim().toLowerCase()) ?? column);
  const cell = (record: CsvRecord, index: number | undefined): string => (index === undefined ? "" : (record.cells[index] ?? "").trim());
  const choose = (record: CsvRecord) =>
    chooseScheme(
      schemes,
      {
        site: cell(record, codes.site),
        histology: cell(record, codes.histology),
        classification: cell(record, classification < 0 ? undefined : classification) || filled,
        scheme: cell(record, scheme < 0 ? undefined : scheme),
      },
      purpose,
    );
  const left = (why: string, told: string): Staged => ({
    answers: [],
    cells: ["", why, ...cellsUnder(decisions, [])],
    problems: [why],
    chosen: told,
  });
  return {
    remarks: remarksOf(names, [...plans.values()], codes),
    expected,
    stage: (record) => {
      const choice = choose(record);
      if (choice.kind === "none") return left(choice.why, choice.told);
      const plan = plans.get(choice.scheme);
      if (plan === undefined || isUsage(plan)) return plan ?? usage("no plan");
      const reader = readers.get(choice.scheme) ?? readerOf(choice.scheme, plan);
      readers.set(choice.scheme, reader);
      const staged = reader.stage(record);
      if (isUsage(staged)) return staged;
      return { ...staged, cells: [titleOf(choice.scheme), "", ...cellsUnder(decisions, staged.answers)], chosen: titleOf(choice.scheme) };
    },
    invalid: (problem) => {
      const answers = invalidAnswers(decisions, problem);
      return { answers, cells: ["", problem, ...cellsUnder(decisions, answers)], problems: [problem], chosen: "cells missing" };
    },
    compare: (record, staged) => {
      const choice = choose(record);
      const done = choice.kind === "one" ? (readers.get(choice.scheme)?.compare(record, staged) ?? []) : [];
      const why = choice.kind === "none" ? choice.why : `${titleOf(choice.scheme)} does not decide it`;
      return expected.map((column) => {
        const compared = done.find((one) => one.column === column);
        if (compared !== undefined) return compared;
        const wanted = cell(record, names.indexOf(column));
        return {
          column,
          verdict: wanted === "" ? { kind: "blank" } : { kind: "differs", message: `expected ${wanted}, got no answer: ${why}` },
        };
      });
    },
  };
};

const codeColumn = (names: readonly string[], wishes: Wishes, code: string): number | undefined => {
  const mapped = wishes.map
    .find(({ variable }) => variable.toLowerCase() === code)
    ?.column.trim()
    .toLowerCase();
  const index = names.findIndex((name) => name.toLowerCase() === (mapped ?? code));
  return index < 0 ? undefined : index;
};

/** The wishes that concern one scheme: those that name a variable of another are for that one. */
const wishesFor = (scheme: Scheme, wishes: Wishes, names: readonly string[]): Wishes => {
  const has = (name: string): boolean => meaningOf(name, scheme.variables) !== undefined;
  const decides = (name: string): boolean =>
    meaningOf(
      name,
      scheme.variables.filter(({ decided }) => decided),
    ) !== undefined;
  return {
    ...wishes,
    map: wishes.map.filter(({ variable }) => variable === "" || has(variable)),
    set: wishes.set.filter(({ variable }) => has(variable)),
    given: wishes.given.filter((name) => decides(name) && names.some((column) => column.toLowerCase() === name.toLowerCase())),
    expect: wishes.expect.filter(({ column, variable }) => decides(variable ?? column) || (variable === undefined && single(scheme))),
  };
};

const single = (scheme: Scheme): boolean => decisionsOf(scheme).length === 1;

const unmetWish = (schemes: readonly Scheme[], wishes: Wishes): Usage | undefined => {
  const known = (name: string): boolean => schemes.some((scheme) => meaningOf(name, scheme.variables) !== undefined);
  const wrong = [
    ...wishes.map.map(({ variable }) => ({ flag: "--map", name: variable })),
    ...wishes.set.map(({ variable }) => ({ flag: "--set", name: variable })),
    ...wishes.given.map((name) => ({ flag: "--given", name })),
    ...wishes.expect.flatMap(({ variable }) => (variable === undefined ? [] : [{ flag: "--expect", name: variable }])),
  ].find(({ name }) => name !== "" && name !== SITE && name !== HISTOLOGY && name !== CLASSIFICATION && !known(name));
  return wrong === undefined ? undefined : usage(`${wrong.flag}: none of these schemes has a variable "${wrong.name}"`);
};

/** Columns that no scheme reads. */
const remarksOf = (names: readonly string[], plans: readonly (Plan | Usage)[], codes: Place["codes"]): readonly string[] => {
  const read = new Set<number | undefined>([codes.site, codes.histology]);
  for (const plan of plans) {
    if (isUsage(plan)) continue;
    for (const { index } of [...plan.inputs, ...plan.expected]) read.add(index);
  }
  const left = names.filter((name, index) => !read.has(index) && ![CLASSIFICATION, SCHEME].includes(name.toLowerCase()));
  return left.length === 0 ? [] : [`columns that no variable of these schemes has: ${left.map((name) => name || "(no name)").join(", ")}`];
};
