/**
 * T, N and M of the 8th edition from findings, written down from the published definitions as plain comparisons and
 * without a look at the rule files: what these are held against.
 */

/** Sizes are in the unit of the scheme; sets are lists of their members. */
export interface Findings {
  readonly numbers: Readonly<Record<string, number>>;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly sets: Readonly<Record<string, readonly string[]>>;
  readonly categories: Readonly<Record<string, string>>;
}

type Rule = (findings: Findings) => string;

const num = ({ numbers }: Findings, name: string): number => numbers[name] ?? Number.NaN;
const flag = ({ flags }: Findings, name: string): boolean => flags[name] ?? false;
const any = ({ sets }: Findings, name: string, ...members: readonly string[]): boolean =>
  members.some((member) => sets[name]?.includes(member) ?? false);
const is = ({ categories }: Findings, name: string, label: string): boolean => categories[name] === label;

/** The label of the first bound that a size does not exceed. */
const upTo = (size: number, bounds: readonly (readonly [number, string])[], beyond: string): string =>
  bounds.find(([bound]) => size <= bound)?.[1] ?? beyond;

// ----------------------------------------------------------------------- lung

const LUNG_T4 = "diaphragm mediastinum heart great_vessels trachea carina recurrent_nerve oesophagus vertebral_body".split(" ");
const LUNG_T3 = ["parietal_pleura", "chest_wall", "phrenic_nerve", "parietal_pericardium"];

export const lungT: Rule = (f) => {
  const fixed = { no_tumour: "T0", in_situ: "Tis", minimally_invasive: "T1mi", superficial: "T1a" }[f.categories["growth"] ?? ""];
  if (fixed !== undefined) return fixed;
  const size = num(f, "size");
  if (size > 7 || any(f, "invades", ...LUNG_T4) || is(f, "nodules", "other_lobe")) return "T4";
  if (size > 5 || any(f, "invades", ...LUNG_T3) || is(f, "nodules", "same_lobe")) return "T3";
  if (size > 4) return "T2b";
  if (size > 3 || flag(f, "collapse") || any(f, "invades", "main_bronchus", "visceral_pleura")) return "T2a";
  return upTo(
    size,
    [
      [1, "T1a"],
      [2, "T1b"],
    ],
    "T1c",
  );
};
export const lungN: Rule = (f) => {
  if (any(f, "nodes", "supraclavicular", "hilar_other_side", "mediastinal_other_side")) return "N3";
  if (any(f, "nodes", "subcarinal", "mediastinal")) return "N2";
  return any(f, "nodes", "hilar", "intrapulmonary") ? "N1" : "N0";
};
export const lungM: Rule = (f) => {
  const outside = num(f, "outside_chest");
  if (outside > 0) return outside === 1 ? "M1b" : "M1c";
  return (f.sets["spread"] ?? []).length > 0 ? "M1a" : "M0";
};

// --------------------------------------------------------------------- kidney

export const kidneyT: Rule = (f) => {
  if (!flag(f, "tumour")) return "T0";
  if (any(f, "extends_to", "adrenal", "beyond_gerota")) return "T4";
  if (any(f, "extends_to", "vena_cava_wall", "vena_cava_above")) return "T3c";
  if (any(f, "extends_to", "vena_cava_below")) return "T3b";
  if (any(f, "extends_to", "renal_vein", "pelvicalyceal_system", "perirenal_fat", "sinus_fat")) return "T3a";
  return upTo(
    num(f, "size"),
    [
      [4, "T1a"],
      [7, "T1b"],
      [10, "T2a"],
    ],
    "T2b",
  );
};

// -------------------------------------------------------------------- thyroid

export const thyroidT: Rule = (f) => {
  if (!flag(f, "tumour")) return "T0";
  if (any(f, "extends_to", "prevertebral_fascia", "carotid", "mediastinal_vessels")) return "T4b";
  if (any(f, "extends_to", "subcutaneous_tissue", "larynx", "trachea", "oesophagus", "recurrent_nerve")) return "T4a";
  if (any(f, "extends_to", "strap_muscles")) return "T3b";
  return upTo(
    num(f, "size"),
    [
      [1, "T1a"],
      [2, "T1b"],
      [4, "T2"],
    ],
    "T3a",
  );
};
export const thyroidN: Rule = (f) => {
  if (any(f, "nodes", "lateral", "retropharyngeal")) return "N1b";
  if (any(f, "nodes", "central")) return "N1a";
  return flag(f, "benign_proven") ? "N0a" : "N0b";
};

// --------------------------------------------------------------------- breast

