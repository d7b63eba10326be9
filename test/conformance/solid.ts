/** Facts of solid tumours whose rule file cannot be told from their name, or that need something beside their cells. */
import type { Pairings } from "./pairing.ts";

export const SOLID: Pairings = {
  "solid/bladder_ajcc8": {
    explained: [
      { rows: { T: "T4", N: "NX", M: "M0" }, why: "T4a NX is open, not without a group: its nodes decide between IIIA and IIIB" },
    ],
  },
};
