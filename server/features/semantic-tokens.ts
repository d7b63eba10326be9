/** Colours that only the names tell: what a word stands for. Everything else the TextMate grammar colours by itself. */
import { type SemanticTokens, SemanticTokensBuilder } from "vscode-languageserver";
import { type Occurrence, occurrencesIn, type VariableInfo } from "#engine";
import type { Bound } from "../schemes.ts";

export const tokenLegend = {
  tokenTypes: ["variable", "parameter", "property", "enumMember", "macro"],
  tokenModifiers: ["declaration", "readonly"],
};

/** A decided variable is a `variable`, an input a `parameter`, a set a `property`; an unknown is a `macro`. */
export const tokensOf = ({ held, scheme }: Bound): SemanticTokens => {
  const builder = new SemanticTokensBuilder();
  const variables = new Map(scheme.variables.map((variable) => [variable.name, variable]));
  let last = -1;
  for (const one of occurrencesIn(scheme, held.source.uri)) {
    const type = typeOf(one, variables);
    if (type === undefined || one.span.start < last) continue;
    const { line, character } = held.document.positionAt(one.span.start);
    const modifiers = (one.role === "declares" ? 1 : 0) + (one.symbol.kind === "label" ? 2 : 0);
    builder.push(line, character, one.span.end - one.span.start, tokenLegend.tokenTypes.indexOf(type), modifiers);
    last = one.span.end;
  }
  return builder.build();
};

const typeOf = ({ symbol, quoted }: Occurrence, variables: ReadonlyMap<string, VariableInfo>): string | undefined => {
  switch (symbol.kind) {
    case "variable": {
      const variable = variables.get(symbol.variable ?? "");
      return variable?.decided ? "variable" : variable?.kind === "set" ? "property" : "parameter";
    }
    case "label":
      return quoted ? undefined : "enumMember";
    case "unknown":
      return quoted ? undefined : "macro";
    default:
      return undefined;
  }
};
