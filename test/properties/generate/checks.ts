/** Random properties to prove of a generated scheme, as text. */
import { condition } from "./conditions.ts";
import type { Dice } from "./dice.ts";
import type { Made } from "./variables.ts";

export function checks(dice: Dice, inputs: readonly Made[], decided: readonly Made[], last: readonly Made[]): readonly string[] {
  const final = dice.pick(last);
  const lines: string[] = [];
  const ordered = [...inputs, ...decided.filter((one) => !last.includes(one) && dice.chance(30))].filter((made) => made.kind !== "set");
  if (dice.chance(50) && ordered.length > 0) {
    const along = dice.some(ordered, Math.min(ordered.length, dice.pick([1, 1, 2, 3])));
    const each = along.map((one) => `${dice.chance(30) ? "falling " : ""}${one.name}`).join(", ");
    const except = dice.chance(35) ? ` except ${condition(dice, inputs, 1)} because "the guideline says so"` : "";
    lines.push(`check monotone ${final.name} in ${each}${except}`);
  }
  if (dice.chance(40)) lines.push(`check never ${condition(dice, [...inputs, final], 2)}`);
  if (dice.chance(40)) lines.push(`check (${condition(dice, inputs, 1)}) implies (${condition(dice, [...inputs, final], 1)})`);
  return lines;
}
