/**
 * The heads of `scheme`, `use` and the variables. Each part is put into a draft as soon as it is read, so that a head
 * with a slip keeps what stands before it; `declarations.ts` makes the tree's nodes of the draft.
 */
import type { IToken } from "chevrotain";
import type { Bound, CheckDecl, Citation, Decl, Expr, Label, Literal, Name, NumberLiteral, Policy, QName, Text, Unit } from "./ast.ts";
import { LineRules } from "./line-rules.ts";
import { toLabel, toLabelLiteral, toName, toNumber, toText } from "./nodes.ts";
import * as t from "./tokens.ts";

const word = t.keyword;

/** What has been read of a declaration's head. */
export interface Head {
  kind: Decl["kind"] | undefined;
  names: Name[];
  title: Text | undefined;
  path: Text | undefined;
  alias: Name | undefined;
  unknown: Label[];
  assume: Literal | undefined;
  also: Text[];
  cites: Citation[];
  unit: Unit | undefined;
  from: Bound | undefined;
  to: Bound | undefined;
  step: NumberLiteral | undefined;
  policy: Policy | undefined;
  where: Expr | undefined;
  needs: QName[];
  target: Name | undefined;
  when: Expr | undefined;
  value: Expr | undefined;
  property: CheckDecl["property"] | undefined;
  block: IToken | undefined;
}

export const emptyHead = (): Head => ({
  kind: undefined,
  names: [],
  title: undefined,
  path: undefined,
  alias: undefined,
  unknown: [],
  assume: undefined,
  also: [],
  cites: [],
  unit: undefined,
  from: undefined,
  to: undefined,
  step: undefined,
  policy: undefined,
  where: undefined,
  needs: [],
  target: undefined,
  when: undefined,
  value: undefined,
  property: undefined,
  block: undefined,
});

export class VariableRules extends LineRules {
  head: Head = emptyHead();

  readonly scheme = this.RULE("scheme", (): void => {
    this.CONSUME(word("scheme"));
    this.head.kind = "scheme";
    this.head.title = toText(this.CONSUME(t.Str));
    this.head.block = this.CONSUME(t.Block);
  });

  readonly use = this.RULE("use", (): void => {
    this.CONSUME(word("use"));
    this.head.kind = "use";
    this.OR([
      {
        ALT: () => {
          this.head.path = toText(this.CONSUME(t.Str));
          this.OPTION(() => {
            this.CONSUME(word("as"));
            this.head.alias = toName(this.CONSUME(t.Name));
          });
        },
      },
      {
        ALT: () => {
          this.SUBRULE(this.names);
          this.CONSUME(word("from"));
          this.head.path = toText(this.CONSUME2(t.Str));
        },
      },
    ]);
  });

  readonly names = this.RULE("names", (): void => {
    this.head.names.push(toName(this.CONSUME(t.Name)));
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.head.names.push(toName(this.CONSUME2(t.Name)));
    });
  });

  // ---------------------------------------------------------- variables

  /** `category` or `set`: labels in braces. */
  readonly category = this.RULE("category", (): void => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(word("category"));
          this.head.kind = "category";
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("set"));
          this.head.kind = "set";
        },
      },
    ]);
    this.SUBRULE(this.variableStart);
    this.SUBRULE(this.variableEnd);
    this.head.block = this.CONSUME(t.Block);
  });

  readonly flag = this.RULE("flag", (): void => {
    this.CONSUME(word("flag"));
    this.head.kind = "flag";
    this.SUBRULE(this.variableStart);
    this.SUBRULE(this.variableEnd);
  });

  readonly number = this.RULE("number", (): void => {
    this.CONSUME(word("number"));
    this.head.kind = "number";
    this.SUBRULE(this.variableStart);
    this.OPTION(() => {
      this.CONSUME(word("unit"));
      this.head.unit = this.SUBRULE(this.unit);
    });
    this.OPTION2(() => {
      this.CONSUME(word("from"));
      this.head.from = this.SUBRULE(this.lowerBound);
    });
    this.OPTION3(() => {
      this.CONSUME(word("to"));
      this.head.to = this.SUBRULE(this.upperBound);
    });
    this.OPTION4(() => {
      this.CONSUME(word("step"));
      this.head.step = this.SUBRULE(this.signed);
    });
    this.SUBRULE(this.variableEnd);
  });

  readonly signed = this.RULE("signed", (): NumberLiteral => {
    const minus = this.OPTION(() => this.CONSUME(t.Minus));
    return toNumber(minus, this.CONSUME(t.Num), undefined);
  });

  readonly lowerBound = this.RULE("lowerBound", (): Bound => {
    const sign = this.OPTION({ GATE: () => this.LA(1).image === ">", DEF: () => this.CONSUME(t.Compare) });
    const value = this.SUBRULE(this.signed);
    return { value, open: sign !== undefined, start: sign?.startOffset ?? value.start, end: value.end };
  });

  readonly upperBound = this.RULE("upperBound", (): Bound => {
    const sign = this.OPTION({ GATE: () => this.LA(1).image === "<", DEF: () => this.CONSUME(t.Compare) });
    const value = this.SUBRULE(this.signed);
    return { value, open: sign !== undefined, start: sign?.startOffset ?? value.start, end: value.end };
  });

  readonly variableStart = this.RULE("variableStart", (): void => {
    this.SUBRULE(this.names);
    this.OPTION(() => {
      this.head.title = toText(this.CONSUME(t.Str));
    });
    this.OPTION2(() => {
      this.CONSUME(word("unknown"));
      this.head.unknown.push(toLabel(this.CONSUME(t.LabelWord)));
      this.MANY(() => {
        this.CONSUME(t.Comma);
        this.head.unknown.push(toLabel(this.CONSUME2(t.LabelWord)));
      });
    });
  });

  readonly variableEnd = this.RULE("variableEnd", (): void => {
    this.OPTION(() => {
      this.CONSUME(word("assume"));
      this.head.assume = this.SUBRULE(this.assumed);
    });
    this.OPTION2(() => {
      this.head.also = this.SUBRULE(this.also);
    });
    this.head.cites = this.SUBRULE(this.cites);
  });

  readonly assumed = this.RULE(
    "assumed",
    (): Literal =>
      this.OR<Literal>([
        { ALT: () => toLabelLiteral(this.CONSUME(t.Plain)) },
        { ALT: () => this.SUBRULE(this.signed) },
        { ALT: () => this.SUBRULE(this.yesno) },
        { ALT: () => this.SUBRULE(this.setLiteral) },
      ]),
  );
}
