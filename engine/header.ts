/** What the header of a scheme says, as values, and whether it claims a record. The catalogue and the choice of a scheme read it. */
import type { CodeRange, SchemeDecl, SchemeField } from "#grammar";
import { statedIgnores } from "./checks/ignores.ts";
import { type Codes, commonCodes, histologyCodes, siteCodes } from "./model/code-ranges.ts";
import type { Scheme } from "./scheme.ts";

export interface SchemeHeader {
  readonly title: string;
  /** The text above the header. */
  readonly about: string | undefined;
  readonly edition: string | undefined;
  /** `2018-01-01` */
  readonly effective: string | undefined;
  readonly purpose: string | undefined;
  readonly classification: string | undefined;
  readonly status: string | undefined;
  readonly licence: string | undefined;
  /** One entry a line, as written: `site C34.0..C34.3 histology 8010..8576`. */
  readonly applies: readonly string[];
  readonly cites: readonly { readonly key: string; readonly text: string; readonly link: string | undefined }[];
}

/** Some fields share a form: `status` and `classification`, for one. */
type FieldOf<K, F = SchemeField> = F extends { readonly kind: infer Kinds } ? (K extends Kinds ? F : never) : never;

const declOf = ({ model }: Scheme): SchemeDecl | undefined => model.source.parsed.file.decls.find((decl) => decl.kind === "scheme");

const fieldsOf = <K extends SchemeField["kind"]>(decl: SchemeDecl | undefined, kind: K): readonly FieldOf<K>[] =>
  (decl?.fields ?? []).filter((field) => field.kind === kind) as unknown as readonly FieldOf<K>[];

/** undefined: the file has no header; it only shares declarations. */
export function headerOf(scheme: Scheme): SchemeHeader | undefined {
  const decl = declOf(scheme);
  if (decl === undefined) return undefined;
  const [edition] = fieldsOf(decl, "edition");
  return {
    title: decl.title.value,
    about: decl.doc,
    edition: edition?.title.value,
    effective: edition?.effective,
    purpose: fieldsOf(decl, "purpose")[0]?.value.value,
    classification: fieldsOf(decl, "classification")[0]?.value.text,
    status: fieldsOf(decl, "status")[0]?.value.text,
    licence: fieldsOf(decl, "licence")[0]?.value.value,
    applies: fieldsOf(decl, "applies").map(appliesText),
    cites: fieldsOf(decl, "cite").map(({ key, title, doi, url }) => ({
      key: key.text,
      text: title.value,
      link: url?.value ?? (doi === undefined ? undefined : `https://doi.org/${doi.value}`),
    })),
  };
}

/** Why a file shares codes with another one on purpose: the reasons of its ignores of `applies-overlap`. */
export const sharedCodes = ({ model }: Scheme): readonly string[] =>
  statedIgnores(model).flatMap(({ code, reason }) => (code === "applies-overlap" ? [reason] : []));

function appliesText({ sites, histologies }: FieldOf<"applies">): string {
  const listed = (word: string, ranges: readonly CodeRange[]): string =>
    ranges.length === 0 ? "" : `${word} ${ranges.map(({ from, to }) => (from === to ? from : `${from}..${to}`)).join(", ")}`;
  return [listed("site", sites), listed("histology", histologies)].filter((part) => part !== "").join(" ");
}

// ------------------------------------------------------------------- records

/** ICD-O-3 codes of a record. undefined: the record does not say. */
export interface RecordCodes {
  readonly site: Codes | undefined;
  readonly histology: Codes | undefined;
}

/** `C34.1`, `C341` or `C34`; undefined where it is no such code. */
export const readSite = (text: string): Codes | undefined => {
  const code = text.trim().replace(/^([A-Za-z]\d\d)(\d)$/, "$1.$2");
  return siteCodes({ start: 0, end: 0, from: code, to: code });
};

/** `8140`, `8140/3` or `81403`; undefined where it is no such code. */
export const readHistology = (text: string): Codes | undefined => {
  const code = text.trim().replace(/^(\d{4})(\d)$/, "$1/$2");
  return histologyCodes({ start: 0, end: 0, from: code, to: code });
};

/**
 * Whether a scheme applies to a record. `open`: it depends on a code that the record does not say, or says less
 * exactly than the scheme does. `unclaimed`: the header claims no codes at all.
 */
export type Claim = "yes" | "no" | "open" | "unclaimed";

export function claims(scheme: Scheme, codes: RecordCodes): Claim {
  const lines = fieldsOf(declOf(scheme), "applies");
  if (lines.length === 0) return "unclaimed";
  const answers = lines.map((line) => {
    const site = met(line.sites, siteCodes, codes.site);
    const histology = met(line.histologies, histologyCodes, codes.histology);
    if (site === "no" || histology === "no") return "no";
    return site === "yes" && histology === "yes" ? "yes" : "open";
  });
  return answers.find((one) => one === "yes") ?? answers.find((one) => one === "open") ?? "no";
}

function met(ranges: readonly CodeRange[], read: (range: CodeRange) => Codes | undefined, code: Codes | undefined): "yes" | "no" | "open" {
  if (ranges.length === 0) return "yes";
  if (code === undefined) return "open";
  const common = commonCodes(
    ranges.map(read).filter((codes) => codes !== undefined),
    [code],
  );
  if (common.length === 0) return "no";
  return common.some((one) => one.lo === code.lo && one.hi === code.hi && one.behaviour === code.behaviour) ? "yes" : "open";
}
