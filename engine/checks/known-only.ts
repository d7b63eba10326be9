/** Properties are proved over known values. */
import type { Space } from "../compile/space.ts";
import { type Fn, fix } from "../diagram/store.ts";

/** The diagram where every variable is recorded as known. */
export function knownOnly(space: Space, fn: Fn): Fn {
  let made = fn;
  for (const axis of space.axes.recorded.values()) made = fix(space.store, made, axis.index, 0);
  return made;
}
