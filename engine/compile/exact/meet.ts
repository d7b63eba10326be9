/**
 * Does a formula come to one exact number in a region? Intervals never prove that: here the formula is turned round and
 * solved for one of its numbers, the others being gone through where they are few and tried at round values where not.
 * Whatever comes of it is computed forwards before it is believed; "no" is said only where nothing is left out.
 */
import type { NumberVariable } from "../../model/symbols.ts";
import { contains, empty, hull, type Interval, intersect, isEmpty, onlyValue, point } from "../../number/interval.ts";
import type { Rational } from "../../number/rational.ts";
import * as r from "../../number/rational.ts";
import { hasValue } from "../axes.ts";
import { outcomesOf } from "../formula.ts";
import { possible } from "../probe.ts";
import { allowedCells, boxOf, onlyCell, type Region, withCells, withNumbers } from "../region.ts";
import type { Space } from "../space.ts";
import { bendsOf } from "./bends.ts";
import { collected } from "./collect.ts";
import { staysDecimal } from "./decimals.ts";
import { type Form, formOf, numbersIn, put } from "./form.ts";
import { narrowed } from "./narrow.ts";
import { comingTo, grid, peel, valuesOf } from "./one-number.ts";
import { isDecimal } from "./roots.ts";
import { roundValues } from "./round-values.ts";
import { spanOf } from "./span.ts";
import { neverMet, type Scale, type Term, waysTo, weighted } from "./sums.ts";
import type { Undone } from "./undo.ts";

/** What is asked: the formula, and the number that it is to come to, or the stretch in which it is to lie. */
export interface Exact {
  readonly variable: NumberVariable;
  readonly target: Interval;
}

/** A region in which it does, `no` where there is none, undefined where that could not be told. */
export type Met = Region | "no" | undefined;

interface Search {
  readonly space: Space;
  readonly asked: Exact;
  /** Whether a region with these numbers fits all that is asked. */
  readonly accept: (region: Region) => Met;
  /** Parts, and points in them, that may still be looked at. */
  parts: number;
  points: number;
  /** How often in a row nothing came of turning the form round: it cannot be, for this number. */
  vain: number;
}

export function meet(space: Space, asked: Exact, region: Region, axes: readonly number[], accept: (region: Region) => Met): Met {
  const parts = onlyValue(asked.target) === undefined ? 24 : 200;
  return inParts({ space, asked, accept, parts, points: 20_000, vain: 0 }, region, axes);
}

/** Parts in which every condition of the formula is settled. */
function inParts(search: Search, region: Region, axes: readonly number[]): Met {
  const { space, asked } = search;
  const box = boxOf(space, region);
  if (isEmpty(intersect(outcomesOf(space, asked.variable, box).value, asked.target))) return "no";
  if (search.parts-- <= 0) return undefined;
  const form = formOf(space, asked.variable, box);
  if (form === "no value") return "no";
  if (form !== undefined) return inForm(search, form, region, axes);
  const parts = cut(space, region, axes);
  return parts === undefined ? undefined : firstOf(parts, (part) => inParts(search, part, axes));
}

/** The first that is met; `no` only where all say so. */
function firstOf<T>(all: Iterable<T>, look: (one: T) => Met): Met {
  let open = false;
  for (const one of all) {
    const met = look(one);
    if (met === undefined) open = true;
    else if (met !== "no") return met;
  }
  return open ? undefined : "no";
}

/** A region by the cells of the first axis that has several left, those of labels before those of numbers. */
function cut(space: Space, region: Region, axes: readonly number[]): readonly Region[] | undefined {
  const numbers = [...space.axes.number.values()].filter((axis) => !space.decisions.has(axis.variable)).map((axis) => axis.index);
  for (const index of [...axes, ...numbers]) {
    const size = space.axes.list[index]?.size ?? 1;
    const cells = allowedCells(space, region, index) ?? Array.from({ length: size }, () => true);
    if (cells.filter(Boolean).length < 2) continue;
    return cells.flatMap((allowed, cell) => (allowed ? [withCells(region, index, onlyCell(size, cell))] : []));
  }
  return undefined;
}

// ------------------------------------------------------------------ one form

type Pieces = ReadonlyMap<NumberVariable, readonly Interval[]>;

