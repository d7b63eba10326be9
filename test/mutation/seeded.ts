/** Choices that come out alike in every run: drawn from a word, not from the clock. */

/** A whole number from 0 that only the word decides (FNV-1a, well mixed). */
export function drawn(word: string): number {
  let hash = 0x811c9dc5;
  for (const letter of word) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export const pick = <T>(from: readonly T[], word: string): T | undefined => from[drawn(word) % Math.max(1, from.length)];
