/** The karyotype facts write abnormalities as a list; the rules count them and name those that have a row of their own. */
import type { FactsRow } from "../examples/facts.ts";

/** Abnormalities that the IPSS-R groups name. Any other only counts. */
const NAMED = ["-Y", "del(11q)", "del(5q)", "del(12p)", "del(20q)", "del(7q)", "+8", "+19", "i(17q)", "-7", "inv(3)", "t(3q)", "del(3q)"];

/** `2` with `del(5q); +8` becomes two abnormalities, of which the set names those that it knows. */
export function karyotypeRecord(row: FactsRow): Readonly<Record<string, string>> {
  const found = (row["karyotype_features"] ?? "").split(";").map((each) => each.trim());
  const named = found.filter((each) => NAMED.includes(each));
  return { abnormalities: row["abnormalities"] ?? "", karyotype: `{${named.join(", ")}}` };
}
