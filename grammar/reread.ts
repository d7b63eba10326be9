/**
 * A changed text read by what has changed: the declarations around the change are read anew, the others are taken over
 * from the tree before, moved where they stand further on now. It gives up, and the whole is read, wherever the change
 * could concern more than its surroundings; so its result is always that of reading the whole.
 */
import type { Decl, ParseResult, Span } from "./ast.ts";
import { movedBy } from "./moved.ts";
import type { Segment, Segments } from "./segments.ts";

interface Kept {
  readonly text: string;
  readonly segments: Segments;
}

const keptOf = new WeakMap<ParseResult, Kept>();

export function keepSegments(result: ParseResult, text: string, segments: Segments | undefined): void {
  if (segments !== undefined) keptOf.set(result, { text, segments });
}

interface Read {
  readonly result: ParseResult;
  readonly segments: Segments | undefined;
}

export function reread(text: string, before: ParseResult | undefined, read: (text: string) => Read): Read | undefined {
  const kept = before === undefined ? undefined : keptOf.get(before);
  if (before === undefined || kept === undefined) return undefined;
  if (kept.text === text) return { result: before, segments: kept.segments };
  const { list } = kept.segments;
  const window = windowAround(list, changeOf(kept.text, text));
  const [first, after] = [list[window.first], list[window.after]];
  if (first === undefined || (window.first === 0 && after === undefined)) return undefined;
  const by = text.length - kept.text.length;
  const end = after === undefined ? text.length : after.from + by;
  const middle = read(text.slice(first.from, end));
  if (middle.segments === undefined || !staysApart(middle.segments, window, list, { start: first.from, by })) return undefined;
  return joined(before, middle, { text, list, window, by, start: first.from, end: after?.from ?? Number.POSITIVE_INFINITY });
}

/** The part of the old text that a change replaced. */
function changeOf(old: string, text: string): Span {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start += 1;
  let same = 0;
  while (same < shorter - start && old.charCodeAt(old.length - 1 - same) === text.charCodeAt(text.length - 1 - same)) same += 1;
  return { start, end: old.length - same };
}

// ----------------------------------------------------------------------- window

/** The segments that are read anew: from `first` up to and without `after`. */
interface Window {
  readonly first: number;
  readonly after: number;
}

/** What has changed, with a sound declaration on either side that shields what lies beyond. */
function windowAround(list: readonly Segment[], change: Span): Window {
  let first = list.findLastIndex(({ from }) => from < change.start) - 1;
  while (first > 0 && !isShield(list[first])) first -= 1;
  let after = list.findIndex(({ from }) => from > change.end);
  if (after < 0) return { first: Math.max(0, first), after: list.length };
  do after += 1;
  while (after < list.length && !(list[after]?.firm === true && isShield(list[after - 1])));
  return { first: Math.max(0, first), after };
}

const isShield = (segment: Segment | undefined): boolean => segment?.firm === true && segment.clean;

/** Whether the shields are what they were, and nothing reaches over the end. */
function staysApart(middle: Segments, { first, after }: Window, list: readonly Segment[], moved: { start: number; by: number }): boolean {
  const isFirstSound = first === 0 || isShield(middle.list[0]);
  if (after >= list.length) return isFirstSound;
  const last = middle.list.at(-1);
  const isLastSound = isShield(last) && (last?.from ?? 0) + moved.start === (list[after - 1]?.from ?? 0) + moved.by;
  return isFirstSound && isLastSound && middle.closed;
}

// ---------------------------------------------------------------------- joining

interface Joining extends Span {
  readonly text: string;
  readonly list: readonly Segment[];
  readonly window: Window;
  readonly by: number;
}

function joined(before: ParseResult, middle: Read, { text, list, window, by, start, end }: Joining): Read {
  const join = <T extends Span>(old: readonly T[], fresh: readonly T[]): readonly T[] => [
    ...old.filter((one) => one.start < start),
    ...fresh.map((one) => movedBy(one, start)),
    ...old.filter((one) => one.start >= end).map((one) => movedBy(one, by)),
  ];
  const { file, problems } = middle.result;
  const decls = join<Decl>(before.file.decls, file.decls);
  const comments = join(before.file.comments, file.comments);
  const broken = join(before.file.broken, file.broken);
  const result: ParseResult = {
    file: { decls, comments, broken, start: 0, end: text.length },
    problems: join(before.problems, problems),
  };
  const fresh = middle.segments?.list ?? [];
  const segments = [
    ...list.slice(0, window.first),
    ...fresh.map((segment, index) => ({
      ...segment,
      from: segment.from + start,
      firm: index === 0 && window.first > 0 ? true : segment.firm,
    })),
    ...list.slice(window.after).map((segment) => ({ ...segment, from: segment.from + by })),
  ];
  const closed = middle.segments?.closed === true;
  return { result, segments: { list: segments, closed } };
}
