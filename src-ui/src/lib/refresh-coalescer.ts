/**
 * Turns a storm of change notices into few refreshes: at most one per gap, and none before the last one has ended, so a
 * slow server is never asked faster than it answers and a change that arrives during a refresh is not lost.
 */
export function createRefreshCoalescer<Topic>(
  refresh: (topics: Set<Topic>) => Promise<unknown>,
  gapMillis: number,
) {
  let waiting = new Set<Topic>();
  let busy = false;
  let stopped = false;

  async function run() {
    busy = true;
    while (waiting.size > 0 && !stopped) {
      const topics = waiting;
      waiting = new Set();
      const gap = new Promise((resolve) => setTimeout(resolve, gapMillis));
      await refresh(topics).catch(() => undefined);
      await gap;
    }
    busy = false;
  }

  return {
    add(topic: Topic) {
      waiting.add(topic);
      if (!busy && !stopped) void run();
    },
    stop() {
      stopped = true;
      waiting.clear();
    },
  };
}
