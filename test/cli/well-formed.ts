/** What the tests ask of a text that other programs read: XML that is well-formed, and JUnit and SARIF as their schemas say. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

/**
 * The schema of the OASIS standard, as the npm package @microsoft/jest-sarif ships it (MIT).
 * It is written in draft 4; what differs for a newer validator is the name of its own address.
 */
export function sarifValidator(): ValidateFunction {
  const schema = JSON.parse(readFileSync("test/cli/sarif-2.1.0.schema.json", "utf8"));
  delete schema.$schema;
  delete schema.id;
  const absoluteOrRelative = (text: string): boolean => /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/.test(text);
  return new Ajv({
    strict: false,
    unicodeRegExp: false,
    formats: { uri: (text: string) => URL.canParse(text), "uri-reference": absoluteOrRelative, "date-time": true },
  }).compile(schema);
}

/** The first place at which a text is not well-formed XML: tags that do not match, or signs that XML does not have. */
export function illFormed(text: string): string | undefined {
  const open: string[] = [];
  const forbidden = /(?![\t\n\r\u0080-\u009f\u007f])\p{Cc}|[\ufffe\uffff\ud800-\udfff]/u.exec(text);
  if (forbidden !== null) return `a sign that XML does not have at ${forbidden.index}`;
  const parts =
    /<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([\w:-]+)((?:\s+[\w:-]+="(?:[^"<&]|&(?:lt|gt|amp|quot|apos|#x?[0-9A-Fa-f]+);)*")*)\s*(\/?)>|(?:[^<&]|&(?:lt|gt|amp|quot|apos|#x?[0-9A-Fa-f]+);)+/y;
  while (parts.lastIndex < text.length) {
    const from = parts.lastIndex;
    const part = parts.exec(text);
    if (part === null) return `not understood: ${text.slice(from, from + 60)}`;
    const [, close, name, , empty] = part;
    if (name === undefined || empty === "/") continue;
    if (close !== "/") open.push(name);
    else if (open.pop() !== name) return `</${name}> closes nothing`;
  }
  return open.length === 0 ? undefined : `<${open.join(", ")}> is never closed`;
}

// --------------------------------------------------------------------- JUnit

export interface JunitCase {
  readonly suite: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly failure: { readonly message: string; readonly text: string } | undefined;
  readonly output: string;
}

/**
 * The test cases of a JUnit file, which has to keep what the schemas of its readers have in common: suites in one root,
 * test cases in suites, each with name and classname, nothing in them but a failure and then an output, and counts that
 * are the counts. There is no schema that all readers share, and none is on hand as a package.
 */
export function readJunit(text: string): readonly JunitCase[] {
  assert.equal(illFormed(text), undefined);
  const root = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites ([^>]*)>\n([\s\S]*)<\/testsuites>\n$/.exec(text);
  assert.ok(root !== null, "one root, with the declaration before it");
  const [, rootAttributes = "", inner = ""] = root;
  const suites = partsOf(inner, "testsuite");
  const cases = suites.flatMap((suite) => {
    const inSuite = partsOf(suite.inner, "testcase").map((one) => readCase(one, suite.attributes.name ?? ""));
    assertCounts(suite.attributes, inSuite);
    return inSuite;
  });
  assertCounts(attributesOf(rootAttributes), cases);
  const names = cases.map(({ suite, name }) => `${suite} ${name}`);
  assert.equal(new Set(names).size, names.length, "servers drop a second case of the same name");
  return cases;
}

interface Part {
  readonly attributes: Readonly<Record<string, string>>;
  readonly inner: string;
}

/** The elements of one name that stand side by side; anything else between them is refused. */
function partsOf(text: string, name: string): readonly Part[] {
  const parts: Part[] = [];
  const form = new RegExp(`\\s*<${name}((?: [^<>]*?)?)(?:/>|>([\\s\\S]*?)</${name}>)\\s*`, "y");
  while (form.lastIndex < text.length) {
    const from = form.lastIndex;
    const found = form.exec(text);
    if (found === null) assert.equal(text.slice(from).trim(), "", `only <${name}> may stand here`);
    if (found === null) return parts;
    parts.push({ attributes: attributesOf(found[1] ?? ""), inner: found[2] ?? "" });
  }
  return parts;
}

const attributesOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, unescaped(value)]));

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#10;", "\n").replaceAll("&amp;", "&");

function readCase({ attributes, inner }: Part, suite: string): JunitCase {
  const parts = /^\s*(<failure ([^>]*)>([^<]*)<\/failure>)?\s*(<system-out>([^<]*)<\/system-out>)?\s*$/.exec(inner);
  assert.ok(parts !== null, `not the parts of a test case: ${inner}`);
  const { name = "" } = attributes;
  for (const needed of ["name", "classname", "file", "line"]) assert.notEqual(attributes[needed] ?? "", "", `${needed} of ${name}`);
  const failure =
    parts[1] === undefined ? undefined : { message: attributesOf(parts[2] ?? "").message ?? "", text: unescaped(parts[3] ?? "") };
  return { suite, name, attributes, failure, output: unescaped(parts[5] ?? "") };
}

function assertCounts(attributes: Readonly<Record<string, string>>, cases: readonly JunitCase[]): void {
  const failed = cases.filter((one) => one.failure !== undefined).length;
  const { tests, failures, errors, skipped } = attributes;
  assert.deepEqual({ tests, failures, errors, skipped }, { tests: `${cases.length}`, failures: `${failed}`, errors: "0", skipped: "0" });
}
