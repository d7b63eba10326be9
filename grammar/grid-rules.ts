/** The lines of tables: headers, rows, cells, results. Also of label blocks, which share their shape of many short words. */
import type { IToken } from "chevrotain";
import type { Alternative, Cell, Label, QName, Result, Row, Span, Text } from "./ast.ts";
import { across, lastOf, toLabel, toLabelLiteral, toName, toNumber, toSpan, toText } from "./nodes.ts";
import { SchemeRules } from "./scheme-rules.ts";
import * as t from "./tokens.ts";

const word = t.keyword;

/** A table's header as read. */
export interface Header {
  readonly columns: readonly QName[];
  readonly results: readonly QName[];
}

/** A label with the block of its children still unread. */
export interface LabelDraft extends Span {
  readonly label: Label;
  text: Text | undefined;
  also: readonly Text[];
  children: IToken | undefined;
  end: number;
}

/** A node without its documentation, which the line has and not its words. */
export type Found<T> = T extends unknown ? Omit<T, "doc"> : never;
export type ReadRow = Found<Row>;

export class GridRules extends SchemeRules {
  /** Labels read so far on the present line: what stands before a slip is kept. */
  labelDrafts: LabelDraft[] = [];

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

  /** The header of a table. */
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

  /** The header of examples: what a used file decides may be expected too. */
  readonly exampleHeader = this.RULE("exampleHeader", (): Header => {
    const columns = this.SUBRULE(this.columns);
    this.CONSUME(t.Arrow);
    const results = [this.SUBRULE(this.qname)];
    this.MANY(() => {
      this.CONSUME(t.Bar);
      results.push(this.SUBRULE2(this.qname));
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
}
