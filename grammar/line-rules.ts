/**
 * One rule for every kind of logical line: a field, a row, a rule, a label line … (heads of declarations: `head-rules.ts`).
 * Blocks in braces are single tokens here; their lines are parsed one by one by `declarations.ts`.
 */
import type { IToken } from "chevrotain";
import type {
  Cell,
  Alternative,
  Citation,
  CodeRange,
  ExampleRow,
  Expected,
  ExpectedOne,
  Expr,
  Given,
  Label,
  Name,
  QName,
  Result,
  Row,
  Rule,
  SchemeField,
  ScorePart,
  Span,
  Step,
  Text,
} from "./ast.ts";
import { ExpressionRules } from "./expression-rules.ts";
import { across, lastOf, openEnds, toCompareOp, toLabel, toLabelLiteral, toName, toNumber, toSpan, toText } from "./nodes.ts";
import * as t from "./tokens.ts";

const word = t.keyword;

/** A table's header as read. */
export interface Header {
  readonly columns: readonly QName[];
  readonly results: readonly Name[];
}

/** A label with the block of its children still unread. */
export interface LabelDraft extends Span {
  readonly label: Label;
  text: Text | undefined;
  also: readonly Text[];
  children: IToken | undefined;
  end: number;
}

/** A factor block with its rows still unread. */
export interface FactorDraft extends Span {
  readonly kind: "factorHead";
  readonly column: QName;
  readonly cites: readonly Citation[];
  readonly block: IToken;
}

type Found<T> = T extends unknown ? Omit<T, "doc"> : never;
export type ReadRow = Found<Row>;
export type ReadExampleRow = Found<ExampleRow>;
export type ReadRule = Found<Rule>;
export type ReadPart = Found<ScorePart & { kind: "line" }> | FactorDraft;

export class LineRules extends ExpressionRules {
  /** Labels read so far on the present line: what stands before a slip is kept. */
  labelDrafts: LabelDraft[] = [];

  // ---------------------------------------------------------- scheme

  readonly field = this.RULE("field", (): SchemeField =>
    this.OR<SchemeField>([
      {
        ALT: () => {
          const start = this.CONSUME(word("edition")).startOffset;
          const title = toText(this.CONSUME(t.Str));
          let date: IToken | undefined;
          this.OPTION(() => {
            this.CONSUME(word("effective"));
            date = this.CONSUME(t.IsoDate);
          });
          return { kind: "edition", title, effective: date?.image, start, end: date === undefined ? title.end : toSpan(date).end };
        },
      },
      { ALT: () => this.SUBRULE(this.applies) },
      { ALT: () => this.SUBRULE(this.citeField) },
      {
        ALT: () => {
          const start = this.CONSUME(word("classification")).startOffset;
          const value = toName(this.CONSUME(t.Name));
          return { kind: "classification", value, start, end: value.end };
        },
      },
      {
        ALT: () => {
          const start = this.CONSUME(word("status")).startOffset;
          const value = toName(this.CONSUME2(t.Name));
          return { kind: "status", value, start, end: value.end };
        },
      },
      {
        ALT: () => {
          const start = this.CONSUME(word("purpose")).startOffset;
          const value = toText(this.CONSUME2(t.Str));
          return { kind: "purpose", value, start, end: value.end };
        },
      },
      {
        ALT: () => {
          const start = this.CONSUME(word("licence")).startOffset;
          const value = toText(this.CONSUME3(t.Str));
          return { kind: "licence", value, start, end: value.end };
        },
      },
    ]),
  );

  readonly applies = this.RULE("applies", (): SchemeField => {
    const start = this.CONSUME(word("applies")).startOffset;
    let sites: CodeRange[] = [];
    let histologies: CodeRange[] = [];
    this.OR([
      {
        ALT: () => {
          sites = this.SUBRULE(this.sites);
          this.OPTION(() => {
            histologies = this.SUBRULE(this.histologies);
          });
        },
      },
      {
        ALT: () => {
          histologies = this.SUBRULE2(this.histologies);
        },
      },
    ]);
    return { kind: "applies", sites, histologies, start, end: (lastOf(histologies) ?? lastOf(sites))?.end ?? start };
  });

