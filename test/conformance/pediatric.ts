/** Facts of childhood cancers (kept with the risk schemes) whose rule file cannot be told from their name. */
import type { Pairings } from "./pairing.ts";

export const PEDIATRIC: Pairings = {};
