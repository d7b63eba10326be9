/** The operations on diagrams against truth tables: every function is also kept as the list of its values. */
import assert from "node:assert/strict";
import fc from "fast-check";
import * as d from "../../engine/diagram/store.ts";

/** Axes of different sizes; a point gives each a cell. */
const sizes = [2, 3, 2, 4] as const;
const points: readonly (readonly number[])[] = sizes.reduce<readonly (readonly number[])[]>(
  (before, size) => before.flatMap((point) => Array.from({ length: size }, (_, cell) => [...point, cell])),
  [[]],
);
const rank = (point: readonly number[]): number => point.reduce((sum, cell, axis) => sum * (sizes[axis] as number) + cell, 0);

/** A function as its value at every point. */
type Table = readonly number[];

const tables = (most: number): fc.Arbitrary<Table> =>
  fc.oneof(
    fc.array(fc.nat(most), { minLength: points.length, maxLength: points.length }),
    // Few axes matter: what rules look like, and where nodes are skipped.
    fc
      .tuple(fc.subarray([0, 1, 2, 3], { maxLength: 2 }), fc.array(fc.nat(most), { minLength: 16, maxLength: 16 }))
      .map(([axes, values]) => points.map((point) => values[axes.reduce((sum, axis) => sum * 4 + (point[axis] as number), 0)] as number)),
  );
const booleans = tables(1);

/** The diagram of a table, built axis by axis. */
function build(store: d.Store, table: Table, axis = 0, point: readonly number[] = []): d.Fn {
  if (axis === sizes.length) return d.terminal(table[rank(point)] as number);
  return d.node(
    store,
    axis,
    Array.from({ length: sizes[axis] as number }, (_, cell) => build(store, table, axis + 1, [...point, cell])),
  );
}

function at(store: d.Store, fn: d.Fn, point: readonly number[]): number {
  let here = fn;
  while (!d.isTerminal(here)) here = d.kidsOf(store, here)[point[d.axisOf(store, here)] as number] as d.Fn;
  return d.terminalIndex(here);
}

const tableOf = (store: d.Store, fn: d.Fn): Table => points.map((point) => at(store, fn, point));
const mapped = (value: (point: readonly number[], index: number) => number): Table => points.map(value);

/** The axes on which a table really depends. */
const dependsOn = (table: Table): readonly number[] =>
  sizes.flatMap((size, axis) =>
    points.some((point, index) =>
      Array.from({ length: size }, (_, cell) => table[rank(point.with(axis, cell))]).some((value) => value !== table[index]),
    )
      ? [axis]
      : [],
  );

const run = <T>(property: fc.IProperty<T>): void => fc.assert(property, { numRuns: 60 });

