/**
 * `applies-overlap`: two files that decide a variable of the same name claim the same cases. What a header leaves out
 * (a histology, a classification, a purpose, an edition) it leaves open, so that it meets whatever the other one says;
 * a file without `applies` claims nothing.
 */
import type { SchemeDecl, SchemeField, Span } from "#grammar";
import type { SeveritySettings } from "../api.ts";
import type { Finding } from "../finding.ts";
import { type Codes, codesText, commonCodes, histologyCodes, siteCodes } from "../model/code-ranges.ts";
import { finding } from "../model/problems.ts";
import type { Model } from "../model/symbols.ts";
import type { Scheme } from "../scheme.ts";
import { catalog } from "./catalog.ts";
import { withIgnoreFix } from "./ignore-fix.ts";
import { isIgnored } from "./ignores.ts";

/** One `applies` line. undefined: any. */
interface Claim {
  readonly span: Span;
  readonly sites: readonly Codes[] | undefined;
  readonly histologies: readonly Codes[] | undefined;
}

interface Claimant {
  readonly model: Model;
  readonly uses: readonly string[];
  /** Variables that this file itself decides. */
  readonly decides: ReadonlySet<string>;
  readonly claims: readonly Claim[];
  /** What tells files with the same codes apart. */
  readonly marks: Readonly<Record<Mark, string | undefined>>;
}

const markNames = ["edition", "classification", "purpose"] as const;
type Mark = (typeof markNames)[number];

/**
 * What files say of the same cases, each finding in both of them; an ignore in either silences both. `severitiesOf`: the settings of a file.
 */
export function checkTogether(
  schemes: readonly Scheme[],
  severitiesOf: (uri: string) => SeveritySettings = () => ({}),
): readonly Finding[] {
  const claimants = schemes.map(claimantOf).filter((one) => one.claims.length > 0 && one.decides.size > 0);
  const found = claimants.flatMap((one) => claimants.flatMap((other) => (one === other ? [] : overlapOf(one, other))));
  return found.flatMap((each): Finding[] => {
    const severity = severitiesOf(each.uri)[each.code] ?? catalog[each.code].severity;
    return severity === "off" ? [] : [{ ...each, severity }];
  });
}

function claimantOf({ model, uses }: Scheme): Claimant {
  const header = model.source.parsed.file.decls.find((decl) => decl.kind === "scheme");
  const own = model.decisions.filter(
    ({ rule, place }) => place.uri === model.uri || (rule.kind === "blocks" && rule.blocks.some((block) => block.place.uri === model.uri)),
  );
  return {
    model,
    uses,
    decides: new Set(own.map((decision) => decision.variable.name)),
    claims: (header?.fields ?? []).flatMap(claimOf),
    marks: marksOf(header),
  };
}

function claimOf(field: SchemeField): readonly Claim[] {
  if (field.kind !== "applies") return [];
  const sites = field.sites.length === 0 ? undefined : field.sites.map(siteCodes).filter((codes) => codes !== undefined);
  const histologies =
    field.histologies.length === 0 ? undefined : field.histologies.map(histologyCodes).filter((codes) => codes !== undefined);
  return [{ span: { start: field.start, end: field.end }, sites, histologies }];
}

function marksOf(header: SchemeDecl | undefined): Claimant["marks"] {
  const said = (kind: Mark): string | undefined => {
    const field = header?.fields.find((one) => one.kind === kind);
    if (field?.kind === "edition") return field.title.value;
    if (field?.kind === "classification") return field.value.text;
    return field?.kind === "purpose" ? field.value.value : undefined;
  };
  return { edition: said("edition"), classification: said("classification"), purpose: said("purpose") };
}

const plain = (text: string): string => text.trim().replace(/\s+/g, " ").toLowerCase();

const differ = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && plain(a) !== plain(b);

/** What `one` is told of `other`, at its first `applies` line that meets the other file. */
function overlapOf(one: Claimant, other: Claimant): readonly Finding[] {
  const { uri } = one.model;
  const related = other.model.uri;
  // A file and one that it uses are one scheme, and proved as such.
  if (uri === related || one.uses.includes(related) || other.uses.includes(uri)) return [];
  const decided = [...one.decides].filter((name) => other.decides.has(name));
  if (decided.length === 0 || markNames.some((mark) => differ(one.marks[mark], other.marks[mark]))) return [];
  const met = one.claims.flatMap((claim) => other.claims.flatMap((theirs) => meeting(claim, theirs)));
  const [first] = met;
  if (first === undefined) return [];
  const message = messageOf(one, other, decided, met);
  const made = finding("applies-overlap", uri, first.here, message, `applies-overlap ${decided.join(" ")} ${fileName(related)}`, {
    related: [{ uri: related, span: first.there, message: `${fileName(related)} applies to them too` }],
  });
  const mirrored = { ...made, uri: related, span: first.there };
  return isIgnored(one.model, made) || isIgnored(other.model, mirrored) ? [] : [withIgnoreFix(one.model, made)];
}

// ------------------------------------------------------------------ where they meet

interface Meeting {
  readonly here: Span;
  readonly there: Span;
  readonly sites: readonly Codes[] | undefined;
  readonly histologies: readonly Codes[] | undefined;
}

function meeting(mine: Claim, theirs: Claim): readonly Meeting[] {
  const sites = common(mine.sites, theirs.sites);
  const histologies = common(mine.histologies, theirs.histologies);
  return sites?.length === 0 || histologies?.length === 0 ? [] : [{ here: mine.span, there: theirs.span, sites, histologies }];
}

const common = (some: readonly Codes[] | undefined, others: readonly Codes[] | undefined): readonly Codes[] | undefined =>
  some === undefined ? others : others === undefined ? some : commonCodes(some, others);

const meetingText = ({ sites, histologies }: Meeting): string =>
  [
    sites === undefined ? "any site" : `site ${codesText(sites)}`,
    histologies === undefined ? "any histology" : `histology ${codesText(histologies)}`,
  ].join(" with ");

const mostTold = 3;

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

function messageOf(one: Claimant, other: Claimant, decided: readonly string[], met: readonly Meeting[]): string {
  const where = met.slice(0, mostTold).map(meetingText).join("; ");
  const open = markNames.filter((mark) => one.marks[mark] === undefined || other.marks[mark] === undefined);
  const apart = open.length === 0 ? "" : `, or state the ${listed(open)} in both`;
  return `${fileName(other.model.uri)} decides ${decided.join(", ")} for the same cases: ${where}${met.length > mostTold ? "; …" : ""}. Narrow the codes of one of them${apart}.`;
}

function fileName(uri: string): string {
  const name = uri.slice(Math.max(uri.lastIndexOf("/"), uri.lastIndexOf("\\")) + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
