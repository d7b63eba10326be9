/**
 * Whether what is decided only rises, or only falls, as a variable rises, all else alike: a formula from its form or its
 * slope, everything with finitely many values from its diagram.
 */
import type { Axis } from "../compile/axes.ts";
import { freeFn } from "../compile/compose.ts";
import { everyValue, factorDecision } from "../compile/formula.ts";
import { type Space, upstream } from "../compile/space.ts";
import { members } from "../compile/verdict.ts";
import { type Fn, no, reach, yes } from "../diagram/store.ts";
import type { Decision, NumExpr, Variable } from "../model/symbols.ts";
import type { Interval } from "../number/interval.ts";
import { type Direction, directionOf, directionOfCond, directionOfScore, type Rise } from "./direction.ts";
import { falls, type Moving, valued } from "./falls.ts";
import { knownOnly } from "./known-only.ts";
import { parentsIn } from "./monotone-leaves.ts";
import { directionBySlope, slopeOf } from "./slope.ts";

/** The direction of a decided variable in a variable, which is taken to be free where it is decided itself. */
export function directionIn(space: Space, read: Variable, variable: Variable): Direction {
  const key = `direction ${read.id} ${variable.id}`;
  const known = told.get(space)?.get(key);
  if (known !== undefined) return known;
  const made = directionAnew(space, read, variable);
  told.set(space, (told.get(space) ?? new Map<string, Direction>()).set(key, made));
  return made;
}

const told = new WeakMap<Space, Map<string, Direction>>();

function directionAnew(space: Space, read: Variable, variable: Variable): Direction {
  const decision = space.decisions.get(read);
  if (decision === undefined || !upstream(space, [read]).has(variable)) return "steady";
  const { rule } = decision;
  const rise = riseIn(space, decision, variable);
  const byForm =
    rule.kind === "number" ? directionOfFormula(rule.value, rise) : rule.kind === "flag" ? directionOfCond(rule.cond, rise) : "unknown";
  if (byForm !== "unknown") return byForm;
  if (!space.continuous.has(read)) return directionOfDiagram(space, decision, variable);
  return rule.kind === "score" ? directionOfScore(rule.parts, rise) : "unknown";
}

function directionOfFormula(expr: NumExpr, rise: Rise): Direction {
  const byForm = directionOf(expr, rise);
  return byForm === "unknown" ? directionBySlope(expr, rise) : byForm;
}

const riseIn = (space: Space, decision: Decision, variable: Variable): Rise => ({
  variable,
  inner: (read) => directionIn(space, read, variable),
  slopeOf: (read) => slopeIn(space, read, variable),
  ofFactor: (block) =>
    upstream(space, block.columns).has(variable)
      ? directionOfDiagram(space, factorDecision(space, block, decision.variable), variable)
      : "steady",
  rangeOf: (number) => (space.decisions.has(number) ? everyValue(space, number) : number.range),
});

/** How steep a formula of `let` is. */
function slopeIn(space: Space, read: Variable, variable: Variable): Interval | undefined {
  const decision = space.decisions.get(read);
  if (decision?.rule.kind !== "number" || !space.continuous.has(read)) return undefined;
  return slopeOf(decision.rule.value, riseIn(space, decision, variable));
}

function directionOfDiagram(space: Space, decision: Decision, variable: Variable): Direction {
  const fn = knownOnly(space, freeFn(space, decision, variable));
  if (![...reach(space.store, fn).values].every((set) => isSharp(space, set))) return "unknown";
  const values = valued(space, { fn, reachable: yes, except: no });
  const [rises, descends] = [false, true].map((falling) => falls(space, values, movingIn(space, fn, variable, falling)) === no);
  if (rises && descends) return "steady";
  return rises ? "rising" : descends ? "falling" : "unknown";
}

/** One value or none: a parent label, or one of several values, could hide which of them stands there. */
function isSharp(space: Space, set: number): boolean {
  const [only, ...more] = members(space.verdicts, set);
  const isParent = only?.kind === "value" && only.value.kind === "label" && only.value.node.hi - only.value.node.lo > 1;
  return more.length === 0 && !isParent;
}

/** The axes that move as a variable gets worse: its own, those of formulas with it, leaves of parents that may change. */
export function movingIn(space: Space, fn: Fn, variable: Variable, falling: boolean): readonly Moving[] {
  const own = space.axes.leaf.get(variable) ?? space.axes.number.get(variable);
  const formulas = [...reach(space.store, fn).axes].flatMap((index): Moving[] => {
    const { variable: formula } = space.axes.list[index] as Axis;
    if (!space.continuous.has(formula) || formula === variable) return [];
    const direction = directionIn(space, formula, variable);
    if (direction === "steady") return [];
    return [{ axis: index, way: direction === "unknown" ? "either" : (direction === "rising") === falling ? "down" : "up" }];
  });
  const leaves = parentsIn(space, fn, variable).map(({ leaf }): Moving => ({ axis: leaf.index, way: "either" }));
  return [...(own === undefined ? [] : [{ axis: own.index, way: falling ? "down" : "up" } as const]), ...formulas, ...leaves];
}
