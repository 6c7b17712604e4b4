/** `1,200 rows`, `1 row`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });

/**
 * `999,999`, then `1.25M`, `3.4B`: for places that are too narrow for all digits; put those into a
 * title there.
 */
export const shortCount = (count: number) =>
  count < 1_000_000 ? count.toLocaleString("en") : compact.format(count);
