/** A refresh rests at least this many times as long as it took, so that a slow list costs a tenth of the time at most. */
const restShare = 9;

interface Topic {
  /** The smallest gap that was asked for since the last refresh; undefined while nothing is stale. */
  gapMillis?: number;
  endedAt: number;
  tookMillis: number;
  busy: boolean;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * Turns a storm of change notices into few refreshes. Each topic has a pace of its own: a refresh starts when the gap since
 * the end of the previous one has passed, never while one runs, and a change that arrives during a refresh is not lost.
 */
export function createRefreshPacer(refresh: (topic: string) => Promise<unknown>) {
  const topics = new Map<string, Topic>();
  let stopped = false;

  function schedule(name: string, topic: Topic) {
    if (topic.busy || topic.gapMillis === undefined || stopped) return;
    const gap = Math.max(topic.gapMillis, topic.tookMillis * restShare);
    clearTimeout(topic.timer);
    topic.timer = setTimeout(() => void run(name, topic), Math.max(0, topic.endedAt + gap - Date.now()));
  }

  async function run(name: string, topic: Topic) {
    topic.busy = true;
    topic.gapMillis = undefined;
    const startedAt = Date.now();
    await refresh(name).catch(() => undefined);
    topic.endedAt = Date.now();
    topic.tookMillis = topic.endedAt - startedAt;
    topic.busy = false;
    schedule(name, topic);
  }

  return {
    /** Something changed: `topic` is refreshed at once if its last refresh ended `gapMillis` ago or earlier. */
    add(name: string, gapMillis: number) {
      let topic = topics.get(name);
      if (!topic) {
        topic = { endedAt: Number.NEGATIVE_INFINITY, tookMillis: 0, busy: false };
        topics.set(name, topic);
      }
      topic.gapMillis = Math.min(topic.gapMillis ?? gapMillis, gapMillis);
      schedule(name, topic);
    },
    stop() {
      stopped = true;
      for (const { timer } of topics.values()) clearTimeout(timer);
      topics.clear();
    },
  };
}
