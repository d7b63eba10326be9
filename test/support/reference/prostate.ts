/** Prostate carcinoma, AJCC 8, clinical and pathological, from the published prognostic groups. */
import { among, type Combination, factor, type Reference, type Verdict } from "./completions.ts";

function group(classification: string, { T = "", N, M, PSA = "", GG }: Combination): Verdict {
  if (M !== "M0") return "IVB";
  if (N === "N1") return "IVA";
  if (GG === "5") return "IIIC";
  if (T === "T0") return "none";
  if (among(T, "T3a T3b T4")) return "IIIB";
  const psa = Number(PSA);
  if (psa >= 20) return "IIIA";
  if (among(GG, "3 4")) return "IIC";
  if (GG === "2") return "IIB";
  // Grade group 1 from here on. The half-a-lobe border divides clinical T2 only.
  const confined = classification === "pathological" ? T.startsWith("T2") : among(T, "T1a T1b T1c T2a");
  if (confined) return psa < 10 ? "I" : "IIA";
  return classification === "clinical" ? "IIA" : "excluded";
}

const factors = [
  factor("T", "T0 T1a T1b T1c T2a T2b T2c T3a T3b T4", "TX", {
    T1: "T1a T1b T1c",
    T2: "T2a T2b T2c",
    T3: "T3a T3b",
  }),
  factor("N", "N0 N1", "NX"),
  factor("M", "M0 M1a M1b M1c", "", { M1: "M1a M1b M1c" }),
  factor("PSA", "0 4 9.9 10 19.9 20 100", "X"),
  factor("GG", "1 2 3 4 5", "X"),
] as const;

export const prostateClinical: Reference = {
  name: "prostate_clinical_ajcc8",
  factors,
  stageOf: (each) => group("clinical", each),
  namedRows: () => [],
};

export const prostatePathological: Reference = {
  name: "prostate_pathological_ajcc8",
  factors,
  stageOf: (each) => group("pathological", each),
  namedRows: () => [],
  ruledOut: ({ T }) => among(T, "T0 T1a T1b T1c"),
};
