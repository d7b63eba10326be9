/** Squamous cell carcinoma of the oesophagus, AJCC 8: clinical, pathological, post-neoadjuvant, from the published grids. */
import { type Combination, factor, type NamedRow, type Reference, type Verdict } from "./completions.ts";

/** N0, N1, N2, N3 in the columns; without metastasis. */
type Grid = Readonly<Record<string, readonly Verdict[]>>;

const CLINICAL: Grid = {
  T0: ["none", "none", "none", "IVA"],
  Tis: ["0", "none", "none", "IVA"],
  T1a: ["I", "I", "III", "IVA"],
  T1b: ["I", "I", "III", "IVA"],
  T2: ["II", "II", "III", "IVA"],
  T3: ["II", "III", "III", "IVA"],
  T4a: ["IVA", "IVA", "IVA", "IVA"],
  T4b: ["IVA", "IVA", "IVA", "IVA"],
};

/** `?`: depends on grade or location. */
const PATHOLOGICAL: Grid = {
  T0: ["none", "none", "none", "IVA"],
  Tis: ["0", "none", "none", "IVA"],
  T1a: ["?", "IIB", "IIIA", "IVA"],
  T1b: ["IB", "IIB", "IIIA", "IVA"],
  T2: ["?", "IIIA", "IIIB", "IVA"],
  T3: ["?", "IIIB", "IIIB", "IVA"],
  T4a: ["IIIB", "IIIB", "IVA", "IVA"],
  T4b: ["IVA", "IVA", "IVA", "IVA"],
};

const POST_THERAPY: Grid = {
  T0: ["I", "IIIA", "IIIB", "IVA"],
  Tis: ["none", "none", "none", "IVA"],
  T1a: ["I", "IIIA", "IIIB", "IVA"],
  T1b: ["I", "IIIA", "IIIB", "IVA"],
  T2: ["I", "IIIA", "IIIB", "IVA"],
  T3: ["II", "IIIB", "IIIB", "IVA"],
  T4a: ["IIIB", "IVA", "IVA", "IVA"],
  T4b: ["IVA", "IVA", "IVA", "IVA"],
};

const cell = (grid: Grid, { T = "", N = "", M }: Combination): Verdict =>
  M === "M1" ? "IVB" : (grid[T]?.[Number(N.slice(1))] ?? "missing");

function gradedNodeNegative({ T, G, L }: Combination): Verdict {
  const lowGrade = G === "G1";
  if (T === "T1a") return lowGrade ? "IA" : "IB";
  if (T === "T2") return lowGrade ? "IB" : "IIA";
  return lowGrade || L === "lower" ? "IIA" : "IIB";
}

/** The rows of the pathological table that print GX or an unknown location. */
function printedUnknowns({ T, N, M, G, L }: Combination): readonly NamedRow[] {
  if (N !== "N0" || M !== "M0") return [];
  if (T === "T1a") return G === "GX" ? [{ names: ["G"], verdict: "IA" }] : [];
  if (T === "T2") return G === "GX" ? [{ names: ["G"], verdict: "IIA" }] : [];
  if (T !== "T3") return [];
  const rows: NamedRow[] = [];
  if (G === "GX") rows.push({ names: ["G"], verdict: "IIB" });
  if (L === "X") rows.push({ names: ["L"], verdict: "IIB" });
  // "Any grade, lower third" stands beside "GX, any location": two stages for one patient.
  if (G === "GX" && L === "lower") rows.push({ names: [], verdict: "IIA" });
  return rows;
}

const T = factor("T", "T0 Tis T1a T1b T2 T3 T4a T4b", "TX", { T1: "T1a T1b", T4: "T4a T4b" });
const N = factor("N", "N0 N1 N2 N3", "NX", {}, "NX");
const M = factor("M", "M0 M1");

export const esophagusClinical: Reference = {
  name: "esophagus_squamous_clinical_ajcc8",
  factors: [T, N, M],
  stageOf: (each) => cell(CLINICAL, each),
  namedRows: () => [],
};

export const esophagusPathological: Reference = {
  name: "esophagus_squamous_pathological_ajcc8",
  factors: [T, N, M, factor("G", "G1 G2 G3", "GX", {}, "GX"), factor("L", "upper middle lower", "X", {}, "X")],
  stageOf: (each) => {
    const verdict = cell(PATHOLOGICAL, each);
    return verdict === "?" ? gradedNodeNegative(each) : verdict;
  },
  namedRows: printedUnknowns,
};

export const esophagusPostTherapy: Reference = {
  name: "esophagus_squamous_postneoadjuvant_ajcc8",
  factors: [T, N, M],
  stageOf: (each) => cell(POST_THERAPY, each),
  namedRows: (each) => (each["T"] === "T4a" && each["N"] === "NX" && each["M"] === "M0" ? [{ names: ["N"], verdict: "IVA" }] : []),
};
