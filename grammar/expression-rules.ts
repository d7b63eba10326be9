/** The one expression grammar of `when`, `where` and `let`: conditions, comparisons, arithmetic. */
import type { Alternative, Expr, FunctionName, Has, Label, Span } from "./ast.ts";
import { across, lastOf, openEnds, toCompareOp, toLabel, toLabelLiteral, toNumber, toSpan } from "./nodes.ts";
import * as t from "./tokens.ts";
import { ValueRules } from "./value-rules.ts";

const word = t.keyword;

export class ExpressionRules extends ValueRules {
  readonly expr = this.RULE(
    "expr",
    (): Expr =>
      this.OR<Expr>([
        {
          ALT: () => {
            const start = this.CONSUME(word("if")).startOffset;
            const condition = this.SUBRULE(this.cond);
            this.CONSUME(word("then"));
            const then = this.SUBRULE(this.expr);
            this.CONSUME(word("else"));
            const otherwise = this.SUBRULE2(this.expr);
            return { kind: "if", condition, then, otherwise, start, end: otherwise.end };
          },
        },
        { ALT: () => this.SUBRULE2(this.cond) },
      ]),
  );

  readonly exprs = this.RULE("exprs", (): Expr[] => {
    const exprs = [this.SUBRULE(this.expr)];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      exprs.push(this.SUBRULE2(this.expr));
    });
    return exprs;
  });

  readonly cond = this.RULE("cond", (): Expr => {
    const first = this.SUBRULE(this.neg);
    const terms = [first];
    let kind: "and" | "or" = "and";
    this.OPTION(() =>
      this.OR([
        {
          ALT: () =>
            this.AT_LEAST_ONE(() => {
              this.CONSUME(word("and"));
              terms.push(this.SUBRULE2(this.neg));
            }),
        },
        {
          ALT: () => {
            kind = "or";
            this.AT_LEAST_ONE2(() => {
              this.CONSUME(word("or"));
              terms.push(this.SUBRULE3(this.neg));
            });
          },
        },
      ]),
    );
    if (terms.length === 1) return first;
    return { kind, terms, ...across(first, lastOf(terms) as Expr) };
  });

  readonly neg = this.RULE(
    "neg",
    (): Expr =>
      this.OR<Expr>([
        {
          ALT: () => {
            const start = this.CONSUME(word("not")).startOffset;
            const operand = this.SUBRULE(this.neg);
            return { kind: "not", operand, start, end: operand.end };
          },
        },
        { ALT: () => this.SUBRULE(this.rel) },
      ]),
  );

  readonly rel = this.RULE("rel", (): Expr => {
    const subject = this.SUBRULE(this.sum);
    const whole = this.OPTION(() =>
      this.OR<Expr>([
        {
          ALT: () => {
            const op = toCompareOp(this.CONSUME(t.RelOp));
            const right = this.SUBRULE(this.compared);
            return { kind: "compare", op, left: subject, right, ...across(subject, right) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(word("in"));
            const group = this.SUBRULE(this.members);
            return { kind: "in", subject, alternatives: group.alternatives, grouped: group.grouped, ...across(subject, group) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(word("has"));
            const has = this.SUBRULE(this.has);
            return { kind: "has", subject, has, ...across(subject, has) };
          },
        },
      ]),
    );
    return whole ?? subject;
  });

  /** What a comparison compares with. */
  readonly compared = this.RULE(
    "compared",
    (): Expr =>
      this.OR<Expr>([
        { ALT: () => this.SUBRULE(this.sum) },
        { ALT: () => this.SUBRULE(this.yesno) },
        { ALT: () => this.SUBRULE(this.setLiteral) as Expr },
        { ALT: () => ({ kind: "unknown", ...toSpan(this.CONSUME(t.Question)) }) },
      ]),
  );

  /** `(A, B)` or `1 <.. 2`. */
  readonly members = this.RULE("members", (): Span & { alternatives: Alternative[]; grouped: boolean } =>
    this.OR([
      {
        ALT: () => {
          const open = this.CONSUME(t.LParen);
          const alternatives = [this.SUBRULE(this.alternative)];
          this.MANY(() => {
            this.CONSUME(t.Comma);
            alternatives.push(this.SUBRULE2(this.alternative));
          });
          return { alternatives, grouped: true, ...across(toSpan(open), toSpan(this.CONSUME(t.RParen))) };
        },
      },
      {
        ALT: () => {
          const from = this.SUBRULE(this.atom);
          const sign = this.CONSUME(t.RangeOp);
          const to = this.SUBRULE2(this.atom);
          const range: Alternative = { kind: "range", from, to, ...openEnds(sign), ...across(from, to) };
          return { alternatives: [range], grouped: false, ...across(from, to) };
        },
      },
    ]),
  );

  readonly has = this.RULE(
    "has",
    (): Has =>
      this.OR<Has>([
        {
          ALT: () => {
            const start = this.CONSUME(word("any")).startOffset;
            this.CONSUME(word("of"));
            const group = this.SUBRULE(this.labelGroup);
            return { mode: "any", labels: group.labels, start, end: group.end };
          },
        },
        {
          ALT: () => {
            const start = this.CONSUME(word("all")).startOffset;
            this.CONSUME2(word("of"));
            const group = this.SUBRULE2(this.labelGroup);
            return { mode: "all", labels: group.labels, start, end: group.end };
          },
        },
        {
          ALT: () => {
            const count = toNumber(undefined, this.CONSUME(t.Num), undefined);
            const group = this.OPTION(() => {
              this.CONSUME3(word("of"));
              return this.SUBRULE3(this.labelGroup);
            });
            return { mode: "atLeast", count, labels: group?.labels, start: count.start, end: (group ?? count).end };
          },
        },
        {
          ALT: () => {
            const label = toLabel(this.CONSUME(t.Plain));
            return { mode: "one", labels: [label], start: label.start, end: label.end };
          },
        },
      ]),
  );

  readonly labelGroup = this.RULE("labelGroup", (): Span & { labels: Label[] } => {
    const open = this.CONSUME(t.LParen);
    const labels = [toLabel(this.CONSUME(t.LabelWord))];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      labels.push(toLabel(this.CONSUME2(t.LabelWord)));
    });
    return { labels, ...across(toSpan(open), toSpan(this.CONSUME(t.RParen))) };
  });

  readonly sum = this.RULE("sum", (): Expr => {
    let left = this.SUBRULE(this.product);
    this.MANY(() => {
      const op = this.CONSUME(t.AddOp).image as "+" | "-";
      const right = this.SUBRULE2(this.product);
      left = { kind: "arithmetic", op, left, right, ...across(left, right) };
    });
    return left;
  });

  readonly product = this.RULE("product", (): Expr => {
    let left = this.SUBRULE(this.unary);
    this.MANY(() => {
      const sign = this.OR([{ ALT: () => this.CONSUME(t.Star) }, { ALT: () => this.CONSUME(t.Slash) }]);
      const right = this.SUBRULE2(this.unary);
      left = { kind: "arithmetic", op: sign.image as "*" | "/", left, right, ...across(left, right) };
    });
    return left;
  });

  readonly unary = this.RULE(
    "unary",
    (): Expr =>
      this.OR<Expr>([
        {
          ALT: () => {
            const start = this.CONSUME(t.Minus).startOffset;
            const operand = this.SUBRULE(this.unary);
            return { kind: "negate", operand, start, end: operand.end };
          },
        },
        { ALT: () => this.SUBRULE(this.power) },
      ]),
  );

  readonly power = this.RULE("power", (): Expr => {
    const left = this.SUBRULE(this.primary);
    const right = this.OPTION(() => {
      this.CONSUME(t.Caret);
      return this.SUBRULE(this.unary);
    });
    return right === undefined ? left : { kind: "arithmetic", op: "^", left, right, ...across(left, right) };
  });

  readonly primary = this.RULE(
    "primary",
    (): Expr =>
      this.OR<Expr>([
        {
          ALT: () => {
            const name = this.SUBRULE(this.qname);
            const unit = this.OPTION(() => {
              this.CONSUME(word("as"));
              return this.SUBRULE(this.unit);
            });
            return unit === undefined
              ? { kind: "name", name, start: name.start, end: name.end }
              : { kind: "as", name, unit, ...across(name, unit) };
          },
        },
        {
          ALT: () => {
            const digits = this.CONSUME(t.Num);
            return toNumber(
              undefined,
              digits,
              this.OPTION2(() => this.SUBRULE2(this.unit)),
            );
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(t.LParen);
            const inner = this.SUBRULE(this.expr);
            return { kind: "paren", inner, ...across(toSpan(open), toSpan(this.CONSUME(t.RParen))) };
          },
        },
        {
          ALT: () => {
            const name = this.CONSUME(t.Fn);
            this.CONSUME2(t.LParen);
            const args = this.SUBRULE(this.exprs);
            const close = this.CONSUME2(t.RParen);
            return { kind: "call", name: name.image as FunctionName, args, ...across(toSpan(name), toSpan(close)) };
          },
        },
        { ALT: () => this.SUBRULE(this.count) },
        { ALT: () => toLabelLiteral(this.CONSUME(t.DigitWord)) },
        { ALT: () => toLabelLiteral(this.CONSUME(t.BracketLabel)) },
        { ALT: () => toLabelLiteral(this.CONSUME(t.Str)) },
      ]),
  );

  readonly count = this.RULE("count", (): Expr => {
    const start = this.CONSUME(word("count")).startOffset;
    return this.OR<Expr>([
      {
        ALT: () => {
          this.CONSUME(word("of"));
          this.CONSUME(t.LParen);
          const conditions = this.SUBRULE(this.exprs);
          return { kind: "countOf", conditions, start, end: toSpan(this.CONSUME(t.RParen)).end };
        },
      },
      {
        ALT: () => {
          this.CONSUME2(t.LParen);
          const set = this.SUBRULE(this.qname);
          return { kind: "countSet", set, start, end: toSpan(this.CONSUME2(t.RParen)).end };
        },
      },
    ]);
  });
}
