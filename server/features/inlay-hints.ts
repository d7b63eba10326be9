/** Inlay hints: the unit in which a number without one is read, and what came of each case where the client does not draw that itself. */
import { type InlayHint, InlayHintKind, type Range } from "vscode-languageserver";
import { numbersIn } from "#engine";
import type { Bound } from "../schemes.ts";
import type { Mark } from "./example-marks.ts";

export const hintsOfCases = (marks: readonly Mark[], { start, end }: Range): readonly InlayHint[] =>
  marks
    .filter(({ range }) => range.end.line >= start.line && range.end.line <= end.line)
    .map(({ range, text }) => ({ position: range.end, label: text, paddingLeft: true }));

/** The hints of a range; a client that asks beyond the text gets those that there are. */
export const hintsIn = ({ held, scheme }: Bound, range: Range): readonly InlayHint[] => {
  const { text } = held.source;
  const [from, to] = [held.document.offsetAt(range.start), held.document.offsetAt(range.end)];
  const units = new Map(scheme.variables.map(({ name, unit }) => [name, unit]));
  return numbersIn(scheme, held.source.uri).flatMap(({ span, variable }) => {
    const unit = units.get(variable);
    if (unit === undefined || span.end < from || span.end > to || !/\d$/.test(text.slice(span.start, span.end))) return [];
    // The first end of an interval takes the unit of the second.
    if (/^[ \t]*(<\.\.<|<\.\.|\.\.<|\.\.)/.test(text.slice(span.end, span.end + 40))) return [];
    return [
      {
        position: held.document.positionAt(span.end),
        label: unit,
        kind: InlayHintKind.Type,
        paddingLeft: true,
        tooltip: `${variable} is declared in ${unit}; a number without a unit is read so.`,
      },
    ];
  });
};
