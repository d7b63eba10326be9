/** Opens the space of a model: puts the parts of the compiler together. */
import type { Model } from "../model/symbols.ts";
import { fullFn } from "./compose.ts";
import { specialVerdicts } from "./formula.ts";
import { finiteFormula } from "./numbers.ts";
import { createSpace, type Space } from "./space.ts";

const spaces = new WeakMap<Model, Space>();

/** The space of a model, made once. */
export function spaceOf(model: Model): Space {
  const known = spaces.get(model);
  if (known !== undefined) return known;
  const specials = new Map<number, readonly number[]>();
  const space: Space = createSpace(model, {
    full: (decision, given) => fullFn(space, decision, given),
    formula: (cond, context) => finiteFormula(space, cond, context),
    specials: (variable) => {
      const cached = specials.get(variable.id);
      if (cached !== undefined) return cached;
      const found = specialVerdicts(space, variable);
      specials.set(variable.id, found);
      const axis = space.axes.number.get(variable);
      if (axis !== undefined) {
        const grown = { ...axis, size: axis.cells.length + found.length };
        space.axes.number.set(variable, grown);
        space.axes.list[axis.index] = grown;
      }
      return found;
    },
  });
  spaces.set(model, space);
  // Axes of formulas grow by their cells without a value, before any diagram tests them.
  for (const variable of space.continuous) space.parts.specials(variable);
  return space;
}
