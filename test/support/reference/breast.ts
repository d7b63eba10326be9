/** Breast carcinoma, AJCC 8 anatomic groups, clinical and pathological, from the published stage table. */
import { type Factor, factor, type Reference, type Verdict } from "./completions.ts";

/** Stage by the T number (lines) and by N0, N1mi, N1, N2, N3 (columns), without metastasis. */
const BY_SIZE: Readonly<Record<string, readonly Verdict[]>> = {
  T0: ["none", "IB", "IIA", "IIIA", "IIIC"],
  Ti: ["0", "none", "none", "none", "none"],
  T1: ["IA", "IB", "IIA", "IIIA", "IIIC"],
  T2: ["IIA", "IIB", "IIB", "IIIA", "IIIC"],
  T3: ["IIB", "IIIA", "IIIA", "IIIA", "IIIC"],
  T4: ["IIIB", "IIIB", "IIIB", "IIIB", "IIIC"],
};

const nodeColumn = (N: string): number => {
  if (N.startsWith("N0")) return 0;
  if (N === "N1mi") return 1;
  return Number(N.charAt(1)) + 1;
};

const T = factor(
  "T",
  "T0 Tis(DCIS) Tis(Paget) T1mi T1a T1b T1c T2 T3 T4a T4b T4c T4d",
  "TX",
  {
    Tis: "Tis(DCIS) Tis(Paget)",
    T1: "T1mi T1a T1b T1c",
    T4: "T4a T4b T4c T4d",
  },
  "TX",
);

const anatomic = (name: string, N: Factor, M: Factor): Reference => ({
  name,
  factors: [T, N, M],
  stageOf: (each) => {
    if (each["M"] === "M1") return "IV";
    return BY_SIZE[(each["T"] ?? "").slice(0, 2)]?.[nodeColumn(each["N"] ?? "")] ?? "missing";
  },
  namedRows: (each) => (each["T"] === "TX" && each["N"]?.startsWith("N3") && each["M"] !== "M1" ? [{ names: ["T"], verdict: "IIIC" }] : []),
});

export const breastClinical = anatomic(
  "breast_anatomic_clinical_ajcc8",
  factor("N", "N0 N1mi N1 N2a N2b N3a N3b N3c", "NX", { N2: "N2a N2b", N3: "N3a N3b N3c" }),
  factor("M", "M0 M0(i+) M1"),
);

export const breastPathological = anatomic(
  "breast_anatomic_pathological_ajcc8",
  factor("N", "N0 N0(i+) N0(mol+) N1mi N1a N1b N1c N2a N2b N3a N3b N3c", "NX", {
    N1: "N1mi N1a N1b N1c",
    N2: "N2a N2b",
    N3: "N3a N3b N3c",
  }),
  factor("M", "M0 M1"),
);
