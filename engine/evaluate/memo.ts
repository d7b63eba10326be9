/**
 * Remembers answers. An answer depends only on which cells of the axes a record allows, so cases that a scheme does
 * not tell apart are staged once; a registry with millions of records meets few different ones. Numbers that enter a
 * formula with their own value are not remembered.
 */
import type { Answer } from "../api.ts";
import { singleValue } from "../compile/axes.ts";
import { allowedCells } from "../compile/region.ts";
import { type Space, upstream } from "../compile/space.ts";
import type { Variable } from "../model/symbols.ts";
import type { Recorded } from "./patient.ts";
import { isUnreadable, type Reading } from "./reading.ts";

interface Branch {
  readonly next: Map<number, Branch>;
  answers: readonly Answer[] | undefined;
}

export interface Memo {
  readonly variables: readonly Variable[];
  /** Numbers whose exact value counts. */
  readonly exact: ReadonlySet<Variable>;
  /** What each reading says, as a number: the same for readings that the scheme does not tell apart. */
  readonly codes: WeakMap<Reading, number>;
  readonly codeOf: Map<string, number>;
  root: Branch;
  size: number;
}

/** Beyond this many remembered cases all are forgotten, so that memory stays bounded. */
const mostCases = 200_000;

const branch = (): Branch => ({ next: new Map(), answers: undefined });

export function createMemo(space: Space): Memo {
  const exact = new Set<Variable>();
  for (const variable of upstream(space, space.continuous)) if (variable.kind === "number") exact.add(variable);
  for (const variable of space.decisions.keys()) if (variable.kind === "number") exact.add(variable);
  return { variables: space.model.variables, exact, codes: new WeakMap(), codeOf: new Map(), root: branch(), size: 0 };
}

const silent = 0;

/** The answers for a case: remembered, or computed and remembered. */
export function remembered(space: Space, memo: Memo, recorded: Recorded, compute: () => readonly Answer[]): readonly Answer[] {
  let at = memo.root;
  for (const variable of memo.variables) {
    const reading = recorded.get(variable.name);
    let code = silent;
    if (reading !== undefined) {
      if (isUnreadable(reading) || memo.exact.has(variable)) return compute();
      code = memo.codes.get(reading) ?? newCode(space, memo, variable, reading);
    }
    let next = at.next.get(code);
    if (next === undefined) {
      next = branch();
      at.next.set(code, next);
    }
    at = next;
  }
  if (at.answers !== undefined) return at.answers;
  const answers = compute();
  at.answers = answers;
  if (++memo.size > mostCases) {
    memo.root = branch();
    memo.size = 0;
  }
  return answers;
}

/** Numbers the meaning of a reading: its cells, its unknowns and whether it leaves a single value. */
function newCode(space: Space, memo: Memo, variable: Variable, reading: Reading): number {
  const axis = space.axes.number.get(variable);
  const region = { cells: new Map(), numbers: new Map([[variable, reading.numbers ?? []]]), given: new Set<Variable>() };
  const cells =
    reading.numbers === undefined || axis === undefined ? "" : (allowedCells(space, region, axis.index) ?? []).map(Number).join("");
  const single = variable.kind === "number" && reading.numbers !== undefined && singleValue(variable, reading.numbers) !== undefined;
  const meaning = `${variable.id}|${reading.unknowns.join()}|${reading.leaves?.map(Number).join("") ?? ""}|${reading.members?.join() ?? ""}|${cells}|${single}`;
  const code = memo.codeOf.get(meaning) ?? memo.codeOf.size + 1;
  memo.codeOf.set(meaning, code);
  memo.codes.set(reading, code);
  return code;
}
