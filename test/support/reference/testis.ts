/** Germ cell tumours of the testis, AJCC 8, with SX as the published table prints it. */
import { among, factor, type NamedRow, type Reference } from "./completions.ts";

const NODES: Readonly<Record<string, string>> = { N1: "IIA", N2: "IIB", N3: "IIC" };

export const testis: Reference = {
  name: "testis_ajcc8",
  factors: [
    factor("T", "T0 Tis T1a T1b T2 T3 T4", "TX", { T1: "T1a T1b" }),
    factor("N", "N0 N1 N2 N3", "NX"),
    factor("M", "M0 M1a M1b", "", { M1: "M1a M1b" }),
    factor("S", "S0 S1 S2 S3", "SX", {}, "SX"),
  ],
  stageOf: ({ T, N = "", M, S }) => {
    if (M === "M1b") return "IIIC";
    const spread = M === "M1a" || N !== "N0";
    if (spread && S === "S3") return "IIIC";
    if (spread && S === "S2") return "IIIB";
    if (M === "M1a") return "IIIA";
    if (N !== "N0") return NODES[N] ?? "missing";
    if (S !== "S0") return "IS";
    if (T === "T0") return "none";
    if (T === "Tis") return "0";
    return among(T, "T1a T1b") ? "IA" : "IB";
  },
  namedRows: ({ T, N, M, S }): readonly NamedRow[] => {
    if (S !== "SX") return [];
    if (M === "M1a") return [{ names: ["S"], verdict: "III" }];
    if (M === "M1b") return [];
    if (among(N, "N1 N2 N3")) return [{ names: ["S"], verdict: "II" }];
    return N === "N0" && among(T, "T1a T1b T2 T3 T4") ? [{ names: ["S"], verdict: "I" }] : [];
  },
};