  readonly sites = this.RULE("sites", (): CodeRange[] => {
    this.CONSUME(word("site"));
    const ranges = [this.SUBRULE(this.siteRange)];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      ranges.push(this.SUBRULE2(this.siteRange));
    });
    return ranges;
  });

  readonly siteRange = this.RULE("siteRange", (): CodeRange => {
    const from = this.SUBRULE(this.site);
    let to = from;
    this.OPTION(() => {
      this.CONSUME(t.RangeOp);
      to = this.SUBRULE2(this.site);
    });
    return { from: from.text, to: to.text, ...across(from, to) };
  });

  readonly site = this.RULE("site", (): Name =>
    this.OR([{ ALT: () => toName(this.CONSUME(t.Code)) }, { ALT: () => toName(this.CONSUME(t.Word)) }]),
  );

  readonly histologies = this.RULE("histologies", (): CodeRange[] => {
    this.CONSUME(word("histology"));
    const ranges = [this.SUBRULE(this.morphologyRange)];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      ranges.push(this.SUBRULE2(this.morphologyRange));
    });
    return ranges;
  });

  readonly morphologyRange = this.RULE("morphologyRange", (): CodeRange => {
    const from = this.SUBRULE(this.morphology);
    let to = from;
    this.OPTION(() => {
      this.CONSUME(t.RangeOp);
      to = this.SUBRULE2(this.morphology);
    });
    return { from: from.text, to: to.text, ...across(from, to) };
  });

  readonly morphology = this.RULE("morphology", (): Name => {
    const code = toName(this.CONSUME(t.Num));
    let behaviour: Name | undefined;
    this.OPTION(() => {
      this.CONSUME(t.Slash);
      behaviour = toName(this.CONSUME2(t.Num));
    });
    return behaviour === undefined ? code : { text: `${code.text}/${behaviour.text}`, ...across(code, behaviour) };
  });

  readonly citeField = this.RULE("citeField", (): SchemeField => {
    const start = this.CONSUME(word("cite")).startOffset;
    const key = toName(this.CONSUME(t.Name));
    const title = toText(this.CONSUME(t.Str));
    let doi: Text | undefined;
    let url: Text | undefined;
    this.OPTION(() =>
      this.OR([
        {
          ALT: () => {
            this.CONSUME(word("doi"));
            doi = toText(this.CONSUME2(t.Str));
          },
        },
        {
          ALT: () => {
            this.CONSUME(word("url"));
            url = toText(this.CONSUME3(t.Str));
          },
        },
      ]),
    );
    return { kind: "cite", key, title, doi, url, start, end: (doi ?? url ?? title).end };
  });

  // ---------------------------------------------------------- labels

  readonly labelLine = this.RULE("labelLine", (): void => {
    this.ACTION(() => {
      this.labelDrafts = [];
    });
    this.AT_LEAST_ONE(() => {
      this.SUBRULE(this.labelDecl);
    });
  });

  readonly labelDecl = this.RULE("labelDecl", (): void => {
    const label = toLabel(this.CONSUME(t.LabelWord));
    const draft: LabelDraft = { label, text: undefined, also: [], children: undefined, start: label.start, end: label.end };
    this.ACTION(() => this.labelDrafts.push(draft));
    this.OPTION(() => {
      this.CONSUME(t.Colon);
      draft.text = toText(this.CONSUME(t.Str));
      draft.end = draft.text.end;
    });
    this.OPTION2(() => {
      const also = this.SUBRULE(this.also);
      draft.also = also;
      draft.end = lastOf(also)?.end ?? draft.end;
    });
    this.OPTION3(() => {
      draft.children = this.CONSUME(t.Block);
    });
  });

  readonly also = this.RULE("also", (): Text[] => {
    this.CONSUME(word("also"));
    const texts = [toText(this.CONSUME(t.Str))];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      texts.push(toText(this.CONSUME2(t.Str)));
    });
    return texts;
  });

  // ---------------------------------------------------------- tables

  /** The header of a table or of examples. */
  readonly header = this.RULE("header", (): Header => {
    const columns = this.SUBRULE(this.columns);
    this.CONSUME(t.Arrow);
    const results = [toName(this.CONSUME(t.Name))];
    this.MANY(() => {
      this.CONSUME(t.Bar);
      results.push(toName(this.CONSUME2(t.Name)));
    });
    return { columns, results };
  });

  /** The header of an exclude. */
  readonly bareHeader = this.RULE("bareHeader", (): Header => ({ columns: this.SUBRULE(this.columns), results: [] }));

  readonly columns = this.RULE("columns", (): QName[] => {
    const columns = [this.SUBRULE(this.qname)];
    this.MANY(() => {
      this.CONSUME(t.Bar);
      columns.push(this.SUBRULE2(this.qname));
    });
    return columns;
  });

  readonly row = this.RULE("row", (): ReadRow => {
    const cells = this.SUBRULE(this.cells);
    this.CONSUME(t.Arrow);
    const results = [this.SUBRULE(this.result)];
    this.MANY(() => {
      this.CONSUME(t.Bar);
      results.push(this.SUBRULE2(this.result));
    });
    const cites = this.SUBRULE(this.cites);
    return { cells, results, cites, ...across(cells[0], lastOf(cites) ?? lastOf(results)) };
  });

  readonly bareRow = this.RULE("bareRow", (): ReadRow => {
    const cells = this.SUBRULE(this.cells);
    const cites = this.SUBRULE(this.cites);
    return { cells, results: [], cites, ...across(cells[0], lastOf(cites) ?? lastOf(cells)) };
  });

  readonly cells = this.RULE("cells", (): Cell[] => {
    const cells = [this.SUBRULE(this.cell)];
    this.MANY(() => {
      this.CONSUME(t.Bar);
      cells.push(this.SUBRULE2(this.cell));
    });
    return cells;
  });

  /** Made once: rows are read by the thousand. */
  private readonly cellChoices: { ALT: () => Cell }[] = [
    { ALT: () => this.SUBRULE(this.alternatives) },
    { ALT: () => ({ kind: "any", ...toSpan(this.CONSUME(word("any"))) }) },
    {
      ALT: () => {
        const start = this.CONSUME(word("not")).startOffset;
        return { ...this.SUBRULE2(this.alternatives), negated: true, start };
      },
    },
  ];

  readonly cell = this.RULE("cell", (): Cell => this.OR<Cell>(this.cellChoices));

  readonly alternatives = this.RULE("alternatives", (): Cell & { kind: "alternatives" } => {
    const first = this.SUBRULE(this.alternative);
    const alternatives: Alternative[] = [first];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      alternatives.push(this.SUBRULE2(this.alternative));
    });
    return { kind: "alternatives", negated: false, alternatives, ...across(first, lastOf(alternatives) ?? first) };
  });

  /** Made once: rows are read by the thousand. */
  private readonly resultChoices: { ALT: () => Result }[] = [
    { ALT: () => toLabelLiteral(this.CONSUME(t.Plain)) as Result },
    {
      ALT: () => {
        const minus = this.OPTION(() => this.CONSUME(t.Minus));
        return toNumber(minus, this.CONSUME(t.Num), undefined);
      },
    },
    {
      ALT: () => {
        const none = toSpan(this.CONSUME(word("none")));
        let why: Text | undefined;
        this.OPTION2(() => {
          why = toText(this.CONSUME(t.Str));
        });
        return { kind: "none", why, ...across(none, why ?? none) };
      },
    },
    { ALT: () => ({ kind: "hole", ...toSpan(this.CONSUME(t.Hole)) }) },
    { ALT: () => this.SUBRULE(this.yesno) },
  ];

  readonly result = this.RULE("result", (): Result => this.OR<Result>(this.resultChoices));

  // ---------------------------------------------------------- examples and cases

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

  readonly expectedOne = this.RULE("expectedOne", (): ExpectedOne =>
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

  readonly step = this.RULE("step", (): Step =>
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
          const name = toName(this.CONSUME(t.Name));
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

  readonly given = this.RULE("given", (): Given =>
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

  // ---------------------------------------------------------- decide and score

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

  readonly part = this.RULE("part", (): ReadPart =>
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
