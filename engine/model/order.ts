/** Puts decisions in an order in which each can be computed; finding: `cycle`. */
import type { Finding } from "../finding.ts";
import type { Drafts } from "./binding.ts";
import { finding } from "./problems.ts";
import type { Decision, Exclude, Variable } from "./symbols.ts";

export function orderDecisions(drafts: Drafts, findings: Finding[]): readonly Decision[] {
  const ordered: Decision[] = [];
  const state = new Map<Variable, "open" | "done" | "cyclic">();
  const path: Variable[] = [];
  const visit = (decision: Decision): void => {
    const known = state.get(decision.variable);
    if (known === "done" || known === "cyclic") return;
    if (known === "open") {
      const loop = path.slice(path.indexOf(decision.variable));
      reportCycle(loop, drafts, findings);
      for (const variable of loop) state.set(variable, "cyclic");
      return;
    }
    state.set(decision.variable, "open");
    path.push(decision.variable);
    for (const read of decision.reads) {
      const next = drafts.decisions.get(read);
      if (next !== undefined) visit(next);
    }
    path.pop();
    if (state.get(decision.variable) === "cyclic") return;
    state.set(decision.variable, "done");
    ordered.push(decision);
  };
  for (const decision of drafts.decisions.values()) visit(decision);
  for (const exclude of drafts.excludes) if (dependsOnTarget(drafts, exclude)) reportOwnExclude(exclude, findings);
  leaveOutCircles(drafts, findings);
  return ordered.filter((decision) => state.get(decision.variable) === "done");
}

/** Whether an exclude for a decision asks for what that decision comes to, itself or through others. */
function dependsOnTarget(drafts: Drafts, { target, reads }: Exclude): boolean {
  const seen = new Set<Variable>();
  const asks = (variable: Variable): boolean => {
    if (variable === target) return true;
    if (seen.has(variable)) return false;
    seen.add(variable);
    return drafts.decisions.get(variable)?.reads.some(asks) ?? false;
  };
  return target !== undefined && reads.some(asks);
}

/** Decisions on which an exclude bears: those that read what it reads, and on which it does not depend itself. */
function bornBy({ decisions }: Drafts, exclude: Exclude): readonly Decision[] {
  const depends = (read: Variable, on: Variable, seen = new Set<Variable>()): boolean => {
    if (read === on) return true;
    if (seen.has(read)) return false;
    seen.add(read);
    return decisions.get(read)?.reads.some((next) => depends(next, on, seen)) ?? false;
  };
  return [...decisions.values()].filter(
    ({ variable, reads }) =>
      (exclude.target === undefined ? exclude.reads.some((read) => reads.includes(read)) : exclude.target === variable) &&
      !exclude.reads.some((read) => depends(read, variable)),
  );
}

/** Two excludes may each bear on what the other asks for; then neither decision could be computed before the other. */
function leaveOutCircles(drafts: Drafts, findings: Finding[]): void {
  const needs = new Map<Variable, Set<Variable>>([...drafts.decisions.values()].map(({ variable, reads }) => [variable, new Set(reads)]));
  for (const [index, exclude] of drafts.excludes.entries()) {
    if (!exclude.reads.some((read) => needs.has(read))) continue;
    const born = bornBy(drafts, exclude);
    const reached = new Set<Variable>(exclude.reads);
    for (const variable of reached) for (const next of needs.get(variable) ?? []) reached.add(next);
    const circular = born.find(({ variable }) => reached.has(variable));
    if (circular === undefined) {
      for (const { variable } of born) for (const read of exclude.reads) needs.get(variable)?.add(read);
      continue;
    }
    const { name } = circular.variable;
    findings.push(
      finding(
        "cycle",
        exclude.place.uri,
        exclude.place.span,
        `This exclude bears on ${name}, and another exclude lets what this one asks for depend on ${name}: neither could be told before the other. Say with 'exclude for …' which decision each of them is for.`,
        `cycle exclude ${name}`,
      ),
    );
    // Left out, it bears on nothing, so that everything else keeps its meaning.
    drafts.excludes[index] = { ...exclude, cond: { kind: "constant", value: false }, rows: [], named: [], reads: [] };
  }
}

function reportOwnExclude({ target, place }: Exclude, findings: Finding[]): void {
  const name = target?.name ?? "";
  findings.push(
    finding(
      "cycle",
      place.uri,
      place.span,
      `This exclude is for ${name} and asks for what ${name} comes to, so it would depend on itself. Ask for what ${name} is decided from; or say 'exclude "…" when …' without 'for ${name}': then what reads ${name} is excluded.`,
      `cycle exclude ${name}`,
    ),
  );
}

function reportCycle(loop: readonly Variable[], drafts: Drafts, findings: Finding[]): void {
  const first = loop[0];
  const place = first && drafts.decisions.get(first)?.place;
  if (first === undefined || place === undefined) return;
  const chain = [...loop, first].map((variable) => variable.name).join(" needs ");
  findings.push(
    finding(
      "cycle",
      place.uri,
      place.span,
      `${first.name} depends on itself: ${chain}. One of them must be decided without the others.`,
      `cycle ${loop
        .map((variable) => variable.name)
        .sort()
        .join(" ")}`,
      {
        related: loop.slice(1).flatMap((variable) => {
          const other = drafts.decisions.get(variable);
          return other === undefined ? [] : [{ ...other.place, message: `${variable.name} is decided here` }];
        }),
      },
    ),
  );
}
