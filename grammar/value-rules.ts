/**
 * The rules for names, values and the alternatives of a cell: what every kind of line is made of.
 * The actions build the tree as they read; in Chevrotain's recording phase they run once over stand-ins.
 */
import { EmbeddedActionsParser, type IParserErrorMessageProvider, type IToken } from "chevrotain";
import type { Alternative, Citation, Label, Literal, QName, Unit, YesNoLiteral } from "./ast.ts";
import { across, openEnds, toCitation, toCompareOp, toLabel, toLabelLiteral, toName, toNumber, toSpan, toUnit, toYesNo } from "./nodes.ts";
import * as t from "./tokens.ts";

/** Set to true by the bundler of the shipped product, where the grammar is known to be sound. */
declare const STAGEWRIGHT_SHIPPED: boolean | undefined;
const shipped = typeof STAGEWRIGHT_SHIPPED !== "undefined" && STAGEWRIGHT_SHIPPED;

/** Errors carry the expected token's name; `explain.ts` makes sentences of them. */
const terse: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => expected.name,
  buildNotAllInputParsedMessage: () => "",
  buildNoViableAltMessage: () => "",
  buildEarlyExitMessage: () => "",
};

const word = t.keyword;

export class ValueRules extends EmbeddedActionsParser {
  constructor() {
    super(t.vocabulary, { maxLookahead: 1, recoveryEnabled: false, skipValidations: shipped, errorMessageProvider: terse });
  }

  // ---------------------------------------------------------- names, values

  readonly qname = this.RULE("qname", (): QName => {
    const first = toName(this.CONSUME(t.Name));
    const rest = this.OPTION(() => {
      this.CONSUME(t.Dot);
      return toName(this.CONSUME2(t.Name));
    });
    return rest === undefined ? first : { text: `${first.text}.${rest.text}`, ...across(first, rest) };
  });

  readonly qnames = this.RULE("qnames", (): QName[] => {
    const names = [this.SUBRULE(this.qname)];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      names.push(this.SUBRULE2(this.qname));
    });
    return names;
  });

  readonly cites = this.RULE("cites", (): Citation[] => {
    const cites: Citation[] = [];
    this.MANY(() => {
      const at = this.CONSUME(t.Cite);
      let note: IToken | undefined;
      let closing: IToken | undefined;
      this.OPTION(() => {
        this.CONSUME(t.LParen);
        note = this.CONSUME(t.Str);
        closing = this.CONSUME(t.RParen);
      });
      cites.push(toCitation(at, note, closing));
    });
    return cites;
  });

  readonly unit = this.RULE(
    "unit",
    (): Unit => this.OR([{ ALT: () => toUnit(this.CONSUME(t.Word)) }, { ALT: () => toUnit(this.CONSUME(t.Str)) }]),
  );

  readonly yesno = this.RULE(
    "yesno",
    (): YesNoLiteral => this.OR([{ ALT: () => toYesNo(this.CONSUME(word("yes"))) }, { ALT: () => toYesNo(this.CONSUME(word("no"))) }]),
  );

  readonly setLiteral = this.RULE("setLiteral", (): Literal => {
    const open = this.CONSUME(t.LCurly);
    const labels: Label[] = [];
    this.OPTION(() => {
      labels.push(toLabel(this.CONSUME(t.LabelWord)));
      this.MANY(() => {
        this.CONSUME(t.Comma);
        labels.push(toLabel(this.CONSUME2(t.LabelWord)));
      });
    });
    const close = this.CONSUME(t.RCurly);
    return { kind: "set", labels, ...across(toSpan(open), toSpan(close)) };
  });

  /** A number with its unit, or a label. */
  /** Made once: rows are read by the thousand. */
  private readonly atomChoices: { ALT: () => Literal }[] = [
    { ALT: () => toLabelLiteral(this.CONSUME(t.Plain)) },
    {
      ALT: () => {
        const minus = this.OPTION(() => this.CONSUME(t.Minus));
        const digits = this.CONSUME(t.Num);
        return toNumber(
          minus,
          digits,
          this.OPTION2(() => this.SUBRULE(this.unit)),
        );
      },
    },
  ];

  readonly atom = this.RULE("atom", (): Literal => this.OR<Literal>(this.atomChoices));

  /** One alternative of a cell or a group. */
  /** Made once: rows are read by the thousand. */
  private readonly alternativeChoices: { ALT: () => Alternative }[] = [
    {
      ALT: () => {
        const from = this.SUBRULE(this.atom);
        let range: Alternative | undefined;
        this.OPTION(() => {
          const sign = this.CONSUME(t.RangeOp);
          const to = this.SUBRULE2(this.atom);
          range = { kind: "range", from, to, ...openEnds(sign), ...across(from, to) };
        });
        return range ?? asValue(from);
      },
    },
    {
      ALT: () => {
        const sign = this.CONSUME(t.RelOp);
        const value = this.SUBRULE3(this.atom);
        return { kind: "compare", op: toCompareOp(sign), value, start: sign.startOffset, end: value.end };
      },
    },
    { ALT: () => ({ kind: "unknown", ...toSpan(this.CONSUME(t.Question)) }) },
    { ALT: () => asValue(this.SUBRULE(this.yesno)) },
    { ALT: () => asValue(this.SUBRULE(this.setLiteral)) },
  ];

  readonly alternative = this.RULE("alternative", (): Alternative => this.OR<Alternative>(this.alternativeChoices));
}

const asValue = (value: Literal): Alternative => ({ kind: "value", value, start: value.start, end: value.end });
