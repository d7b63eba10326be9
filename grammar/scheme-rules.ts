/** The fields of a scheme's header. */
import type { IToken } from "chevrotain";
import type { CodeRange, Name, SchemeField, Text } from "./ast.ts";
import { ExpressionRules } from "./expression-rules.ts";
import { across, lastOf, toName, toSpan, toText } from "./nodes.ts";
import * as t from "./tokens.ts";

const word = t.keyword;

export class SchemeRules extends ExpressionRules {
  readonly field = this.RULE(
    "field",
    (): SchemeField =>
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

  readonly site = this.RULE(
    "site",
    (): Name => this.OR([{ ALT: () => toName(this.CONSUME(t.Code)) }, { ALT: () => toName(this.CONSUME(t.Word)) }]),
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
}