function inForm(search: Search, form: Form, region: Region, axes: readonly number[]): Met {
  const { space, asked } = search;
  const whole = collected(form);
  const spanned = spanOf(whole, (variable) => possible(space, region, variable).reduce(hull, empty));
  if (isEmpty(intersect(spanned, asked.target))) return "no";
  const from = peel({ form: whole, target: [asked.target] });
  const decimal = staysDecimal(from.form);
  const target = from.target.filter((one) => !decimal || isDecimal(onlyValue(one) ?? r.zero));
  if (target.length === 0) return "no";
  const pieces: Pieces = new Map([...numbersIn(form).keys()].map((variable) => [variable, possible(space, region, variable)]));
  const bent = atBends(search, from.form, pieces, region, axes);
  if (bent !== undefined) return bent;
  if (from.form.kind === "number") return solved(search, from, from.form.variable, pieces, region);
  if (from.form.kind === "constant") return isHeld(from) ? search.accept(region) : "no";
  // A stretch is met sooner by halving than by solving.
  if (onlyValue(asked.target) === undefined) return undefined;
  const bySum = asSum(search, from, pieces, region);
  if (bySum !== undefined) return bySum;
  const counts = new Map([...pieces].map(([variable, some]) => [variable, grid(variable, some, mostOfOne)]));
  const solvedFor = [...pieces.keys()]
    .map((variable) => ({ variable, others: [...pieces.keys()].filter((other) => other !== variable) }))
    .map((one) => ({
      ...one,
      points: one.others.reduce((product, other) => product * (counts.get(other)?.length ?? Number.POSITIVE_INFINITY), 1),
    }))
    .sort((a, b) => a.points - b.points);
  const [fewest] = solvedFor;
  if (fewest === undefined) return undefined;
  if (fewest.points <= mostPoints) {
    const met = through(search, from, fewest, pieces, region, (other) => counts.get(other) ?? [], true);
    if (met !== undefined) return met;
  }
  const kept = new Map<string, readonly Rational[]>();
  const valuesFor = (many: number) => (other: NumberVariable) => {
    const name = `${many} ${other.id}`;
    const known = kept.get(name) ?? roundValues(from.form, other, narrowed(from, other, pieces), many);
    kept.set(name, known);
    return known;
  };
  for (const { many, chosen } of triesInTurn(solvedFor)) {
    search.points = tries;
    search.vain = 0;
    const met = through(search, from, chosen, pieces, region, valuesFor(many), false);
    if (met !== undefined && met !== "no") return met;
  }
  return undefined;
}

/** The parts on either side of where a minimum, a maximum or an absolute value bends, if its number stands elsewhere too. */
function atBends(search: Search, form: Form, pieces: Pieces, region: Region, axes: readonly number[]): Met | undefined {
  const often = numbersIn(form);
  for (const { variable, value } of bendsOf(form)) {
    if ((often.get(variable) ?? 0) < 2) continue;
    const own = pieces.get(variable) ?? [];
    const sides = [below(value), point(value), above(value)].map((side) =>
      own.map((piece) => intersect(piece, side)).filter((piece) => hasValue(variable, piece)),
    );
    const parts = sides.filter((side) => side.length > 0).map((side) => withNumbers(region, variable, side));
    if (parts.length > 1) return firstOf(parts, (part) => inParts(search, part, axes));
  }
  return undefined;
}

const below = (value: Rational): Interval => ({ lo: undefined, hi: value, loOpen: true, hiOpen: true });
const above = (value: Rational): Interval => ({ lo: value, hi: undefined, loOpen: true, hiOpen: true });

/** Steps of one number, and points of all but one, that are gone through in full. */
const mostOfOne = 5000;
const mostPoints = 10_000;

interface SolvedFor {
  readonly variable: NumberVariable;
  readonly others: readonly NumberVariable[];
}

/** Points at which round values are tried. */
const tries = 300;

/** After so many tries in vain another number is solved for. */
const mostVain = 5;

/** A few values for each number first, then many. */
const triesInTurn = (all: readonly SolvedFor[]): readonly { readonly many: number; readonly chosen: SolvedFor }[] =>
  [12, 40].flatMap((many) => all.map((chosen) => ({ many, chosen })));

/** Goes through values of all numbers but one, leaving out what the formula cannot reach any more. */
function through(
  search: Search,
  from: Undone,
  { variable, others }: SolvedFor,
  pieces: Pieces,
  region: Region,
  valuesFor: (other: NumberVariable) => readonly Rational[],
  whole: boolean,
): Met {
  const { space, asked } = search;
  const [next, ...rest] = others;
  if (next === undefined) return solved(search, from, variable, pieces, region);
  let open = false;
  for (const value of valuesFor(next)) {
    if (search.points-- <= 0 || (!whole && search.vain > mostVain)) return undefined;
    const form = put(from.form, new Map([[next, value]]));
    if (form === "no value") continue;
    const there = withNumbers(region, next, [point(value)]);
    if (!whole && isEmpty(intersect(outcomesOf(space, asked.variable, boxOf(space, there)).value, asked.target))) continue;
    const met = through(search, { form, target: from.target }, { variable, others: rest }, pieces, there, valuesFor, whole);
    if (met === undefined) open = true;
    else if (met !== "no") return met;
  }
  return open ? undefined : "no";
}

