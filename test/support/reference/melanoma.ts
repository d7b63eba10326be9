/** Melanoma of the skin, AJCC 8, clinical and pathological, from the published stage tables. */
import { type Combination, factor, type Reference, type Verdict } from "./completions.ts";

const NODE_NEGATIVE: Readonly<Record<string, Verdict>> = {
  T0: "none",
  Tis: "0",
  T1a: "IA",
  T2a: "IB",
  T2b: "IIA",
  T3a: "IIA",
  T3b: "IIB",
  T4a: "IIB",
  T4b: "IIC",
};

/** A, B, C, D for IIIA to IIID, - for none; the columns are N1a N1b N1c N2a N2b N2c N3a N3b N3c. */
const NODE_POSITIVE: Readonly<Record<string, string>> = {
  T0: "-BB-CC-CC",
  Tis: "---------",
  T1a: "ABBABCCCC",
  T1b: "ABBABCCCC",
  T2a: "ABBABCCCC",
  T2b: "BBBBBCCCC",
  T3a: "BBBBBCCCC",
  T3b: "CCCCCCCCC",
  T4a: "CCCCCCCCC",
  T4b: "CCCCCCDDD",
};
const COLUMNS = ["N1a", "N1b", "N1c", "N2a", "N2b", "N2c", "N3a", "N3b", "N3c"];

function pathologicalStageThree(T: string, N: string): Verdict {
  const letter = NODE_POSITIVE[T]?.charAt(COLUMNS.indexOf(N));
  return letter === "-" ? "none" : `III${letter ?? "?"}`;
}

const stage =
  (classification: "clinical" | "pathological") =>
  ({ T = "", N = "", M }: Combination): Verdict => {
    if (M !== "M0") return "IV";
    if (N !== "N0") return classification === "clinical" ? "III" : pathologicalStageThree(T, N);
    if (T === "T1b") return classification === "clinical" ? "IB" : "IA";
    return NODE_NEGATIVE[T] ?? "missing";
  };

const factors = [
  factor("T", "T0 Tis T1a T1b T2a T2b T3a T3b T4a T4b", "TX", {
    T1: "T1a T1b",
    T2: "T2a T2b",
    T3: "T3a T3b",
    T4: "T4a T4b",
  }),
  factor("N", `N0 ${COLUMNS.join(" ")}`, "NX", { N1: "N1a N1b N1c", N2: "N2a N2b N2c", N3: "N3a N3b N3c" }),
  factor("M", "M0 M1a M1b M1c M1d", "", { M1: "M1a M1b M1c M1d" }),
] as const;

const melanoma = (classification: "clinical" | "pathological"): Reference => ({
  name: `melanoma_skin_${classification}_ajcc8`,
  factors,
  stageOf: stage(classification),
  namedRows: () => [],
});

export const melanomaClinical = melanoma("clinical");
export const melanomaPathological = melanoma("pathological");
