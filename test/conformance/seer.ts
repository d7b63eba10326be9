/** SEER's tables whose rule file cannot be told from their name, or that need something beside their cells. */
import type { Pairings } from "./pairing.ts";

export const SEER: Pairings = {
  // The facts write the index behind the stage, `II:7`; the rules keep the two apart.
  "seer-ajcc8/placenta_gtn": { answer: (text) => text.split(":")[0] ?? text },
};
