/**
 * Which of several schemes a record belongs to: by its ICD-O-3 site and histology, and by its classification where
 * schemes say theirs. Where none claims it, or more than one may, nothing is chosen, and the reason is told.
 */
import { claims, headerOf, readHistology, readSite, type Scheme } from "../engine.ts";

export interface RecordSays {
  readonly site: string;
  readonly histology: string;
  readonly classification: string;
  /** The file that the record names itself, as `stomach-ajcc8`; it counts among those that apply, and no other. */
  readonly scheme: string;
}

export type Choice =
  | { readonly kind: "one"; readonly scheme: Scheme }
  /** `told`: in few words, for a count; `why`: in a sentence. */
  | { readonly kind: "none"; readonly told: string; readonly why: string };

/** `purpose`: where several schemes apply, those for this purpose are meant. */
export const chooseScheme = (schemes: readonly Scheme[], says: RecordSays, purpose: string | undefined): Choice => {
  const site = readSite(says.site);
  const histology = readHistology(says.histology);
  if (site === undefined && says.site !== "") return none("code not read", `icdo_site is not an ICD-O-3 site such as C34.1`);
  if (histology === undefined && says.histology !== "")
    return none("code not read", `icdo_histology is not an ICD-O-3 histology such as 8140 or 8140/3`);
  const applying = schemes
    .map((scheme) => ({ scheme, claim: claims(scheme, { site, histology }) }))
    .filter(
      ({ scheme, claim }) =>
        (claim === "yes" || claim === "open") && isOfClass(scheme, says.classification) && isNamed(scheme, says.scheme),
    );
  const meant = applying.filter(
    ({ scheme }) => purpose !== undefined && headerOf(scheme)?.purpose?.toLowerCase() === purpose.toLowerCase(),
  );
  const claimed = meant.length === 0 ? applying : meant;
  const [first, second] = claimed;
  const missing = [...(site === undefined ? ["icdo_site"] : []), ...(histology === undefined ? ["icdo_histology"] : [])];
  if (first === undefined)
    return none("no scheme", `no scheme${says.scheme === "" ? "" : ` named ${says.scheme}`} applies to ${codesTold(says)}`);
  if (second === undefined && (first.claim === "yes" || says.scheme !== "")) return { kind: "one", scheme: first.scheme };
  const listed = claimed.map(({ scheme }) => titleOf(scheme)).join("; ");
  if (missing.length > 0 && claimed.some(({ claim }) => claim === "open"))
    return none("code missing", `${missing.join(" and ")} would tell whether it is ${listed}`);
  if (second === undefined) return none("code too wide", `${codesTold(says)} is only in part of ${listed}; give the exact code`);
  return none(
    "several schemes",
    `several schemes apply to ${codesTold(says)}: ${listed}${apart(
      claimed.map(({ scheme }) => scheme),
      says,
    )}`,
  );
};

const none = (told: string, why: string): Choice => ({ kind: "none", told, why });

export const titleOf = (scheme: Scheme): string => {
  const header = headerOf(scheme);
  return [header?.title ?? "", header?.edition].filter((part) => part !== undefined && part !== "").join(", ");
};

const codesTold = ({ site, histology }: RecordSays): string => `site ${site || "not known"} with histology ${histology || "not known"}`;

/** What would tell the claimants apart, as far as their headers say. */
const apart = (schemes: readonly Scheme[], { classification }: RecordSays): string => {
  const headers = schemes.map(headerOf);
  const differ = (values: readonly (string | undefined)[]): boolean => new Set(values).size > 1;
  if (classification === "" && differ(headers.map((header) => header?.classification))) return "; the column classification would tell";
  if (differ(headers.map((header) => header?.edition))) return "; choose with --edition";
  if (differ(headers.map((header) => header?.purpose))) return "; choose with --purpose";
  return `; a column scheme would tell, with ${schemes.map(fileName).join(" or ")}`;
};

/** `stomach-ajcc8` of `…/stomach-ajcc8.stage`. */
const fileName = ({ uri }: Scheme): string => uri.slice(Math.max(uri.lastIndexOf("/"), uri.lastIndexOf("\\")) + 1).replace(/\.stage$/, "");

const isNamed = (scheme: Scheme, named: string): boolean =>
  named === "" || fileName(scheme).toLowerCase() === named.toLowerCase().replace(/\.stage$/, "");

/** How registries write classifications. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  clinical: ["c", "clinical"],
  pathological: ["p", "pathological", "pathologic"],
  post_therapy: ["yp", "yc", "y", "post_therapy", "postneoadjuvant"],
};

const isOfClass = (scheme: Scheme, said: string): boolean => {
  const own = headerOf(scheme)?.classification;
  if (own === undefined || said === "") return true;
  return own === said || (spellings[own]?.includes(said.toLowerCase()) ?? false);
};
