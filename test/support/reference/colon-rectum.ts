/** Colon and rectum carcinoma, AJCC 8, from the published stage table. */
import { factor, type Reference, type Verdict } from "./completions.ts";

/** Stage by T (lines) and N0, N1a to N1c, N2a, N2b (columns), without metastasis. */
const WITHOUT_METASTASIS: Readonly<Record<string, readonly Verdict[]>> = {
  T0: ["none", "none", "none", "none"],
  Tis: ["0", "none", "none", "none"],
  T1: ["I", "IIIA", "IIIA", "IIIB"],
  T2: ["I", "IIIA", "IIIB", "IIIB"],
  T3: ["IIA", "IIIB", "IIIB", "IIIC"],
  T4a: ["IIB", "IIIB", "IIIC", "IIIC"],
  T4b: ["IIC", "IIIC", "IIIC", "IIIC"],
};
const COLUMN: Readonly<Record<string, number>> = { N0: 0, N1a: 1, N1b: 1, N1c: 1, N2a: 2, N2b: 3 };
const WITH_METASTASIS: Readonly<Record<string, Verdict>> = { M1a: "IVA", M1b: "IVB", M1c: "IVC" };

export const colonRectum: Reference = {
  name: "colon_rectum_ajcc8",
  factors: [
    factor("T", "T0 Tis T1 T2 T3 T4a T4b", "TX", { T4: "T4a T4b" }),
    factor("N", "N0 N1a N1b N1c N2a N2b", "NX", { N1: "N1a N1b N1c", N2: "N2a N2b" }),
    factor("M", "M0 M1a M1b M1c", "", { M1: "M1a M1b M1c" }),
  ],
  stageOf: ({ T = "", N = "", M = "" }) => WITH_METASTASIS[M] ?? WITHOUT_METASTASIS[T]?.[COLUMN[N] ?? -1] ?? "missing",
  namedRows: () => [],
};
