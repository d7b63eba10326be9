/** The labels of a category: parents, leaves counted depth first, and the two ways to look a label up. */
import type { Label, LabelDecl } from "#grammar";
import { deleteLabelFix, deleteUnknownFix, loneChildFixes } from "../fixes/labels.ts";
import { type Problems, report, sourceOf } from "./problems.ts";
import type { Domain, FiniteVariable, LabelNode, SetVariable } from "./symbols.ts";

/** Builds the domain of a category or set; findings: `duplicate`, `lone-child`. */
export function buildDomain(decls: readonly LabelDecl[], unknown: readonly Label[], problems: Problems): Domain {
  const nodes: LabelNode[] = [];
  const leaves: LabelNode[] = [];
  const firstOf = new Map<string, LabelNode>();
  const visit = (decl: LabelDecl, parent: LabelNode | undefined, siblings: number): void => {
    const children = decl.children ?? [];
    const plain = parent !== undefined && parent.text === decl.label.text && children.length === 0;
    const slot = nodes.length;
    const lo = leaves.length;
    const draft = {
      text: decl.label.text,
      title: decl.text?.value ?? decl.doc,
      also: decl.also.map((text) => text.value),
      parent,
      lo,
      hi: lo + 1,
      plain,
      leaf: children.length === 0,
      place: { uri: problems.uri, span: decl.label },
    };
    if (isDuplicate(draft, firstOf, problems, decl, parent === undefined ? 0 : siblings) || isUnknown(draft, unknown, problems)) return;
    nodes.push(draft);
    if (children.length === 0) leaves.push(draft);
    for (const child of children) visit(child, draft, children.length);
    draft.hi = Math.max(leaves.length, lo + 1);
    if (children.length === 1) reportLoneChild(decl, children[0] as LabelDecl, problems);
    nodes[slot] = draft;
  };
  for (const decl of decls) visit(decl, undefined, decls.length);
  return { nodes, leaves };
}

/** A label that stands a second time is reported and left out, unless it is the plain case of its parent. */
function isDuplicate(label: LabelNode, firstOf: Map<string, LabelNode>, problems: Problems, decl: LabelDecl, siblings: number): boolean {
  const name = label.plain ? `plain ${label.text}` : label.text;
  const first = firstOf.get(name);
  if (first === undefined) {
    firstOf.set(name, label);
    return false;
  }
  report(problems, "duplicate", label.place.span, `The label ${label.text} is declared twice.`, `label ${label.text}`, {
    related: [{ ...first.place, message: "declared here first" }],
    fixes: deleteLabelFix(sourceOf(problems), decl, siblings),
  });
  return true;
}

/** A label that is declared as unknown too is reported and left out: a cell with it names the unknown. */
function isUnknown(label: LabelNode, unknown: readonly Label[], problems: Problems): boolean {
  const same = unknown.find((one) => one.text === label.text);
  if (same === undefined) return false;
  report(
    problems,
    "duplicate",
    same,
    `${same.text} is declared as unknown and as a label; it can only be one of them.`,
    `label ${same.text}`,
    {
      related: [{ ...label.place, message: "the label" }],
      fixes: deleteUnknownFix(sourceOf(problems), unknown, same),
    },
  );
  return true;
}

function reportLoneChild(parent: LabelDecl, child: LabelDecl, problems: Problems): void {
  report(
    problems,
    "lone-child",
    child.label,
    `${child.label.text} is the only label below ${parent.label.text}, so both would mean the same. Add its siblings (perhaps ${parent.label.text} itself as the plain case), or leave the braces out.`,
    `${parent.label.text} ${child.label.text}`,
    { fixes: loneChildFixes(sourceOf(problems), parent, child) },
  );
}

/** What a rule means by a label: with a plain case, the parent (both). */
export const labelInRule = (domain: Domain, text: string): LabelNode | undefined => domain.nodes.find((node) => node.text === text);

/** What a record, an example or a result means by a label: with a plain case, the plain leaf. */
export function labelInRecord(domain: Domain, text: string): LabelNode | undefined {
  const node = labelInRule(domain, text);
  if (node === undefined || node.leaf) return node;
  return domain.nodes.find((child) => child.plain && child.parent === node) ?? node;
}

/** A label by its own spelling, an `also`, or either without regard to case where that is unambiguous. */
export function labelBySpelling(domain: Domain, text: string): LabelNode | undefined {
  const exact = labelInRecord(domain, text) ?? domain.nodes.find((node) => node.also.includes(text));
  if (exact !== undefined) return exact;
  const folded = text.toLowerCase();
  const matches = new Set<LabelNode>();
  for (const node of domain.nodes) {
    if ([node.text, ...node.also].some((spelling) => spelling.toLowerCase() === folded)) {
      matches.add(labelInRecord(domain, node.text) ?? node);
    }
  }
  return matches.size === 1 ? [...matches][0] : undefined;
}

/** `a T category`, `a label of histology`. */
export function kindOfLabel(variable: FiniteVariable | SetVariable): string {
  if (/^[TNM]$/.test(variable.name)) return `${variable.name === "T" ? "a" : "an"} ${variable.name} category`;
  return variable.kind === "set" ? `a member of ${variable.name}` : `a label of ${variable.name}`;
}

export const flagDomain = (uri: string): Domain => {
  const leaf = (text: string, lo: number): LabelNode => ({
    text,
    title: undefined,
    also: [],
    parent: undefined,
    lo,
    hi: lo + 1,
    plain: false,
    leaf: true,
    place: { uri, span: { start: 0, end: 0 } },
  });
  const leaves = [leaf("no", 0), leaf("yes", 1)];
  return { nodes: leaves, leaves };
};
