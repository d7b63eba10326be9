/** Offsets to lines and columns, both counted from 1; columns in UTF-16 units. */

export interface Position {
  readonly line: number;
  readonly column: number;
}

const tables = new WeakMap<object, readonly number[]>();

/** Offsets at which the lines of `text` start. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 13 && text.charCodeAt(at + 1) === 10) continue;
    if (code === 10 || code === 13) starts.push(at + 1);
  }
  return starts;
}

/** The line and column of an offset; pass the owner of the text to have its line table kept. */
export function lineAt(text: string, offset: number, owner?: object): Position {
  const kept = owner === undefined ? undefined : tables.get(owner);
  const starts = kept ?? lineStarts(text);
  if (owner !== undefined && kept === undefined) tables.set(owner, starts);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}
