/**
 * Decision diagrams: functions over finite axes, each stored once.
 *
 * A function is an integer: a node (0, 1, 2 …) tests one axis and has one child per cell of it; a terminal
 * (negative) is a value that the caller numbers. Axes are ordered by their index, equal functions are the same
 * integer, so equality is `===` and the axes a function depends on are those of its nodes. This is what makes
 * gaps, overlaps and possible sets exact over millions of combinations without visiting them.
 *
 * What a terminal means, or an axis, is not known here.
 */

export type Fn = number;

/** Thrown when an analysis has taken more steps than it was given; caught where the analysis was asked for. */
export class BudgetExceeded extends Error {}

/** Thrown when the work is no longer wanted. */
export class Stopped extends Error {}

export interface Store {
  readonly levels: number[];
  readonly kids: (readonly Fn[])[];
  /** Finds the nodes by what they say: one more than their number at the place of their hash, or at the next free one. */
  places: Int32Array;
  /** Steps taken since `limit` was set. */
  steps: number;
  limit: number;
  /** Asked now and then whether the work is still wanted. */
  stop: (() => boolean) | undefined;
  work: number;
}

/** The work between two questions whether to stop. */
const askedEvery = 256;

export const createStore = (): Store => ({
  levels: [],
  kids: [],
  places: new Int32Array(1024),
  steps: 0,
  limit: Number.POSITIVE_INFINITY,
  stop: undefined,
  work: 0,
});

/** The terminal for the value numbered `index`. */
export const terminal = (index: number): Fn => -1 - index;
export const isTerminal = (fn: Fn): boolean => fn < 0;
export const terminalIndex = (fn: Fn): number => -1 - fn;

export const no: Fn = terminal(0);
export const yes: Fn = terminal(1);

/** Counts the work on one node: a wide one is more work. */
export function step(store: Store, cells = 2): void {
  store.steps += 1 + (cells >> 3);
  if (store.steps > store.limit) throw new BudgetExceeded();
  if (store.stop !== undefined && ++store.work % askedEvery === 0 && store.stop()) throw new Stopped();
}

/** The function that tests `axis` and goes on with one of `kids`. */
export function node(store: Store, axis: number, kids: readonly Fn[]): Fn {
  if (areOne(kids)) return kids[0] as Fn;
  const { places, levels } = store;
  const last = places.length - 1;
  let at = hashOf(axis, kids) & last;
  for (let there = places[at] as number; there !== 0; there = places[at] as number) {
    if (levels[there - 1] === axis && areSame(store.kids[there - 1] as readonly Fn[], kids)) return there - 1;
    at = (at + 1) & last;
  }
  step(store, kids.length);
  const made = levels.push(axis) - 1;
  store.kids.push(kids.slice());
  places[at] = made + 1;
  if (2 * levels.length > places.length) makeRoom(store);
  return made;
}

function areOne(kids: readonly Fn[]): boolean {
  for (let cell = 1; cell < kids.length; cell++) if (kids[cell] !== kids[0]) return false;
  return true;
}

function areSame(a: readonly Fn[], b: readonly Fn[]): boolean {
  for (let cell = 0; cell < a.length; cell++) if (a[cell] !== b[cell]) return false;
  return a.length === b.length;
}

