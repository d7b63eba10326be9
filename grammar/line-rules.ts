/**
 * The lines of examples, cases, `decide` and `score`. (Heads of declarations: `variable-rules.ts`, `head-rules.ts`.)
 * Blocks in braces are single tokens here; their lines are parsed one by one by `declarations.ts`.
 */
import type { IToken } from "chevrotain";
import type { Cell, Citation, ExampleRow, Expected, ExpectedOne, Expr, Given, QName, Result, Rule, ScorePart, Span, Step } from "./ast.ts";
import { type Found, GridRules } from "./grid-rules.ts";
import { across, lastOf, openEnds, toCompareOp, toSpan } from "./nodes.ts";
import * as t from "./tokens.ts";

const word = t.keyword;

/** A factor block with its rows still unread. */
export interface FactorDraft extends Span {
  readonly kind: "factorHead";
  readonly column: QName;
  readonly cites: readonly Citation[];
  readonly block: IToken;
}

export type ReadExampleRow = Found<ExampleRow>;
export type ReadRule = Found<Rule>;
export type ReadPart = Found<ScorePart & { kind: "line" }> | FactorDraft;

export class LineRules extends GridRules {
  readonly exampleRow = this.RULE("exampleRow", (): ReadExampleRow => {
    let at = this.LA(1).startOffset;
    const start = at;
    const cells: Cell[] = [];
    let cell: Cell = { kind: "blank", start: at, end: at };
    this.OPTION(() => {
      cell = this.SUBRULE(this.cell);
    });
    cells.push(cell);
    this.MANY(() => {
      at = this.CONSUME(t.Bar).startOffset + 1;
      cell = { kind: "blank", start: at, end: at };
      this.OPTION2(() => {
        cell = this.SUBRULE2(this.cell);
      });
      cells.push(cell);
    });
    this.CONSUME(t.Arrow);
    const expected = [this.SUBRULE(this.expected)];
    this.MANY2(() => {
      this.CONSUME2(t.Bar);
      expected.push(this.SUBRULE2(this.expected));
    });
    const cites = this.SUBRULE(this.cites);
    return { cells, expected, cites, start, end: (lastOf(cites) ?? lastOf(expected))?.end ?? start };
  });

