/** The heads of decisions, properties and cases; and the parser itself, of which there is one. */
import type { CheckDecl, Expr, Policy, QName, Text } from "./ast.ts";
import { toName, toSpan, toText } from "./nodes.ts";
import * as t from "./tokens.ts";
import { emptyHead, VariableRules } from "./variable-rules.ts";

const word = t.keyword;

export class StageParser extends VariableRules {
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