export const breastT: Rule = (f) => {
  const fixed = { no_tumour: "T0", dcis: "Tis(DCIS)", paget: "Tis(Paget)" }[f.categories["growth"] ?? ""];
  if (fixed !== undefined) return fixed;
  if (flag(f, "inflammatory")) return "T4d";
  const skin = (f.sets["skin"] ?? []).length > 0;
  if (flag(f, "chest_wall")) return skin ? "T4c" : "T4a";
  if (skin) return "T4b";
  const size = num(f, "size");
  if (size <= 1) return "T1mi";
  return upTo(
    Math.floor(size + 0.5),
    [
      [5, "T1a"],
      [10, "T1b"],
      [20, "T1c"],
      [50, "T2"],
    ],
    "T3",
  );
};
export const breastN: Rule = (f) => {
  if (flag(f, "supraclavicular")) return "N3c";
  const nodes = num(f, "axillary_nodes");
  const large = nodes > 0 && num(f, "largest_deposit") > 2;
  const detected = is(f, "internal_mammary", "detected");
  const sentinel = is(f, "internal_mammary", "sentinel");
  if (large && nodes < 10 && (detected || (sentinel && nodes > 3))) return "N3b";
  if ((large && nodes >= 10) || flag(f, "infraclavicular")) return "N3a";
  if (detected) return "N2b";
  if (large && nodes > 3) return "N2a";
  if (sentinel) return large ? "N1c" : "N1b";
  if (nodes > 0) return large ? "N1a" : "N1mi";
  return { itc: "N0(i+)", molecular: "N0(mol+)" }[f.categories["traces"] ?? ""] ?? "N0";
};

// ------------------------------------------------------------------- melanoma

export const melanomaT: Rule = (f) => {
  if (is(f, "growth", "not_found")) return "T0";
  if (is(f, "growth", "in_situ")) return "Tis";
  const tenths = Math.floor(num(f, "thickness") * 10 + 0.5 + 1e-9);
  if (tenths <= 10) return tenths < 8 && !flag(f, "ulcerated") ? "T1a" : "T1b";
  return `${upTo(
    tenths,
    [
      [20, "T2"],
      [40, "T3"],
    ],
    "T4",
  )}${flag(f, "ulcerated") ? "b" : "a"}`;
};
export const melanomaN: Rule = (f) => {
  const nodes = num(f, "positive_nodes");
  if ((nodes === 0 && (flag(f, "detected") || flag(f, "matted"))) || (nodes === 1 && flag(f, "matted"))) return "excluded";
  if (flag(f, "in_transit")) return nodes === 0 ? "N1c" : nodes === 1 ? "N2c" : "N3c";
  if (nodes === 0) return "N0";
  if (flag(f, "matted")) return "N3b";
  return `${nodes === 1 ? "N1" : nodes <= 3 ? "N2" : "N3"}${flag(f, "detected") ? "b" : "a"}`;
};

// -------------------------------------------------------------- colon, prostate

export const colonN: Rule = (f) => {
  const nodes = num(f, "positive_nodes");
  if (nodes === 0) return flag(f, "deposits") ? "N1c" : "N0";
  return upTo(
    nodes,
    [
      [1, "N1a"],
      [3, "N1b"],
      [6, "N2a"],
    ],
    "N2b",
  );
};
export const colonM: Rule = (f) => {
  if (flag(f, "peritoneum")) return "M1c";
  return upTo(
    num(f, "distant_sites"),
    [
      [0, "M0"],
      [1, "M1a"],
    ],
    "M1b",
  );
};
const PROSTATE_T4 = ["sphincter", "rectum", "bladder", "levator", "pelvic_wall"];
export const prostateT: Rule = (f) => {
  const clinical = is(f, "classification", "clinical");
  if (any(f, "beyond", ...PROSTATE_T4) || (clinical && flag(f, "fixed"))) return "T4";
  if (any(f, "beyond", "seminal_vesicle")) return "T3b";
  if (any(f, "beyond", "capsule") || (!clinical && any(f, "beyond", "bladder_neck"))) return "T3a";
  if (!clinical) return "T2";
  const felt = { half_side: "T2a", more_of_side: "T2b", both_sides: "T2c" }[f.categories["felt"] ?? ""];
  if (felt !== undefined) return felt;
  return { no_tumour: "T0", resection_to_5: "T1a", resection_over_5: "T1b" }[f.categories["found_by"] ?? ""] ?? "T1c";
};
export const gradeGroup: Rule = (f) => {
  const [first, second] = [num(f, "primary_pattern"), num(f, "secondary_pattern")];
  const sum = first + second;
  if (sum === 7) return first === 3 ? "2" : "3";
  return sum === 6 ? "1" : sum === 8 ? "4" : "5";
};
