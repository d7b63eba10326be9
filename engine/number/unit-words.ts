/** What a unit measures, in words a clinician uses: `g/dL` is a mass per volume. Words only; nothing is computed here. */

/** Base dimensions (UCUM's base units, and ours) in the order in which a product names them. */
// biome-ignore format: a line for each kind
const baseNames: Readonly<Record<string, string>> = {
  g: "mass", m: "length", mol: "amount of substance", "[IU]": "number of international units", s: "time", K: "temperature",
  C: "electric charge", cd: "light", rad: "angle", ULN: "multiple of the upper limit of normal",
  "[HPF]": "high-power field", "[LPF]": "low-power field",
};

/** Named combinations, by `dimensionKey`. */
// biome-ignore format: a line for each kind
const names: Readonly<Record<string, string>> = {
  "": "a share or plain number",
  g: "a mass", m: "a length", m2: "an area", m3: "a volume", s: "a time", K: "a temperature", rad: "an angle",
  mol: "an amount of substance", "[IU]": "an amount in international units",
  ULN: "a multiple of the upper limit of normal",
  "m-3": "a number per volume", "m-2": "a number per area", "s-1": "a number per time", "[HPF]-1": "a number per high-power field",
  "g.m-3": "a mass per volume", "m-3.mol": "an amount per volume", "[IU].m-3": "international units per volume",
  "g-1.mol": "an amount per mass", "[IU].g-1": "international units per mass",
  "mol.s-1": "an enzyme activity", "m-3.mol.s-1": "an enzyme activity per volume",
  "g.m-2": "a mass per area", "g.s-1": "a mass per time", "m3.s-1": "a volume per time", "m.s-1": "a length per time",
  "g.m-1.s-2": "a pressure", "g.m2.s-2": "an energy", "g.m2.s-3": "a power", "m2.s-2": "an absorbed dose",
};

/** One text for each dimension: `g.m-3`. */
export function dimensionKey(dimensions: ReadonlyMap<string, number>): string {
  const bases = [...dimensions.keys()].sort();
  return bases.map((base) => (dimensions.get(base) === 1 ? base : `${base}${dimensions.get(base)}`)).join(".");
}

/** With its article: "a mass per volume". */
export function dimensionName(dimensions: ReadonlyMap<string, number>): string {
  return names[dimensionKey(dimensions)] ?? composedName(dimensions);
}

function composedName(dimensions: ReadonlyMap<string, number>): string {
  const sorted = [...dimensions].sort(([a], [b]) => order(a) - order(b));
  const above = sorted.filter(([, exponent]) => exponent > 0).map(([base, exponent]) => power(base, exponent));
  const below = sorted.filter(([, exponent]) => exponent < 0).map(([base, exponent]) => power(base, -exponent));
  const top = above.length === 0 ? "number" : above.join(" times ");
  const text = below.length === 0 ? top : `${top} per ${below.join(" and ")}`;
  return `${/^[aeiou]/.test(text) ? "an" : "a"} ${text}`;
}

function power(base: string, exponent: number): string {
  if (base === "m" && exponent === 2) return "area";
  if (base === "m" && exponent === 3) return "volume";
  const name = baseNames[base] ?? `number of ${base}`;
  return exponent === 1 ? name : `${name} to the power of ${exponent}`;
}

function order(base: string): number {
  const position = Object.keys(baseNames).indexOf(base);
  return position < 0 ? -1 : position;
}
