/**
 * JSON with places: a strict reader that also tells where each value stands, so that a wrong setting
 * is shown at its line. Needed because `JSON.parse` forgets the places.
 */

export interface JsonText {
  readonly value: unknown;
  /** Offset of the value (or, for a member, of its name) at a JSON pointer such as `/severities/gap`. */
  readonly placeOf: (pointer: string) => number;
}

export interface JsonProblem {
  readonly offset: number;
  readonly problem: string;
}

interface Reader {
  readonly text: string;
  at: number;
  readonly places: Map<string, number>;
  problem: JsonProblem | undefined;
}

export const readJson = (text: string): JsonText | JsonProblem => {
  const reader: Reader = { text, at: 0, places: new Map(), problem: undefined };
  const value = readValue(reader, "");
  skipBlanks(reader);
  if (reader.problem === undefined && reader.at < text.length) fail(reader, "nothing may follow the closing brace");
  if (reader.problem !== undefined) return reader.problem;
  return { value, placeOf: (pointer) => reader.places.get(pointer) ?? 0 };
};

const fail = (reader: Reader, problem: string): undefined => {
  reader.problem ??= { offset: reader.at, problem };
  return undefined;
};

const skipBlanks = (reader: Reader): void => {
  while (/[ \t\r\n]/.test(reader.text.charAt(reader.at))) reader.at += 1;
};

/** Goes past a mark such as `:` where it stands next. */
const take = (reader: Reader, mark: string): boolean => {
  skipBlanks(reader);
  if (reader.text.charAt(reader.at) !== mark) return false;
  reader.at += 1;
  return true;
};

const readValue = (reader: Reader, pointer: string): unknown => {
  skipBlanks(reader);
  if (!reader.places.has(pointer)) reader.places.set(pointer, reader.at);
  const next = reader.text.charAt(reader.at);
  if (next === "{") return readObject(reader, pointer);
  if (next === "[") return readArray(reader, pointer);
  if (next === '"') return readString(reader);
  return readWord(reader);
};

const readObject = (reader: Reader, pointer: string): unknown => {
  const members: [string, unknown][] = [];
  take(reader, "{");
  if (take(reader, "}")) return {};
  do {
    skipBlanks(reader);
    const place = reader.at;
    if (reader.text.charAt(reader.at) !== '"') return fail(reader, "a name in double quotes is expected here");
    const name = String(readString(reader));
    const inner = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (reader.places.has(inner)) {
      reader.at = place;
      return fail(reader, `"${name}" is set twice`);
    }
    reader.places.set(inner, place);
    if (!take(reader, ":")) return fail(reader, `a colon is expected after "${name}"`);
    members.push([name, readValue(reader, inner)]);
    if (reader.problem !== undefined) return undefined;
  } while (take(reader, ","));
  return take(reader, "}") ? Object.fromEntries(members) : fail(reader, "a comma or the closing } is expected here");
};

const readArray = (reader: Reader, pointer: string): unknown => {
  const members: unknown[] = [];
  take(reader, "[");
  if (take(reader, "]")) return members;
  do {
    members.push(readValue(reader, `${pointer}/${members.length}`));
    if (reader.problem !== undefined) return undefined;
  } while (take(reader, ","));
  return take(reader, "]") ? members : fail(reader, "a comma or the closing ] is expected here");
};

const stringForm = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const wordForm = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const readString = (reader: Reader): unknown =>
  readForm(reader, stringForm, "this text in quotes is not closed on its line, or has a backslash that means nothing");

const readWord = (reader: Reader): unknown =>
  readForm(reader, wordForm, "a value is expected here: a text in double quotes, a number, or { … }");

/** The forms above are each a whole JSON value, so that reading one on its own cannot fail. */
const readForm = (reader: Reader, form: RegExp, problem: string): unknown => {
  form.lastIndex = reader.at;
  const found = form.exec(reader.text)?.[0];
  if (found === undefined) return fail(reader, problem);
  reader.at += found.length;
  return JSON.parse(found);
};