function hashOf(axis: number, kids: readonly Fn[]): number {
  let hash = axis + 1;
  for (let cell = 0; cell < kids.length; cell++) {
    hash = Math.imul(hash ^ (kids[cell] as Fn), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

/** At most half of the places are taken, so that a node is found in a step or two. */
function makeRoom(store: Store): void {
  const places = new Int32Array(2 * store.places.length);
  const last = places.length - 1;
  for (let fn = 0; fn < store.levels.length; fn++) {
    let at = hashOf(store.levels[fn] as number, store.kids[fn] as readonly Fn[]) & last;
    while (places[at] !== 0) at = (at + 1) & last;
    places[at] = fn + 1;
  }
  store.places = places;
}

export const axisOf = (store: Store, fn: Fn): number => (fn < 0 ? Number.POSITIVE_INFINITY : (store.levels[fn] as number));
export const kidsOf = (store: Store, fn: Fn): readonly Fn[] => store.kids[fn] as readonly Fn[];

/** The function yes/no that holds for the allowed cells of one axis. */
export const cellsFn = (store: Store, axis: number, allowed: readonly boolean[]): Fn =>
  node(
    store,
    axis,
    allowed.map((holds) => (holds ? yes : no)),
  );

/** Replaces every terminal. */
export function mapTerminals(store: Store, fn: Fn, replace: (value: number) => Fn): Fn {
  const memo = new Map<Fn, Fn>();
  const visit = (at: Fn): Fn => {
    const known = memo.get(at);
    if (known !== undefined) return known;
    const made = isTerminal(at) ? replace(terminalIndex(at)) : node(store, axisOf(store, at), kidsOf(store, at).map(visit));
    memo.set(at, made);
    return made;
  };
  return visit(fn);
}

/** Pointwise combination of two functions; `join` sees a pair of functions first and may cut the work short. */
export function combine(store: Store, left: Fn, right: Fn, join: (a: Fn, b: Fn) => Fn | undefined): Fn {
  const memo = new Map<number, Fn>();
  const visit = (a: Fn, b: Fn): Fn => {
    const quick = join(a, b);
    if (quick !== undefined) return quick;
    const key = (a + 33554432) * 134217728 + (b + 33554432);
    const known = memo.get(key);
    if (known !== undefined) return known;
    const axisA = axisOf(store, a);
    const axisB = axisOf(store, b);
    const axis = Math.min(axisA, axisB);
    const kidsA = axisA === axis ? kidsOf(store, a) : undefined;
    const kidsB = axisB === axis ? kidsOf(store, b) : undefined;
    step(store, (kidsA ?? kidsB)?.length);
    const made = node(
      store,
      axis,
      (kidsA ?? (kidsB as readonly Fn[])).map((_, cell) =>
        visit(kidsA === undefined ? a : (kidsA[cell] as Fn), kidsB === undefined ? b : (kidsB[cell] as Fn)),
      ),
    );
    memo.set(key, made);
    return made;
  };
  return visit(left, right);
}

export const and = (store: Store, a: Fn, b: Fn): Fn =>
  combine(store, a, b, (x, y) => (x === no || y === no ? no : x === yes ? y : y === yes || x === y ? x : undefined));
export const or = (store: Store, a: Fn, b: Fn): Fn =>
  combine(store, a, b, (x, y) => (x === yes || y === yes ? yes : x === no ? y : y === no || x === y ? x : undefined));
export const not = (store: Store, fn: Fn): Fn => mapTerminals(store, fn, (value) => (value === 0 ? yes : no));
export const minus = (store: Store, a: Fn, b: Fn): Fn => and(store, a, not(store, b));

/** `then` where the condition holds, `otherwise` elsewhere. */
export function choose(store: Store, condition: Fn, then: Fn, otherwise: Fn): Fn {
  const memo = new Map<string, Fn>();
  const visit = (c: Fn, t: Fn, o: Fn): Fn => {
    if (c === yes || t === o) return t;
    if (c === no) return o;
    const key = `${c},${t},${o}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    step(store);
    const axis = Math.min(axisOf(store, c), axisOf(store, t), axisOf(store, o));
    const kids = [c, t, o].map((fn) => (axisOf(store, fn) === axis ? kidsOf(store, fn) : undefined));
    const size = (kids.find((some) => some !== undefined) as readonly Fn[]).length;
    const pick = (index: number, whole: Fn, cell: number) => kids[index]?.[cell] ?? whole;
    const made = node(
      store,
      axis,
      Array.from({ length: size }, (_, cell) => visit(pick(0, c, cell), pick(1, t, cell), pick(2, o, cell))),
    );
    memo.set(key, made);
    return made;
  };
  return visit(condition, then, otherwise);
}

/** A test of one axis above functions that may depend on axes above it. */
export function testAxis(store: Store, axis: number, kids: readonly Fn[]): Fn {
  let made = kids[kids.length - 1] as Fn;
  for (let cell = kids.length - 2; cell >= 0; cell--) {
    const isCell = node(
      store,
      axis,
      kids.map((_, index) => (index === cell ? yes : no)),
    );
    made = choose(store, isCell, kids[cell] as Fn, made);
  }
  return made;
}

/** Fixes one axis to one cell. */
export const fix = (store: Store, fn: Fn, axis: number, cell: number): Fn => rewriteAxis(store, fn, axis, (kids) => kids[cell] as Fn);

/** Replaces each test of `axis` by what `rewrite` makes of its children. */
export function rewriteAxis(store: Store, fn: Fn, axis: number, rewrite: (kids: readonly Fn[]) => Fn): Fn {
  const memo = new Map<Fn, Fn>();
  const visit = (at: Fn): Fn => {
    const level = axisOf(store, at);
    if (level > axis) return at;
    const known = memo.get(at);
    if (known !== undefined) return known;
    const made = level === axis ? rewrite(kidsOf(store, at)) : node(store, level, kidsOf(store, at).map(visit));
    memo.set(at, made);
    return made;
  };
  return visit(fn);
}

/** Whether some cell of the given axes makes it hold. */
export function exists(store: Store, fn: Fn, axes: ReadonlySet<number>): Fn {
  const memo = new Map<Fn, Fn>();
  const visit = (at: Fn): Fn => {
    if (isTerminal(at)) return at;
    const known = memo.get(at);
    if (known !== undefined) return known;
    const kids = kidsOf(store, at).map(visit);
    const axis = axisOf(store, at);
    const made = axes.has(axis) ? kids.reduce((a, b) => or(store, a, b)) : node(store, axis, kids);
    memo.set(at, made);
    return made;
  };
  return visit(fn);
}

/**
 * The function on the allowed cells only, in canonical form: two functions that agree there become the same
 * integer, and an axis that makes no difference there is gone. `allowed` gives undefined for an axis left whole.
 */
export function within(store: Store, fn: Fn, allowed: (axis: number) => readonly boolean[] | undefined): Fn {
  const memo = new Map<Fn, Fn>();
  const visit = (at: Fn): Fn => {
    if (isTerminal(at)) return at;
    const known = memo.get(at);
    if (known !== undefined) return known;
    const axis = axisOf(store, at);
    const cells = allowed(axis);
    const kids = kidsOf(store, at);
    let made: Fn;
    if (cells === undefined) made = node(store, axis, kids.map(visit));
    else {
      const stand = kids.findIndex((_, cell) => cells[cell]);
      if (stand < 0) throw new Error(`no cell of axis ${axis} is allowed`);
      made = node(
        store,
        axis,
        kids.map((kid, cell) => visit(cells[cell] ? kid : (kids[stand] as Fn))),
      );
    }
    memo.set(at, made);
    return made;
  };
  return visit(fn);
}

/** The axes a function depends on and the values it can take. */
export function reach(store: Store, fn: Fn): { readonly axes: ReadonlySet<number>; readonly values: ReadonlySet<number> } {
  const axes = new Set<number>();
  const values = new Set<number>();
  const seen = new Set<Fn>();
  const visit = (at: Fn): void => {
    if (seen.has(at)) return;
    seen.add(at);
    if (isTerminal(at)) values.add(terminalIndex(at));
    else {
      axes.add(axisOf(store, at));
      for (const kid of kidsOf(store, at)) visit(kid);
    }
  };
  visit(fn);
  return { axes, values };
}
