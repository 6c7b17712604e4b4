import type { ServerStatus } from "./status";

type Redis = ServerStatus["redis"];

interface Trouble {
  /** What is wrong, without a period. */
  title: string;
  /** Why nothing can be changed. */
  block: string;
  /** The line above every page. */
  banner: string;
}

/** Whether the data on the pages is current: Redis answers reads even while it refuses writes. */
export function isCurrent(redis: Redis): boolean {
  return redis.state === "UP" || redis.state === "REFUSES_WRITES";
}

/**
 * What is wrong with Redis; undefined when nothing is. A state that this console does not know counts as away.
 *
 * `since`: when it began, as a clock shows it.
 */
export function redisTrouble(redis: Redis, since?: string): Trouble | undefined {
  const from = since === undefined ? "" : ` since ${since}`;
  switch (redis.state) {
    case "UP":
      return undefined;
    case "REFUSES_WRITES":
      return {
        title: "Redis refuses writes",
        block: "Redis refuses writes: nothing can be changed now.",
        banner: `Redis refuses writes${from}${reason(redis)}. What you see is current, but nothing can be changed.`,
      };
    case "LOADING":
      return {
        title: "Redis is loading its data",
        block: "Redis is loading its data: nothing can be changed now.",
        banner: `Redis is loading its data${from}; showing older data. Nothing can be changed until it has finished.`,
      };
    case "HUNG":
      return {
        title: "Redis does not answer",
        block: "Redis does not answer: nothing can be changed now.",
        banner: `Redis does not answer${from}; showing ${olderData(since)}. Nothing can be changed until it answers.`,
      };
    default:
      return {
        title: "Redis is unreachable",
        block: "Redis is unreachable: nothing can be changed now.",
        banner: `Redis unreachable${from}; showing ${olderData(since)}. Nothing can be changed until it is back.`,
      };
  }
}

function olderData(since: string | undefined): string {
  return since === undefined ? "older data" : "data from then";
}

/** The server's sentence, without what Redis itself said and without "Redis". */
function reason({ detail }: Redis): string {
  const sentence = detail?.split(" It says: ")[0]?.replace(/\.$/, "");
  return sentence ? ` (${sentence})` : "";
}
