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
