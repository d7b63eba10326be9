/**
 * The difference between two texts as `diff -u` writes it, so that `patch` and `git apply` can read it.
 * The shortest edit of the lines is found by Myers' method: its effort grows with the changes, not with the file.
 */

interface Step {
  readonly mark: " " | "-" | "+";
  readonly line: string;
}

/** Lines around a change that show where it stands. */
const around = 3;

/** Empty where the texts are equal. */
export const unifiedDiff = (path: string, before: string, after: string): string => {
  if (before === after) return "";
  const steps = editOf(linesOf(before), linesOf(after));
  return [`--- a/${path}\n+++ b/${path}\n`, ...hunks(steps)].join("");
};

/** Each line with its end, so that a changed line end is a change. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const editOf = (a: readonly string[], b: readonly string[]): readonly Step[] => {
  const reached = trail(a, b);
  const steps: Step[] = [];
  let x = a.length;
  let y = b.length;
  for (let depth = reached.length - 1; depth >= 0; depth -= 1) {
    const ends = reached[depth] as ReadonlyMap<number, number>;
    const diagonal = x - y;
    const down = goesDown(ends, diagonal, depth);
    const from = down ? diagonal + 1 : diagonal - 1;
    const startX = depth === 0 ? 0 : (ends.get(from) ?? 0);
    const startY = depth === 0 ? 0 : startX - from;
    while (x > startX && y > startY) {
      x -= 1;
      y -= 1;
      steps.push({ mark: " ", line: a[x] as string });
    }
    if (depth === 0) break;
    if (down) steps.push({ mark: "+", line: b[startY] as string });
    else steps.push({ mark: "-", line: a[startX] as string });
    x = startX;
    y = startY;
  }
  return steps.reverse();
};

const goesDown = (ends: ReadonlyMap<number, number>, diagonal: number, depth: number): boolean =>
  diagonal === -depth || (diagonal !== depth && (ends.get(diagonal - 1) ?? -1) < (ends.get(diagonal + 1) ?? -1));

/** For each number of changes how far each diagonal had come before it; the last one reaches the end of both texts. */
const trail = (a: readonly string[], b: readonly string[]): readonly ReadonlyMap<number, number>[] => {
  const reached: ReadonlyMap<number, number>[] = [];
  let ends = new Map<number, number>([[1, 0]]);
  for (let depth = 0; depth <= a.length + b.length; depth += 1) {
    reached.push(ends);
    const next = new Map(ends);
    for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
      let x = goesDown(ends, diagonal, depth) ? (ends.get(diagonal + 1) ?? 0) : (ends.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return reached;
    }
    ends = next;
  }
  return reached;
};

/** Changes that are near one another share a hunk. */
const hunks = (steps: readonly Step[]): readonly string[] => {
  const changed = steps.flatMap((step, index) => (step.mark === " " ? [] : [index]));
  const groups: { from: number; to: number }[] = [];
  for (const index of changed) {
    const last = groups.at(-1);
    if (last !== undefined && index - last.to <= 2 * around) last.to = index;
    else groups.push({ from: index, to: index });
  }
  return groups.map(({ from, to }) => hunk(steps, Math.max(0, from - around), Math.min(steps.length, to + around + 1)));
};

const hunk = (steps: readonly Step[], from: number, to: number): string => {
  const before = countOf(steps.slice(0, from));
  const within = countOf(steps.slice(from, to));
  const head = `@@ -${range(before.old, within.old)} +${range(before.fresh, within.fresh)} @@\n`;
  const lines = steps
    .slice(from, to)
    .map(({ mark, line }) => `${mark}${line}${line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"}`);
  return head + lines.join("");
};

const countOf = (steps: readonly Step[]): { readonly old: number; readonly fresh: number } => ({
  old: steps.filter((step) => step.mark !== "+").length,
  fresh: steps.filter((step) => step.mark !== "-").length,
});

/** An empty range names the line before it. */
const range = (before: number, count: number): string => `${count === 0 ? before : before + 1},${count}`;
