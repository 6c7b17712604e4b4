/** The next round number at or above `value`: 1, 2 or 5 times a power of ten, and never under 5. */
export function roundTop(value: number): number {
  if (value <= 5) return 5;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** `5,000`, then `20K`, `1.5M`: short enough for an axis at any size. */
export const axisText = (value: number) =>
  value < 10_000 ? value.toLocaleString("en") : compact.format(value);

const digitWidth = 7;
const gap = 14;

/** Room for the longest of the texts, in pixels, and never less than for three digits. */
export const axisWidth = (texts: string[]) =>
  gap + digitWidth * Math.max(3, ...texts.map((text) => text.length));
