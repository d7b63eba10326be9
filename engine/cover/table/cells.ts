/** The cells that a row allows in one column, as stretches: `lo, hi, lo, hi, …` in order, apart from each other, each `hi` left out. */
export type Cells = readonly number[];

export const noCells: Cells = [];

export const isWhole = (cells: Cells, size: number): boolean => size === 0 || (cells[0] === 0 && cells[1] === size);

export function cellsWhere(size: number, allows: (cell: number) => boolean): Cells {
  const found: number[] = [];
  for (let cell = 0, inside = false; cell <= size; cell++) {
    const now = cell < size && allows(cell);
    if (now !== inside) found.push(cell);
    inside = now;
  }
  return found;
}

/** The same of a list that says for each cell whether it is allowed: nearly always one stretch. */
export function allowedCells(allowed: readonly boolean[], size: number): Cells {
  const from = allowed.indexOf(true);
  if (from < 0 || from >= size) return noCells;
  let to = from + 1;
  while (to < size && allowed[to] === true) to++;
  const more = allowed.indexOf(true, to);
  return more < 0 || more >= size ? [from, to] : cellsWhere(size, (cell) => allowed[cell] === true);
}

export const complement = (cells: Cells, size: number): Cells => {
  if (size === 0) return noCells;
  const turned = cells[0] === 0 ? cells.slice(1) : [0, ...cells];
  return turned[turned.length - 1] === size ? turned.slice(0, -1) : [...turned, size];
};

/** Ends are where one of the two begins or ends: walked together, so that thousands of rows cost little. */
function joinCells(a: Cells, b: Cells, holds: (inA: boolean, inB: boolean) => boolean): Cells {
  const joined: number[] = [];
  let inside = false;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const at = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    if (a[i] === at) i++;
    if (b[j] === at) j++;
    const now = holds(i % 2 === 1, j % 2 === 1);
    if (now !== inside) joined.push(at);
    inside = now;
  }
  return joined;
}

export const intersectCells = (a: Cells, b: Cells): Cells => joinCells(a, b, (inA, inB) => inA && inB);
export const unionCells = (a: Cells, b: Cells): Cells => joinCells(a, b, (inA, inB) => inA || inB);

/** How many cells there are. */
export function countCells(cells: Cells): number {
  let count = 0;
  for (let at = 0; at < cells.length; at += 2) count += (cells[at + 1] as number) - (cells[at] as number);
  return count;
}
