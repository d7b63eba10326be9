/**
 * What each column of a case file is for: an input, an expected answer, or nothing. Decided once, from the header
 * and the wishes on the command line; every contradiction between them is a usage error that names the columns.
 */
import { isUnreadable, readCell, readMember, type Scheme, type VariableInfo } from "../engine.ts";
import { didYouMean } from "../nearest.ts";
import { isUsage, type Usage, usage } from "../world.ts";
import { meaningOf, shownName, type Unambiguous } from "./names.ts";

export interface Wishes {
  /** A column and the variable that it records; an empty variable leaves the column out. */
  readonly map: readonly { readonly column: string; readonly variable: string }[];
  /** Values for variables about which a record is silent. */
  readonly set: readonly { readonly variable: string; readonly value: string }[];
  /** Decisions whose columns are read as recorded. */
  readonly given: readonly string[];
  /** Words that mean "not known" in every column. */
  readonly unknownWords: readonly string[];
  readonly expect: readonly { readonly column: string; readonly variable: string | undefined }[];
}

export interface InputColumn {
  readonly index: number;
  readonly name: string;
  readonly meant: Unambiguous;
}

export interface ExpectedColumn {
  readonly index: number;
  readonly name: string;
  readonly decision: string;
}

/** A value that `--set` gives where a record is silent. */
export interface Filling {
  readonly meant: Unambiguous;
  readonly text: string;
}

export interface Plan {
  readonly header: readonly string[];
  readonly inputs: readonly InputColumn[];
  readonly expected: readonly ExpectedColumn[];
  readonly fillings: readonly Filling[];
  readonly unknownWords: readonly string[];
  /** What the user should hear once: columns that are not read, and why. */
  readonly remarks: readonly string[];
}

export const planColumns = (header: readonly string[], scheme: Scheme, wishes: Wishes): Plan | Usage => {
  const names = header.map((name) => name.trim());
  const twice = repeated(names.filter((name) => name !== ""));
  if (twice.length > 0) return usage(`the input has more than one column named ${quoted(twice)}; give each column its own name`);

  const expected = collect(wishes.expect, (wish) => expectedColumn(names, scheme, wish));
  if (isUsage(expected)) return expected;
  const given = collect(wishes.given, (name) => givenDecision(name, scheme));
  if (isUsage(given)) return given;
  const mapped = collect(wishes.map, (wish) => mappedColumn(names, scheme, wish));
  if (isUsage(mapped)) return mapped;
  const fillings = collect(wishes.set, (wish) => filling(scheme, wish, given, wishes.unknownWords));
  if (isUsage(fillings)) return fillings;

  const matched = matchColumns(names, scheme, { expected, mapped, given });
  const problem =
    doubled(matched.inputs) ?? unmet([...matched.inputs, ...fillings], given) ?? setTwice(fillings) ?? mappedDecision(mapped, given);
  if (problem !== undefined) return problem;
  return { header, inputs: matched.inputs, expected, fillings, unknownWords: wishes.unknownWords, remarks: matched.remarks };
};

// -------------------------------------------------------------------- wishes

/** One wish after the other; the first that cannot be met ends it. */
const collect = <From, To>(wishes: readonly From[], read: (wish: From) => To | Usage): readonly To[] | Usage => {
  const met: To[] = [];
  for (const wish of wishes) {
    const result = read(wish);
    if (isUsage(result)) return result;
    met.push(result);
  }
  return met;
};

const columnNamed = (names: readonly string[], column: string, flag: string): number | Usage => {
  const wanted = column.trim();
  const exact = names.indexOf(wanted);
  if (exact >= 0) return exact;
  const loose = names.flatMap((name, index) => (name.toLowerCase() === wanted.toLowerCase() ? [index] : []));
  const [index, second] = loose;
  if (index !== undefined && second === undefined) return index;
  const known = names.filter((name) => name !== "");
  return usage(`${flag}: the input has no column "${wanted}"${didYouMean(wanted, known)}; its columns are ${known.join(", ")}`);
};

const decisionsOf = (scheme: Scheme): readonly VariableInfo[] => scheme.variables.filter((variable) => variable.decided);

const expectedColumn = (names: readonly string[], scheme: Scheme, wish: Wishes["expect"][number]): ExpectedColumn | Usage => {
  const index = columnNamed(names, wish.column, "--expect");
  if (isUsage(index)) return index;
  const name = names[index] ?? "";
  const decisions = decisionsOf(scheme);
  const meant = meaningOf(wish.variable ?? name, decisions);
  if (meant?.kind === "variable") return { index, name, decision: meant.variable.name };
  const listed = decisions.map((decision) => decision.name);
  if (wish.variable !== undefined) return usage(`--expect: these rules do not decide "${wish.variable}"; they decide ${listed.join(", ")}`);
  const [single, second] = decisions;
  if (single !== undefined && second === undefined) return { index, name, decision: single.name };
  return usage(`--expect: which decision does the column "${name}" hold? Write --expect ${name}=NAME with one of ${listed.join(", ")}`);
};

const givenDecision = (name: string, scheme: Scheme): string | Usage => {
  const decisions = decisionsOf(scheme);
  const meant = meaningOf(name, decisions);
  if (meant?.kind === "variable") return meant.variable.name;
  return usage(`--given: these rules do not decide "${name}"; they decide ${decisions.map((decision) => decision.name).join(", ")}`);
};