  readonly expected = this.RULE("expected", (): Expected => {
    const first = this.SUBRULE(this.expectedOne);
    const alternatives = [first];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      alternatives.push(this.SUBRULE2(this.expectedOne));
    });
    return { alternatives, ...across(first, lastOf(alternatives) ?? first) };
  });

  readonly expectedOne = this.RULE(
    "expectedOne",
    (): ExpectedOne =>
      this.OR<ExpectedOne>([
        {
          ALT: () => {
            const from = this.SUBRULE(this.atom);
            let range: ExpectedOne | undefined;
            this.OPTION(() => {
              const sign = this.CONSUME(t.RangeOp);
              const to = this.SUBRULE2(this.atom);
              range = { kind: "range", from, to, ...openEnds(sign), ...across(from, to) };
            });
            return range ?? (from as ExpectedOne);
          },
        },
        { ALT: () => ({ kind: "none", ...toSpan(this.CONSUME(word("none"))) }) },
        { ALT: () => ({ kind: "hole", ...toSpan(this.CONSUME(t.Hole)) }) },
        { ALT: () => this.SUBRULE(this.yesno) },
      ]),
  );

  readonly step = this.RULE(
    "step",
    (): Step =>
      this.OR<Step>([
        {
          ALT: () => {
            const start = this.CONSUME(word("given")).startOffset;
            const givens = this.SUBRULE(this.givens);
            return { kind: "given", givens, start, end: lastOf(givens)?.end ?? start };
          },
        },
        {
          ALT: () => {
            const start = this.CONSUME(word("then")).startOffset;
            const givens = this.SUBRULE2(this.givens);
            return { kind: "then", givens, start, end: lastOf(givens)?.end ?? start };
          },
        },
        {
          ALT: () => {
            const start = this.CONSUME(word("expect")).startOffset;
            const name = this.SUBRULE(this.qname);
            this.CONSUME(t.Equals);
            const expected = this.SUBRULE(this.expected);
            return { kind: "expect", name, expected, start, end: expected.end };
          },
        },
      ]),
  );

  readonly givens = this.RULE("givens", (): Given[] => {
    const givens = [this.SUBRULE(this.given)];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      givens.push(this.SUBRULE2(this.given));
    });
    return givens;
  });

  readonly given = this.RULE(
    "given",
    (): Given =>
      this.OR<Given>([
        {
          ALT: () => {
            const start = this.CONSUME(word("not")).startOffset;
            const variable = this.SUBRULE(this.qname);
            this.CONSUME(word("has"));
            const has = this.SUBRULE(this.has);
            return { kind: "has", variable, negated: true, has, start, end: has.end };
          },
        },
        {
          ALT: () => {
            const variable = this.SUBRULE2(this.qname);
            return this.OR2<Given>([
              {
                ALT: () => {
                  const op = toCompareOp(this.CONSUME(t.RelOp));
                  const found = this.SUBRULE(this.givenValue);
                  return { kind: "compare", variable, op, value: found.value, start: variable.start, end: found.end };
                },
              },
              {
                ALT: () => {
                  this.CONSUME(word("in"));
                  const group = this.SUBRULE(this.members);
                  return { kind: "in", variable, alternatives: group.alternatives, start: variable.start, end: group.end };
                },
              },
              {
                ALT: () => {
                  this.CONSUME2(word("has"));
                  const has = this.SUBRULE2(this.has);
                  return { kind: "has", variable, negated: false, has, start: variable.start, end: has.end };
                },
              },
            ]);
          },
        },
      ]),
  );

  readonly givenValue = this.RULE("givenValue", (): { value: (Given & { kind: "compare" })["value"]; end: number } =>
    this.OR([
      { ALT: () => plainValue(this.SUBRULE(this.atom)) },
      { ALT: () => plainValue(this.SUBRULE(this.yesno)) },
      { ALT: () => plainValue(this.SUBRULE(this.setLiteral)) },
      { ALT: () => ({ value: "unknown" as const, end: this.CONSUME(t.Question).startOffset + 1 }) },
    ]),
  );

  readonly rule = this.RULE("rule", (): ReadRule => {
    let start = 0;
    let result: Result | undefined;
    let when: Expr | undefined;
    this.OR([
      {
        ALT: () => {
          start = this.CONSUME(word("otherwise")).startOffset;
          result = this.SUBRULE(this.result);
        },
      },
      {
        ALT: () => {
          result = this.SUBRULE2(this.result);
          start = result.start;
          this.CONSUME(word("when"));
          when = this.SUBRULE(this.cond);
        },
      },
    ]);
    const cites = this.SUBRULE(this.cites);
    return { result: result as Result, when, cites, start, end: (lastOf(cites) ?? when ?? result)?.end ?? start };
  });

  readonly part = this.RULE(
    "part",
    (): ReadPart =>
      this.OR<ReadPart>([
        {
          ALT: () => {
            const sign = this.CONSUME(t.AddOp);
            const value = this.SUBRULE(this.sum);
            let when: Expr | undefined;
            this.OPTION(() => {
              this.CONSUME(word("when"));
              when = this.SUBRULE(this.cond);
            });
            const cites = this.SUBRULE(this.cites);
            const end = (lastOf(cites) ?? when ?? value).end;
            return { kind: "line", sign: sign.image as "+" | "-", value, when, cites, start: sign.startOffset, end };
          },
        },
        {
          ALT: () => {
            const column = this.SUBRULE(this.qname);
            const cites = this.SUBRULE2(this.cites);
            const block = this.CONSUME(t.Block);
            return { kind: "factorHead", column, cites, block, start: column.start, end: column.end };
          },
        },
      ]),
  );
}

const plainValue = <T extends Span>(value: T): { value: T; end: number } => ({ value, end: value.end });