describe("diagrams", () => {
  it("hold every function, and equal functions are the same integer", () => {
    run(
      fc.property(tables(3), tables(3), (a, b) => {
        const store = d.createStore();
        const fn = build(store, a);
        assert.deepEqual(tableOf(store, fn), a);
        assert.equal(build(store, [...a]), fn);
        assert.equal(build(store, b) === fn, a.join() === b.join());
      }),
    );
  });

  it("and, or, not, minus", () => {
    run(
      fc.property(booleans, booleans, (a, b) => {
        const store = d.createStore();
        const x = build(store, a);
        const y = build(store, b);
        assert.equal(
          d.and(store, x, y),
          build(
            store,
            mapped((_, i) => (a[i] as number) & (b[i] as number)),
          ),
        );
        assert.equal(
          d.or(store, x, y),
          build(
            store,
            mapped((_, i) => (a[i] as number) | (b[i] as number)),
          ),
        );
        assert.equal(
          d.not(store, x),
          build(
            store,
            mapped((_, i) => 1 - (a[i] as number)),
          ),
        );
        assert.equal(
          d.minus(store, x, y),
          build(
            store,
            mapped((_, i) => (a[i] as number) & (1 - (b[i] as number))),
          ),
        );
      }),
    );
  });

  it("choose", () => {
    run(
      fc.property(booleans, tables(3), tables(3), (c, t, o) => {
        const store = d.createStore();
        const made = d.choose(store, build(store, c), build(store, t), build(store, o));
        assert.equal(
          made,
          build(
            store,
            mapped((_, i) => (c[i] === 1 ? t[i] : o[i]) as number),
          ),
        );
      }),
    );
  });

  it("combine and mapTerminals, point by point", () => {
    run(
      fc.property(tables(3), tables(3), (a, b) => {
        const store = d.createStore();
        const joined = d.combine(store, build(store, a), build(store, b), (x, y) =>
          d.isTerminal(x) && d.isTerminal(y) ? d.terminal(d.terminalIndex(x) * 4 + d.terminalIndex(y)) : undefined,
        );
        assert.equal(
          joined,
          build(
            store,
            mapped((_, i) => (a[i] as number) * 4 + (b[i] as number)),
          ),
        );
        const parity = d.mapTerminals(store, joined, (value) => d.terminal(value % 2));
        assert.equal(
          parity,
          build(
            store,
            mapped((_, i) => (b[i] as number) % 2),
          ),
        );
      }),
    );
  });

  it("testAxis, also below axes that its parts depend on", () => {
    run(
      fc.property(fc.nat(3), fc.array(tables(3), { minLength: 4, maxLength: 4 }), (axis, parts) => {
        const store = d.createStore();
        const kids = Array.from({ length: sizes[axis] as number }, (_, cell) => build(store, parts[cell] as Table));
        const made = d.testAxis(store, axis, kids);
        assert.equal(
          made,
          build(
            store,
            mapped((point, i) => (parts[point[axis] as number] as Table)[i] as number),
          ),
        );
      }),
    );
  });

  it("fix and rewriteAxis", () => {
    run(
      fc.property(tables(3), fc.nat(3), fc.nat(), (a, axis, some) => {
        const store = d.createStore();
        const fn = build(store, a);
        const cell = some % (sizes[axis] as number);
        assert.equal(
          d.fix(store, fn, axis, cell),
          build(
            store,
            mapped((point) => a[rank(point.with(axis, cell))] as number),
          ),
        );
        const turned = d.rewriteAxis(store, fn, axis, (kids) => d.node(store, axis, [...kids].reverse()));
        const last = (sizes[axis] as number) - 1;
        assert.equal(
          turned,
          build(
            store,
            mapped((point) => a[rank(point.with(axis, last - (point[axis] as number)))] as number),
          ),
        );
      }),
    );
  });

  it("exists: some cell of these axes makes it hold", () => {
    run(
      fc.property(booleans, fc.subarray([0, 1, 2, 3]), (a, axes) => {
        const store = d.createStore();
        const holds = (point: readonly number[]) =>
          points.some((other) => a[rank(other)] === 1 && other.every((cell, axis) => axes.includes(axis) || cell === point[axis]));
        assert.equal(
          d.exists(store, build(store, a), new Set(axes)),
          build(
            store,
            mapped((point) => (holds(point) ? 1 : 0)),
          ),
        );
      }),
    );
  });

  it("within: two functions that agree on the allowed cells become the same", () => {
    const boxes = fc.tuple(
      ...sizes.map((size) => fc.option(fc.subarray([0, 1, 2, 3].slice(0, size), { minLength: 1 }), { nil: undefined })),
    );
    run(
      fc.property(tables(2), tables(2), boxes, (a, b, box) => {
        const store = d.createStore();
        const allowed = (axis: number) => {
          const cells = box[axis];
          return cells === undefined ? undefined : Array.from({ length: sizes[axis] as number }, (_, cell) => cells.includes(cell));
        };
        const inside = points.filter((point) => point.every((cell, axis) => box[axis]?.includes(cell) ?? true));
        const only = (fn: d.Fn) => d.within(store, fn, allowed);
        const x = only(build(store, a));
        assert.deepEqual(
          inside.map((point) => at(store, x, point)),
          inside.map((point) => a[rank(point)]),
        );
        const agree = inside.every((point) => a[rank(point)] === b[rank(point)]);
        assert.equal(only(build(store, b)) === x, agree);
        // What it takes and depends on there, and nothing else.
        const { axes, values } = d.reach(store, x);
        assert.deepEqual([...values].sort(), [...new Set(inside.map((point) => a[rank(point)]))].sort());
        for (const axis of axes) {
          const differs = inside.some((point) =>
            inside.some((other) => other.every((cell, at) => at === axis || cell === point[at]) && a[rank(other)] !== a[rank(point)]),
          );
          assert.ok(differs, `axis ${axis}`);
        }
      }),
    );
  });

  it("reach: the axes that make a difference, and the values", () => {
    run(
      fc.property(tables(3), (a) => {
        const store = d.createStore();
        const { axes, values } = d.reach(store, build(store, a));
        assert.deepEqual([...axes].sort(), dependsOn(a));
        assert.deepEqual([...values].sort(), [...new Set(a)].sort());
      }),
    );
  });

  it("cellsFn holds for the allowed cells", () => {
    const store = d.createStore();
    assert.deepEqual(
      tableOf(store, d.cellsFn(store, 1, [true, false, true])),
      mapped((point) => (point[1] === 1 ? 0 : 1)),
    );
    assert.equal(d.cellsFn(store, 1, [true, true, true]), d.yes);
  });

  it("stop when the steps are used up", () => {
    const store = d.createStore();
    store.limit = 3;
    assert.throws(
      () =>
        build(
          store,
          points.map((_, index) => index),
        ),
      d.BudgetExceeded,
    );
  });

  it("an axis of which nothing is allowed is our own fault", () => {
    const store = d.createStore();
    assert.throws(() => d.within(store, d.cellsFn(store, 0, [true, false]), () => [false, false]), /no cell of axis 0/);
  });
});