interface Mapped {
  readonly index: number;
  readonly name: string;
  /** undefined: the column is left out. */
  readonly meant: Unambiguous | undefined;
}

const mappedColumn = (names: readonly string[], scheme: Scheme, wish: Wishes["map"][number]): Mapped | Usage => {
  const index = columnNamed(names, wish.column, "--map");
  if (isUsage(index)) return index;
  const name = names[index] ?? "";
  if (wish.variable === "") return { index, name, meant: undefined };
  const meant = variableNamed(wish.variable, scheme, "--map");
  return isUsage(meant) ? meant : { index, name, meant };
};

/** The variable that the command line names; the sentence lists what there is where it does not exist. */
export const variableNamed = (name: string, scheme: Scheme, flag: string): Unambiguous | Usage => {
  const meant = meaningOf(name, scheme.variables);
  const before = flag === "" ? "" : `${flag}: `;
  if (meant === undefined) {
    const known = scheme.variables.map((variable) => variable.name);
    return usage(`${before}these rules have no variable "${name}"${didYouMean(name, known)}; they have ${known.join(", ")}`);
  }
  if (meant.kind === "ambiguous") return usage(`${before}"${name}" may mean ${meant.names.join(" or ")}; write one of them`);
  return meant;
};

const filling = (
  scheme: Scheme,
  wish: Wishes["set"][number],
  given: readonly string[],
  unknownWords: readonly string[],
): Filling | Usage => {
  const meant = variableNamed(wish.variable, scheme, "--set");
  if (isUsage(meant)) return meant;
  const { name, decided } = meant.variable;
  if (decided && !given.includes(name)) return usage(`--set: these rules decide ${name}; add --given ${name} to take it as recorded`);
  const reading =
    meant.kind === "variable"
      ? readCell(scheme, name, wish.value, { unknownWords })
      : readMember(scheme, name, meant.member, wish.value, { unknownWords });
  if (reading === undefined) return usage(`--set: ${wish.variable} needs a value: --set ${wish.variable}=VALUE`);
  return isUnreadable(reading) ? usage(`--set ${wish.variable}=${wish.value}: ${reading.problem}`) : { meant, text: wish.value };
};

// ------------------------------------------------------------------- columns

interface Met {
  readonly expected: readonly ExpectedColumn[];
  readonly mapped: readonly Mapped[];
  readonly given: readonly string[];
}

const matchColumns = (
  names: readonly string[],
  scheme: Scheme,
  met: Met,
): { readonly inputs: readonly InputColumn[]; readonly remarks: readonly string[] } => {
  const inputs: InputColumn[] = [];
  const unmatched: string[] = [];
  const decided: string[] = [];
  const remarks: string[] = [];
  names.forEach((name, index) => {
    const mapped = met.mapped.find((column) => column.index === index);
    if (met.expected.some((column) => column.index === index) || (mapped !== undefined && mapped.meant === undefined)) return;
    const meant = mapped?.meant ?? (name === "" ? undefined : meaningOf(name, scheme.variables));
    if (meant === undefined) unmatched.push(name);
    else if (meant.kind === "ambiguous")
      remarks.push(`the column ${name} is not read: it may mean ${meant.names.join(" or ")}; say which with --map ${name}=NAME`);
    else if (meant.variable.decided && !met.given.includes(meant.variable.name)) decided.push(name);
    else inputs.push({ index, name, meant });
  });
  if (unmatched.length > 0)
    remarks.push(`columns that no variable of these rules has: ${unmatched.map((name) => (name === "" ? "(no name)" : name)).join(", ")}`);
  if (decided.length > 0)
    remarks.push(`columns not read, since these rules decide them (--given NAME reads one as recorded): ${decided.join(", ")}`);
  return { inputs, remarks };
};

const doubled = (inputs: readonly InputColumn[]): Usage | undefined => {
  for (const [index, input] of inputs.entries()) {
    const other = inputs.slice(index + 1).find((candidate) => clash(input.meant, candidate.meant));
    if (other === undefined) continue;
    return usage(
      `the columns "${input.name}" and "${other.name}" both record ${input.meant.variable.name}; leave one out with --map "${other.name}="`,
    );
  }
  return undefined;
};

/** A whole set and one of its members clash; two members of a set do not. */
const clash = (a: Unambiguous, b: Unambiguous): boolean => {
  if (a.variable.name !== b.variable.name) return false;
  return a.kind === "variable" || b.kind === "variable" || a.member === b.member;
};

const unmet = (inputs: readonly { readonly meant: Unambiguous }[], given: readonly string[]): Usage | undefined => {
  const missing = given.find((name) => !inputs.some((input) => input.meant.variable.name === name));
  return missing === undefined
    ? undefined
    : usage(`--given ${missing}: no column of the input holds it (a column named in --expect is never an input)`);
};

const mappedDecision = (mapped: readonly Mapped[], given: readonly string[]): Usage | undefined => {
  const found = mapped.find(({ meant }) => meant?.variable.decided === true && !given.includes(meant.variable.name));
  if (found?.meant === undefined) return undefined;
  const { name } = found.meant.variable;
  return usage(`--map ${found.name}=${name}: these rules decide ${name}; add --given ${name} to read the column as recorded`);
};

const setTwice = (fillings: readonly Filling[]): Usage | undefined => {
  for (const [index, one] of fillings.entries()) {
    if (fillings.slice(index + 1).some((other) => clash(one.meant, other.meant))) return usage(`--set gives ${shownName(one.meant)} twice`);
  }
  return undefined;
};

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");
