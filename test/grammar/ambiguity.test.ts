/**
 * The grammar is LL(1): at every choice the next word decides. Chevrotain's own analysis finds ambiguous choices,
 * but takes the exits of repetitions and options greedily without a word; here they are computed.
 */
import assert from "node:assert/strict";
import {
  Alternation,
  Alternative,
  type IProduction,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  Rule,
  Terminal,
  type TokenType,
} from "chevrotain";
import { theParser } from "../../grammar/head-rules.ts";
import { vocabulary } from "../../grammar/tokens.ts";

const END = "END";
type Words = ReadonlySet<string>;

/** The concrete words that a token type stands for. */
function concrete(type: TokenType): string[] {
  const kinds = vocabulary.filter((other) => other === type || type.categoryMatchesMap?.[other.tokenTypeIdx as number] === true);
  return kinds.filter((kind) => (kind.categoryMatches?.length ?? 0) === 0).map(({ name }) => name);
}

const union = (...sets: readonly Words[]): Words => new Set(sets.flatMap((set) => [...set]));
const common = (a: Words, b: Words): string[] => [...a].filter((word) => b.has(word));

interface First {
  readonly words: Words;
  readonly empty: boolean;
}

function firstOf(production: IProduction): First {
  if (production instanceof Terminal) return { words: new Set(concrete(production.terminalType)), empty: false };
  if (production instanceof NonTerminal) return sequence(production.referencedRule.definition);
  if (production instanceof Alternation) {
    const alternatives = production.definition.map(firstOf);
    return { words: union(...alternatives.map(({ words }) => words)), empty: alternatives.some(({ empty }) => empty) };
  }
  const inner = sequence((production as Rule).definition);
  const mayBeEmpty = production instanceof Option || production instanceof Repetition || production instanceof RepetitionWithSeparator;
  return { words: inner.words, empty: inner.empty || mayBeEmpty };
}

function sequence(productions: readonly IProduction[]): First {
  let words: Words = new Set();
  for (const production of productions) {
    const first = firstOf(production);
    words = union(words, first.words);
    if (!first.empty) return { words, empty: false };
  }
  return { words, empty: true };
}

type Visit = (production: IProduction, after: Words) => void;

/** Walks over a list of productions with the words that may follow each. */
function walk(productions: readonly IProduction[], after: Words, visit: Visit): void {
  for (const [index, production] of productions.entries()) {
    const rest = sequence(productions.slice(index + 1));
    const follow = rest.empty ? union(rest.words, after) : rest.words;
    visit(production, follow);
    if (production instanceof Terminal || production instanceof NonTerminal) continue;
    if (production instanceof Alternation)
      for (const alternative of production.definition as Alternative[]) walk(alternative.definition, follow, visit);
    else {
      const inner = (production as Rule).definition;
      const repeats = !(production instanceof Option || production instanceof Alternative);
      walk(inner, repeats ? union(follow, sequence(inner).words) : follow, visit);
    }
  }
}

function followSets(rules: readonly Rule[], starts: ReadonlySet<string>): Map<string, Words> {
  const follow = new Map<string, Words>(rules.map(({ name }) => [name, new Set(starts.has(name) ? [END] : [])]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const rule of rules) {
      walk(rule.definition, follow.get(rule.name) as Words, (production, after) => {
        if (!(production instanceof NonTerminal)) return;
        const before = follow.get(production.referencedRule.name) as Words;
        const now = union(before, after);
        if (now.size === before.size) return;
        follow.set(production.referencedRule.name, now);
        changed = true;
      });
    }
  }
  return follow;
}

const isRepeated = (production: IProduction): boolean =>
  production instanceof Option ||
  production instanceof Repetition ||
  production instanceof RepetitionMandatory ||
  production instanceof RepetitionWithSeparator ||
  production instanceof RepetitionMandatoryWithSeparator;

function conflictsOf(rules: readonly Rule[], starts: ReadonlySet<string>): string[] {
  const follow = followSets(rules, starts);
  const conflicts: string[] = [];
  for (const rule of rules) {
    walk(rule.definition, follow.get(rule.name) as Words, (production, after) => {
      if (production instanceof Alternation) {
        const words = (production.definition as Alternative[]).map((one) => {
          const first = sequence(one.definition);
          return first.empty ? union(first.words, after) : first.words;
        });
        for (const [index, one] of words.entries()) {
          for (const other of words.slice(index + 1))
            for (const word of common(one, other)) conflicts.push(`${rule.name}: choice at ${word}`);
        }
      }
      if (!isRepeated(production)) return;
      const inner = sequence((production as Rule).definition);
      if (inner.empty) conflicts.push(`${rule.name}: repeats nothing`);
      for (const word of common(inner.words, after)) conflicts.push(`${rule.name}: exit at ${word}`);
    });
  }
  return conflicts;
}

const starts = new Set([
  "decl",
  "field",
  "labelLine",
  "header",
  "exampleHeader",
  "bareHeader",
  "row",
  "bareRow",
  "exampleRow",
  "rule",
  "part",
  "step",
]);

describe("the grammar", () => {
  it("is LL(1) at every choice and every exit", () => {
    const rules = Object.values(theParser().getGAstProductions());
    assert.ok(rules.length > 50);
    assert.deepEqual(conflictsOf(rules, starts), []);
  });

  it("is analysed by a test that would see a conflict", () => {
    const name = vocabulary.find((type) => type.name === "Name") as TokenType;
    const plain = vocabulary.find((type) => type.name === "Plain") as TokenType;
    const greedy = new Rule({
      name: "greedy",
      definition: [new Repetition({ definition: [new Terminal({ terminalType: name })] }), new Terminal({ terminalType: plain })],
    });
    const choice = new Rule({
      name: "choice",
      definition: [
        new Alternation({
          definition: [
            new Alternative({ definition: [new Terminal({ terminalType: name })] }),
            new Alternative({ definition: [new Terminal({ terminalType: plain })] }),
          ],
        }),
      ],
    });
    const conflicts = conflictsOf([greedy, choice], new Set(["greedy", "choice"]));
    assert.ok(conflicts.includes("greedy: exit at Word"));
    assert.ok(conflicts.includes("choice: choice at Word"));
  });
});
