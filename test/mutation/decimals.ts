/** Decimals as texts, moved exactly. */

const scaled = (text: string, digits: number): bigint => {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole + fraction.padEnd(digits, "0"));
  return text.startsWith("-") ? -value : value;
};

const written = (value: bigint, digits: number): string => {
  const sign = value < 0n ? "-" : "";
  const all = String(value < 0n ? -value : value).padStart(digits + 1, "0");
  const fraction = all.slice(all.length - digits).replace(/0+$/, "");
  return sign + all.slice(0, all.length - digits) + (digits === 0 || fraction === "" ? "" : `.${fraction}`);
};

export const digitsOf = (text: string): number => (text.split(".")[1] ?? "").length;

/** The number and `by` steps of one in the place of `digits` after the point. */
export function moved(text: string, digits: number, by: bigint): string {
  const most = Math.max(digits, digitsOf(text));
  return written(scaled(text, most) + by * 10n ** BigInt(most - digits), most);
}

export function compare(left: string, right: string): number {
  const digits = Math.max(digitsOf(left), digitsOf(right));
  const difference = scaled(left, digits) - scaled(right, digits);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The number in the middle. */
export function between(left: string, right: string): string {
  const digits = Math.max(digitsOf(left), digitsOf(right)) + 1;
  return written((scaled(left, digits) + scaled(right, digits)) / 2n, digits);
}
