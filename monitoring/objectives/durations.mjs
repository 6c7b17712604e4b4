const UNITS = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Seconds of a duration such as 250ms, 30s, 5m or 1h; undefined if it is none. */
export function seconds(text) {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(String(text));
  return match ? Number((Number(match[1]) * UNITS[match[2]]).toPrecision(12)) : undefined;
}

/** The same in the other direction, in the largest unit that leaves no fraction. */
export function duration(value) {
  const unit = ['h', 'm', 's'].find((u) => value >= UNITS[u] && Number.isInteger(value / UNITS[u])) ?? 'ms';
  return `${Number((value / UNITS[unit]).toPrecision(12))}${unit}`;
}
