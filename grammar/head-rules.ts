/**
 * The heads of declarations. Each part is put into a draft as soon as it is read, so that a head with a slip
 * keeps what stands before it; `declarations.ts` makes the tree's nodes of the draft.
 */
import type { IToken } from "chevrotain";
import type { Bound, CheckDecl, Citation, Decl, Expr, Label, Literal, Name, NumberLiteral, Policy, QName, Text, Unit } from "./ast.ts";
import { LineRules } from "./line-rules.ts";
import { across, toLabel, toLabelLiteral, toName, toNumber, toSpan, toText } from "./nodes.ts";
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

const emptyHead = (): Head => ({
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

export class StageParser extends LineRules {
  head: Head = emptyHead();

  constructor() {
    super();
    this.performSelfAnalysis();
  }

  readonly decl = this.RULE("decl", (): void => {
    this.ACTION(() => {
      this.head = emptyHead();
    });
    this.OR([
      { ALT: () => this.SUBRULE(this.scheme) },
      { ALT: () => this.SUBRULE(this.use) },
      { ALT: () => this.SUBRULE(this.category) },
      { ALT: () => this.SUBRULE(this.number) },
      { ALT: () => this.SUBRULE(this.flag) },
      { ALT: () => this.SUBRULE(this.table) },
      { ALT: () => this.SUBRULE(this.decide) },
      { ALT: () => this.SUBRULE(this.score) },
      { ALT: () => this.SUBRULE(this.let) },
      { ALT: () => this.SUBRULE(this.exclude) },
      { ALT: () => this.SUBRULE(this.check) },
      { ALT: () => this.SUBRULE(this.examples) },
      { ALT: () => this.SUBRULE(this.case) },
    ]);
  });

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

  readonly assumed = this.RULE("assumed", (): Literal =>
    this.OR<Literal>([
      { ALT: () => toLabelLiteral(this.CONSUME(t.Plain)) },
      { ALT: () => this.SUBRULE(this.signed) },
      { ALT: () => this.SUBRULE(this.yesno) },
      { ALT: () => this.SUBRULE(this.setLiteral) },
    ]),
  );

  // ---------------------------------------------------------- decisions

  /** What the heads of `table` and `decide` share: policy, title, `where`, `needs`, sources. */
  readonly decisionHead = this.RULE("decisionHead", (): void => {
    this.OPTION(() => {
      const policy = this.CONSUME(t.Policy);
      this.head.policy = { value: policy.image as Policy["value"], ...toSpan(policy) };
    });
    this.OPTION2(() => {
      this.head.title = toText(this.CONSUME(t.Str));
    });
    this.OPTION3(() => {
      this.CONSUME(word("where"));
      this.head.where = this.SUBRULE(this.cond);
    });
    this.OPTION4(() => {
      this.CONSUME(word("needs"));
      this.head.needs = this.SUBRULE(this.qnames);
    });
    this.head.cites = this.SUBRULE(this.cites);
    this.head.block = this.CONSUME(t.Block);
  });

  readonly table = this.RULE("table", (): void => {
    this.CONSUME(word("table"));
    this.head.kind = "table";
    this.SUBRULE(this.decisionHead);
  });

  readonly decide = this.RULE("decide", (): void => {
    this.CONSUME(word("decide"));
    this.head.kind = "decide";
    this.head.names.push(toName(this.CONSUME(t.Name)));
    this.SUBRULE(this.decisionHead);
  });

  readonly score = this.RULE("score", (): void => {
    this.CONSUME(word("score"));
    this.head.kind = "score";
    this.head.names.push(toName(this.CONSUME(t.Name)));
    this.OPTION(() => {
      this.head.title = toText(this.CONSUME(t.Str));
    });
    this.head.cites = this.SUBRULE(this.cites);
    this.head.block = this.CONSUME(t.Block);
  });

  readonly let = this.RULE("let", (): void => {
    this.CONSUME(word("let"));
    this.head.kind = "let";
    this.head.names.push(toName(this.CONSUME(t.Name)));
    this.OPTION(() => {
      this.head.title = toText(this.CONSUME(t.Str));
    });
    this.CONSUME(t.Equals);
    this.head.value = this.SUBRULE(this.expr);
    this.head.cites = this.SUBRULE(this.cites);
  });

  // ---------------------------------------------------------- properties and cases

  readonly exclude = this.RULE("exclude", (): void => {
    this.CONSUME(word("exclude"));
    this.head.kind = "exclude";
    this.OPTION(() => {
      this.CONSUME(word("for"));
      this.head.target = toName(this.CONSUME(t.Name));
    });
    this.head.title = toText(this.CONSUME(t.Str));
    this.head.cites = this.SUBRULE(this.cites);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(word("when"));
          this.head.when = this.SUBRULE(this.cond);
        },
      },
      {
        ALT: () => {
          this.head.block = this.CONSUME(t.Block);
        },
      },
    ]);
  });

  readonly check = this.RULE("check", (): void => {
    this.CONSUME(word("check"));
    this.head.kind = "check";
    this.OR([
      {
        ALT: () => {
          this.head.property = this.SUBRULE(this.monotone);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("never"));
          this.head.property = { kind: "never", condition: this.SUBRULE(this.cond) };
        },
      },
      {
        ALT: () => {
          const premise = this.SUBRULE2(this.cond);
          this.CONSUME(word("implies"));
          this.head.property = { kind: "implies", premise, conclusion: this.SUBRULE3(this.cond) };
        },
      },
    ]);
  });

  readonly monotone = this.RULE("monotone", (): CheckDecl["property"] => {
    this.CONSUME(word("monotone"));
    const decision = toName(this.CONSUME(t.Name));
    this.CONSUME(word("in"));
    const along = [this.SUBRULE(this.direction)];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      along.push(this.SUBRULE2(this.direction));
    });
    let except: { when: Expr; because: Text } | undefined;
    this.OPTION(() => {
      this.CONSUME(word("except"));
      const when = this.SUBRULE(this.cond);
      this.CONSUME(word("because"));
      except = { when, because: toText(this.CONSUME(t.Str)) };
    });
    return { kind: "monotone", decision, along, except };
  });

  readonly direction = this.RULE("direction", (): { falling: boolean; variable: QName } => {
    let falling = false;
    this.OPTION(() => {
      this.CONSUME(word("falling"));
      falling = true;
    });
    return { falling, variable: this.SUBRULE(this.qname) };
  });

  readonly examples = this.RULE("examples", (): void => {
    this.CONSUME(word("examples"));
    this.head.kind = "examples";
    this.OPTION(() => {
      this.head.title = toText(this.CONSUME(t.Str));
    });
    this.head.block = this.CONSUME(t.Block);
  });

  readonly case = this.RULE("case", (): void => {
    this.CONSUME(word("case"));
    this.head.kind = "case";
    this.head.title = toText(this.CONSUME(t.Str));
    this.head.block = this.CONSUME(t.Block);
  });
}

let instance: StageParser | undefined;

/** The one parser, made at first use. */
export function theParser(): StageParser {
  instance ??= new StageParser();
  return instance;
}
