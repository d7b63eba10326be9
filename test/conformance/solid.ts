/** Facts of solid tumours whose rule file cannot be told from their name, or that need something beside their cells. */
import type { Pairings } from "./pairing.ts";

export const SOLID: Pairings = {};
