/** Differentiated thyroid carcinoma, AJCC 8, from the published text: two groups below 55, six from 55 on. */
import { among, factor, type Reference, type Verdict } from "./completions.ts";

const FROM_55: Readonly<Record<string, Verdict>> = { T3a: "II", T3b: "II", T4a: "III", T4b: "IVA", T0: "none" };

export const thyroidDifferentiated: Reference = {
  name: "thyroid_differentiated_ajcc8",
  factors: [
    factor("T", "T0 T1a T1b T2 T3a T3b T4a T4b", "TX", { T1: "T1a T1b", T3: "T3a T3b", T4: "T4a T4b" }),
    factor("N", "N0a N0b N1a N1b", "NX", { N0: "N0a N0b", N1: "N1a N1b" }, "NX"),
    factor("M", "M0 M1"),
    factor("age", "0 30 54 54.9 55 70"),
  ],
  stageOf: ({ T = "", N, M, age }) => {
    if (Number(age) < 55) return M === "M1" ? "II" : "I";
    if (M === "M1") return "IVB";
    return FROM_55[T] ?? (among(N, "N1a N1b") ? "II" : "I");
  },
  namedRows: ({ T, N, M, age }) =>
    Number(age) >= 55 && M === "M0" && N === "NX" && among(T, "T1a T1b T2") ? [{ names: ["N"], verdict: "I" }] : [],
};
