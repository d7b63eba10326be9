/** Lung carcinoma, AJCC 8, from the published stage table. Cell by cell, so that it shares no shape with the rule file. */
import { among, factor, type Reference, type Verdict } from "./completions.ts";

/** Stage by T (lines) and N0, N1, N2, N3 (columns), without metastasis. */
const WITHOUT_METASTASIS: Readonly<Record<string, readonly Verdict[]>> = {
  T0: ["none", "none", "none", "none"],
  Tis: ["0", "excluded", "excluded", "excluded"],
  T1mi: ["IA1", "IIB", "IIIA", "IIIB"],
  T1a: ["IA1", "IIB", "IIIA", "IIIB"],
  T1b: ["IA2", "IIB", "IIIA", "IIIB"],
  T1c: ["IA3", "IIB", "IIIA", "IIIB"],
  T2a: ["IB", "IIB", "IIIA", "IIIB"],
  T2b: ["IIA", "IIB", "IIIA", "IIIB"],
  T3: ["IIB", "IIIA", "IIIB", "IIIC"],
  T4: ["IIIA", "IIIA", "IIIB", "IIIC"],
};

export const lung: Reference = {
  name: "lung_ajcc8",
  factors: [
    factor("T", "T0 Tis T1mi T1a T1b T1c T2a T2b T3 T4", "TX", { T1: "T1mi T1a T1b T1c", T2: "T2a T2b" }, "TX"),
    factor("N", "N0 N1 N2 N3", "NX"),
    factor("M", "M0 M1a M1b M1c", "", { M1: "M1a M1b M1c" }),
  ],
  stageOf: ({ T = "", N = "", M }) => {
    if (M === "M1c") return "IVB";
    if (among(M, "M1a M1b")) return "IVA";
    return WITHOUT_METASTASIS[T]?.[Number(N.slice(1))] ?? "missing";
  },
  namedRows: ({ T, N, M }) => (T === "TX" && N === "N0" && M === "M0" ? [{ names: ["T"], verdict: "occult" }] : []),
};
