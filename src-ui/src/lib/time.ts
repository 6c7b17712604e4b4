export type ZoneChoice = "local" | "utc";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: ZoneChoice, options: Intl.DateTimeFormatOptions, name: string): Intl.DateTimeFormat {
  const key = `${zone} ${name}`;
  let found = formats.get(key);
  if (!found) {
    const timeZone = zone === "utc" ? { timeZone: "UTC" } : {};
    found = new Intl.DateTimeFormat("en-GB", { ...options, ...timeZone });
    formats.set(key, found);
  }
  return found;
}

const day = (at: Date, zone: ZoneChoice) =>
  format(zone, { day: "numeric", month: "short", year: "numeric" }, "day").format(at);

/** `14:02:11`, with the day in front when it is not today. */
export function clockTime(at: Date, now: Date, zone: ZoneChoice): string {
  const clock = format(
    zone,
    { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
    "clock",
  ).format(at);
  const that = day(at, zone);
  const today = day(now, zone);
  if (that === today) return clock;
  const sameYear = that.slice(-4) === today.slice(-4);
  return `${sameYear ? that.slice(0, -5) : that} ${clock}`;
}

export function minuteTime(at: Date, zone: ZoneChoice): string {
  return format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, "minute").format(at);
}

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
] as const;

/** `3 min ago`, `in 42 s`; one unit is enough beside the exact time. */
export function relativeTime(at: Date, now: Date): string {
  const millis = at.getTime() - now.getTime();
  const distance = Math.abs(millis);
  if (distance < 1_000) return "now";
  const [unit, size] = units.find(([, length]) => distance >= length) ?? units[3];
  const amount = `${Math.floor(distance / size)} ${unit}`;
  return millis < 0 ? `${amount} ago` : `in ${amount}`;
}

/** `2 min 14 s`, `340 ms`: the two largest units. */
export function durationText(millis: number): string {
  if (!Number.isFinite(millis)) return "–";
  if (millis < 1_000) return `${Math.max(0, Math.round(millis))} ms`;
  if (millis < 10_000) return `${(millis / 1_000).toFixed(1).replace(/\.0$/, "")} s`;
  const largest = units.findIndex(([, length]) => millis >= length);
  const [unit, size] = units[largest] ?? units[3];
  const amount = Math.floor(millis / size);
  const next = units[largest + 1];
  const rest = next ? Math.floor((millis % size) / next[1]) : 0;
  return next && rest > 0 ? `${amount} ${unit} ${rest} ${next[0]}` : `${amount} ${unit}`;
}

const isoDuration = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration in the API's form, NaN for anything else. */
export function durationMillis(iso: string): number {
  const match = isoDuration.exec(iso);
  if (!match || iso.endsWith("P") || iso.endsWith("T")) return Number.NaN;
  const [, sign, days, hours, minutes, seconds] = match;
  const total =
    Number(days ?? 0) * 86_400_000 +
    Number(hours ?? 0) * 3_600_000 +
    Number(minutes ?? 0) * 60_000 +
    Number(seconds ?? 0) * 1_000;
  return sign ? -total : total;
}

const shortDuration = /^(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+(?:\.\d+)?)\s*s)?$/i;

/** Takes what people type, `90s`, `1h 30m`, `PT90S`, and answers ISO 8601; undefined when it is neither. */
export function toIsoDuration(typed: string): string | undefined {
  const text = typed.trim();
  if (text === "") return undefined;
  if (!Number.isNaN(durationMillis(text.toUpperCase()))) return text.toUpperCase();
  const match = shortDuration.exec(text);
  if (!match) return undefined;
  const [, days, hours, minutes, seconds] = match;
  const clock = `${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${seconds ? `${seconds}S` : ""}`;
  return `P${days ? `${days}D` : ""}${clock ? `T${clock}` : ""}`;
}

/** The value of a datetime-local input as an instant, read in the zone that the console shows. */
export function fromInputTime(value: string, zone: ZoneChoice): string | undefined {
  if (value === "") return undefined;
  const at = new Date(zone === "utc" ? `${value}Z` : value);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

export function toInputTime(iso: string | undefined, zone: ZoneChoice): string {
  if (iso === undefined) return "";
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const shift = zone === "utc" ? 0 : at.getTimezoneOffset() * 60_000;
  return new Date(at.getTime() - shift).toISOString().slice(0, 19);
}
