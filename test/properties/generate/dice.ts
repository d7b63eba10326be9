/** Choices of the generators, drawn through fast-check so that a failing scheme can be replayed by its seed and path. */
import fc, { type GeneratorValue } from "fast-check";

export interface Dice {
  /** A whole number, both ends included. */
  readonly int: (min: number, max: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** `count` different ones, in their order. */
  readonly some: <T>(from: readonly T[], count: number) => readonly T[];
}

export function diceOf(generate: GeneratorValue): Dice {
  const int = (min: number, max: number): number => (min >= max ? min : generate(fc.integer, { min, max }));
  const pick = <T>(from: readonly T[]): T => from[int(0, from.length - 1)] as T;
  const some = <T>(from: readonly T[], count: number): readonly T[] => {
    const left = from.map((_, index) => index);
    while (left.length > count) left.splice(int(0, left.length - 1), 1);
    return left.map((index) => from[index] as T);
  };
  return { int, pick, some, chance: (percent) => int(0, 99) < percent };
}
