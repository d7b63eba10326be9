/** Risk schemes of hematology, from the publications: plain arithmetic on fully known values, nothing about unknowns. */

export interface RiskAnswer {
  readonly score: number | undefined;
  readonly group: string;
}

/** The cells of a facts row, by column. */
export type Values = Readonly<Record<string, string>>;

const number = (values: Values, name: string): number => Number(values[name]);
const yes = (values: Values, name: string): boolean => values[name] === "yes";
const points = (...facts: readonly boolean[]): number => facts.filter(Boolean).length;

export function ipi(values: Values): RiskAnswer {
  const score = points(
    number(values, "age") > 60,
    values["ann_arbor_stage"] === "III" || values["ann_arbor_stage"] === "IV",
    number(values, "ecog") >= 2,
    number(values, "ldh_ratio") > 1,
    number(values, "extranodal_sites") > 1,
  );
  const groups = ["low", "low", "low-intermediate", "high-intermediate", "high", "high"];
  return { score, group: groups[score] ?? "missing" };
}

const CYTOGENETICS = ["very good", "good", "intermediate", "poor", "very poor"];

export function ipssR(values: Values): RiskAnswer {
  const blasts = number(values, "blasts");
  const hemoglobin = number(values, "hemoglobin");
  const platelets = number(values, "platelets");
  const fromBlasts = blasts > 10 ? 3 : blasts >= 5 ? 2 : blasts > 2 ? 1 : 0;
  const fromHemoglobin = hemoglobin < 8 ? 1.5 : hemoglobin < 10 ? 1 : 0;
  const fromPlatelets = platelets < 50 ? 1 : platelets < 100 ? 0.5 : 0;
  const fromNeutrophils = number(values, "anc") < 0.8 ? 0.5 : 0;
  const score = CYTOGENETICS.indexOf(values["cytogenetics"] ?? "") + fromBlasts + fromHemoglobin + fromPlatelets + fromNeutrophils;
  const groups: readonly (readonly [number, string])[] = [
    [1.5, "very low"],
    [3, "low"],
    [4.5, "intermediate"],
    [6, "high"],
    [Number.POSITIVE_INFINITY, "very high"],
  ];
  return { score, group: groups.find(([upTo]) => score <= upTo)?.[1] ?? "missing" };
}

export function iss(values: Values): RiskAnswer {
  const b2m = number(values, "b2m");
  if (b2m >= 5.5) return { score: undefined, group: "III" };
  return { score: undefined, group: b2m < 3.5 && number(values, "albumin") >= 3.5 ? "I" : "II" };
}

export function rIss(values: Values): RiskAnswer {
  const stage = iss(values).group;
  const adverse = number(values, "ldh_ratio") > 1 || ["del17p", "t_4_14", "t_14_16"].some((each) => yes(values, each));
  if (stage === "I" && !adverse) return { score: undefined, group: "I" };
  return { score: undefined, group: stage === "III" && adverse ? "III" : "II" };
}

export function mipi(values: Values): RiskAnswer {
  const score =
    0.03535 * number(values, "age") +
    (number(values, "ecog") >= 2 ? 0.6978 : 0) +
    1.367 * Math.log10(number(values, "ldh_ratio")) +
    0.9393 * Math.log10(number(values, "wbc") * 1000);
  return { score, group: score < 5.7 ? "low" : score < 6.2 ? "intermediate" : "high" };
}

export function eln2022(values: Values): RiskAnswer {
  return { score: undefined, group: elnGroup(values) };
}

function elnGroup(values: Values): string {
  const has = (...names: readonly string[]): boolean => names.some((name) => yes(values, name));
  if (has("t_8_21", "inv16")) return "favorable";
  const complex = number(values, "abnormalities") >= 3 && !has("hyperdiploid_only") && !has("t_9_11");
  const adverseKaryotype = has("t_6_9", "kmt2a_other", "t_9_22", "t_8_16", "inv3", "minus5_del5q", "minus7", "abn17p", "monosomal");
  if (adverseKaryotype || complex) return "adverse";
  if (has("t_9_11")) return "intermediate";
  if (number(values, "tp53_vaf") >= 10) return "adverse";
  if (has("cebpa_bzip_inframe")) return "favorable";
  if (has("npm1")) return has("flt3_itd") ? "intermediate" : "favorable";
  return has("mr_gene") ? "adverse" : "intermediate";
}

export function cllIpi(values: Values): RiskAnswer {
  const score =
    4 * points(yes(values, "tp53_abnormal")) +
    2 * points(yes(values, "ighv_unmutated"), number(values, "b2m") > 3.5) +
    points(values["rai"] !== "0", number(values, "age") > 65);
  const group = score <= 1 ? "low" : score <= 3 ? "intermediate" : score <= 6 ? "high" : "very high";
  return { score, group };
}

export function elts(values: Values): RiskAnswer {
  const score =
    0.0025 * (number(values, "age") / 10) ** 3 +
    0.0615 * number(values, "spleen") +
    0.1052 * number(values, "blasts") +
    0.4104 * (number(values, "platelets") / 1000) ** -0.5;
  return { score, group: score <= 1.568 ? "low" : score <= 2.2185 ? "intermediate" : "high" };
}