/** All numbers but one are chosen. */
function solved(search: Search, from: Undone, variable: NumberVariable, pieces: Pieces, region: Region): Met {
  const own = pieces.get(variable) ?? [];
  const { values, complete } = isHeld(from)
    ? { values: roundValues(from.form, variable, own, 3), complete: false }
    : valuesOf(from, variable, own);
  const met = firstOf(values, (value) => search.accept(withNumbers(region, variable, [point(value)])));
  search.vain = values.length === 0 && !complete ? search.vain + 1 : 0;
  if (met !== "no" || complete) return met;
  const all = grid(variable, own, search.points);
  return all === undefined || isHeld(from) ? undefined : oneByOne(search, from, variable, all, region);
}

/** Whether the form, no number being left in it, lies in the target. */
const isHeld = ({ form, target }: Undone): boolean => form.kind === "constant" && target.some((one) => contains(one, form.value));

/** Every value of a number whose place in the form cannot be turned round. */
function oneByOne(search: Search, from: Undone, variable: NumberVariable, values: readonly Rational[], region: Region): Met {
  search.points -= values.length;
  const held = values.filter((value) => {
    const form = put(from.form, new Map([[variable, value]]));
    return form !== "no value" && isHeld({ form, target: from.target });
  });
  return firstOf(held, (value) => search.accept(withNumbers(region, variable, [point(value)])));
}

// ------------------------------------------------------------------ a weighted sum

/** Where the form is a weighted sum that must come to one number; undefined where it is none, or nothing was told. */
function asSum(search: Search, { form, target }: Undone, pieces: Pieces, region: Region): Met {
  const made = weighted(form);
  if (made === undefined || made.terms.length < 2) return undefined;
  const scales = made.terms.map((term) => scaleOf(term, pieces.get(term.variable) ?? []));
  if (scales.some((scale) => scale === undefined)) return undefined;
  const told = scales as readonly Scale[];
  let open = false;
  for (const one of target) {
    if (one.lo === undefined || one.hi === undefined || !r.equal(one.lo, one.hi)) return undefined;
    const total = r.sub(one.lo, made.rest);
    if (
      neverMet(made.terms, told, total) &&
      made.terms.every(({ part }) => (part.kind === "number" && part.variable.step !== undefined) || staysDecimal(part))
    )
      continue;
    const met = trySums(search, made.terms, told, total, pieces, region);
    if (met === undefined) open = true;
    else if (met !== "no") return met;
  }
  return open ? undefined : "no";
}

const mostWays = 40;

function trySums(search: Search, terms: readonly Term[], scales: readonly Scale[], total: Rational, pieces: Pieces, region: Region): Met {
  const ways = waysTo(terms, scales, total);
  let open = false;
  for (let count = 0; count < mostWays; count++) {
    const way = ways.next();
    if (way.done === true) return way.value && !open ? "no" : undefined;
    const met = inTerms(search, terms, way.value, pieces, region);
    if (met === undefined) open = true;
    else if (met !== "no") return met;
  }
  return undefined;
}

/** Each term is to come to its own value. */
function inTerms(search: Search, terms: readonly Term[], values: readonly Rational[], pieces: Pieces, region: Region): Met {
  const [term, ...rest] = terms;
  const [value, ...others] = values;
  if (term === undefined || value === undefined) return search.accept(region);
  const found = comingTo(term.part, value, term.variable, pieces.get(term.variable) ?? []);
  const [one] = found.values;
  const met = one === undefined ? "no" : inTerms(search, rest, others, pieces, withNumbers(region, term.variable, [point(one)]));
  return met === "no" && !found.complete ? undefined : met;
}

/** What a term can come to: the number itself by its steps, a part in a number without steps by decimals. */
function scaleOf({ part, variable }: Term, pieces: readonly Interval[]): Scale | undefined {
  const { step, range } = variable;
  const piece = pieces.reduce(hull, empty);
  if (part.kind === "number") return { span: piece, origin: step === undefined ? r.zero : (range.lo ?? r.zero), step };
  return step === undefined ? { span: spanOf(part, () => piece), origin: r.zero, step } : undefined;
}
