/** Well-formed rule files made at random from the grammar, for properties that must hold of any file. */
import fc, { type Arbitrary } from "fast-check";

const name = fc.constantFrom("T", "N", "size", "score", "set", "first", "case", "npm1", "dipss.group");
const simpleName = fc.constantFrom("T", "N", "size", "score", "unit", "case", "from");
const label = fc.constantFrom("T1", "N0(i+)", "0a", "4S", '"very low"', "IIIA1(i)", "low", "score", '"a \\" b"');
const digits = fc.constantFrom("0", "1", "2.5", "100", "0.001");
const unit = fc.constantFrom("", "", " cm", ' "g/dL"');
const signed = fc.tuple(fc.constantFrom("", "-"), digits).map((parts) => parts.join(""));
const range = fc.constantFrom("..", " ..< ", " <.. ", " <..< ");
const relation = fc.constantFrom("=", "!=", "<", "<=", ">", ">=");
const list = (one: Arbitrary<string>, most = 3): Arbitrary<string> =>
  fc.array(one, { minLength: 1, maxLength: most }).map((all) => all.join(", "));
const text = (...parts: (Arbitrary<string> | string)[]): Arbitrary<string> =>
  fc.tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part))).map((all) => all.join(""));

const atom = fc.oneof(label, text(signed, unit));
const yesno = fc.constantFrom("yes", "no");
const setLiteral = fc.oneof(fc.constant("{}"), text("{", list(label), "}"));
const alternative = fc.oneof(atom, text(atom, range, atom), text(relation, " ", atom), fc.constant("?"), yesno, setLiteral);
const cell = fc.oneof(fc.constant("any"), list(alternative), text("not ", list(alternative)));
const cite = fc.constantFrom("", "", " @key", ' @key("p. 1")', " @key @web");
const result = fc.oneof(label, signed, fc.constantFrom("none", 'none "why"', "???"), yesno);

const { condition, expression } = fc.letrec<{ condition: string; expression: string; sum: string; rel: string; primary: string }>(
  (tie) => ({
    primary: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      name,
      text(digits, unit),
      label,
      text(name, ' as "/uL"'),
      text("(", tie("expression"), ")"),
      text("max(", tie("expression"), ", ", tie("expression"), ")"),
      text("count of (", tie("expression"), ", ", tie("expression"), ")"),
      fc.constant("count(invades)"),
      text("-", tie("primary")),
      text(tie("primary"), " ^ 2").filter((power) => !power.startsWith("-") && !/ \^ 2 \^/.test(power)),
    ),
    sum: fc.oneof(
      { depthSize: "small" },
      tie("primary"),
      text(tie("primary"), fc.constantFrom(" + ", " - ", " * ", " / "), tie("primary")),
    ),
    rel: fc.oneof(
      { depthSize: "small" },
      tie("sum"),
      text(tie("sum"), " ", relation, " ", fc.oneof(tie("sum"), yesno, setLiteral, fc.constant("?"))),
      text(name, " in (", list(alternative), ")"),
      text(name, " in ", signed, range, signed, unit),
      text(name, " has ", fc.oneof(label, text("any of (", list(label), ")"), text("2 of (", list(label), ")"), fc.constant("2"))),
      text("not ", tie("rel")),
    ),
    condition: fc.oneof(
      { depthSize: "small" },
      tie("rel"),
      fc
        .tuple(fc.constantFrom(" and ", " or ", " or\n", "\n and "), fc.array(tie("rel"), { minLength: 2, maxLength: 3 }))
        .map(([sign, all]) => all.join(sign)),
    ),
    expression: fc.oneof(
      { depthSize: "small" },
      tie("condition"),
      text("if ", tie("condition"), " then ", tie("expression"), " else ", tie("expression")),
    ),
  }),
);

const lineEnd = fc.constantFrom("\n", "\n", "\n\n\n", "  // a note\n", " /// doc\n", "\n/* block */\n", "\n/// above\n", " ;\n");
const lines = (one: Arbitrary<string>): Arbitrary<string> =>
  fc.array(text(one, lineEnd), { minLength: 1, maxLength: 4 }).map((all) => all.join(""));

const row = fc
  .tuple(fc.array(cell, { minLength: 1, maxLength: 3 }), fc.array(result, { minLength: 1, maxLength: 2 }), cite)
  .map(([cells, results, cites]) => `${cells.join("|")} => ${results.join(" |")}${cites}`);
const labelDecl = text(label, fc.constantFrom("", "", ': "text"', ' also "x", "y"', " { a  b }"));
const head = fc.constantFrom("", "first ", "highest ");
const where = fc.oneof(fc.constant(""), text("where ", condition, " "), text("needs ", list(name), " "));

const declaration = fc.oneof(
  text(
    "category ",
    list(simpleName),
    fc.constantFrom("", ' "title"', " unknown TX", " assume T1"),
    cite,
    " { ",
    lines(fc.array(labelDecl, { minLength: 1, maxLength: 3 }).map((all) => all.join(" "))),
    "}",
  ),
  text(
    "number ",
    list(simpleName),
    fc.constantFrom("", " unit cm"),
    fc.constantFrom("", " from 0", " from > -1 to < 5"),
    fc.constantFrom("", " step 0.1"),
  ),
  text("table ", head, where, "{\nT|N => stage\n", lines(row), "}"),
  text(
    "exclude ",
    fc.constantFrom("", "for T "),
    '"why" ',
    fc.oneof(
      text("when ", condition),
      text(
        "{ T | N; ",
        fc.array(cell, { minLength: 1, maxLength: 2 }).map((cells) => cells.join(" | ")),
        " }",
      ),
    ),
  ),
  text(
    "decide ",
    simpleName,
    " ",
    head,
    where,
    "{\n",
    lines(fc.oneof(text(result, " when ", condition, cite), text("otherwise ", result))),
    "}",
  ),
  text(
    "score ",
    simpleName,
    " {\n",
    lines(
      fc.oneof(
        text("+", digits, " when ", condition),
        text("size", cite, " { ", alternative, " => ", signed, " }"),
        text("size {\n", lines(text(alternative, " => ", signed)), "}"),
      ),
    ),
    "}",
  ),
  text("let ", simpleName, " = ", expression, cite),
  text(
    "check ",
    fc.oneof(text("never ", condition), text(condition, " implies ", condition), fc.constant("monotone T in N, falling size")),
  ),
  text(
    'examples "e" {\nT | N => stage\n',
    lines(
      fc
        .tuple(fc.oneof(cell, fc.constant("")), fc.oneof(cell, fc.constant("")), list(fc.oneof(atom, fc.constantFrom("none", "excluded"))))
        .map(([first, second, expected]) => `${first} | ${second} => ${expected}`),
    ),
    "}",
  ),
  text(
    'case "c" {\n',
    lines(
      fc.oneof(
        text("given ", simpleName, " ", relation, " ", atom),
        text("then ", simpleName, " in (", list(alternative), ")"),
        text("expect T = ", list(label)),
      ),
    ),
    "}",
  ),
);

/** A file of a few declarations. */
export const ruleFile: Arbitrary<string> = lines(declaration);
