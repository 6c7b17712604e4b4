import type { FailureGroup } from "@/lib/api/failure";

type Item = NonNullable<FailureGroup["common"]>["items"][number];
type Trait = Item["trait"];

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** What jobs with a trait have or are, after "of the jobs that failed". */
export function traitText({ kind, name = "", value = "" }: Trait): string {
  switch (kind) {
    case "ARG":
      return `have ${value} in ${name} of their args`;
    case "MISSING_ARG":
      return `have no ${name} in their args`;
    case "TAG":
      return `have the tag ${value}`;
    case "KEY":
      return `have the key ${value}`;
    case "HOST":
      return `call ${value}`;
    case "WORKER":
      return `ran on worker ${value}`;
    case "SERVER":
      return `ran on the machine ${value}`;
    case "VERSION":
      return `ran under version ${value}`;
    case "HOUR":
      return `were submitted in the hour ${value}`;
    default:
      return `have ${kind} ${value}`;
  }
}

/** `97% of the jobs that failed have eu-3 in /region of their args`, and how that compares with the others. */
export function commonText({ trait, share, successShare, lift }: Item): { text: string; compared: string } {
  const compared =
    successShare === 0
      ? "None of those that succeeded."
      : `${percent(successShare)} of those that succeeded: ${Number(lift.toFixed(1)).toLocaleString("en")} times as often.`;
  return { text: `${percent(share)} of the jobs that failed ${traitText(trait)}`, compared };
}

/** Finds jobs with the trait, where filters can say it. */
export function traitFilter({ kind, value }: Trait): string | undefined {
  if (value === undefined) return undefined;
  const quoted = `"${value.replace(/["\\]/g, "\\$&")}"`;
  if (kind === "TAG") return `tag:${quoted}`;
  if (kind === "KEY") return `key:${quoted}`;
  return kind === "HOST" ? `host:${quoted}` : undefined;
}
