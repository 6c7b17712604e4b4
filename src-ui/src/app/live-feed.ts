import type { QueryClient } from "@tanstack/react-query";
import { applyStatusEvent, type ServerStatus } from "@/lib/api/status";
import { apiBase } from "@/lib/api-client";
import { type LiveState, setLiveStatus } from "@/lib/live-status";
import { createRefreshCoalescer } from "@/lib/refresh-coalescer";

const refreshGapMillis = 500;
const reconnectMillis = 5_000;

/** What an event makes stale: `all`, or the first parts of query keys joined by a space. */
export function topicsOf(type: string, data: unknown): string[] {
  const { id, task } = (data ?? {}) as { id?: string; task?: string };
  switch (type) {
    case "job":
      return [`jobs one ${id}`, "jobs list", "queues", ...bulkTopics(id, task)];
    case "queue":
      return ["queues"];
    case "worker":
      return ["workers"];
    default:
      return ["all"];
  }
}

function bulkTopics(id: string | undefined, task: string | undefined): string[] {
  const kind =
    task === "nightshift.import" ? "imports" : task === "nightshift.export" ? "exports" : undefined;
  return kind === undefined ? [] : [`${kind} one ${id}`, `${kind} list`];
}

const liveKeys = ["jobs", "imports", "exports", "queues", "workers", "throughput", "status"];

export function isTouched(topics: Set<string>, queryKey: readonly unknown[]): boolean {
  if (topics.has("all")) return liveKeys.includes(String(queryKey[0]));
  const size = queryKey[1] === "one" ? 3 : queryKey[1] === "list" ? 2 : 1;
  return topics.has(queryKey.slice(0, size).join(" "));
}

/** The tab's one event stream. Answers a function that ends it. */
export function startLiveFeed(queryClient: QueryClient): () => void {
  let source: EventSource | undefined;
  let reconnect: ReturnType<typeof setTimeout> | undefined;
  let opened = false;

  const coalescer = createRefreshCoalescer<string>(async (topics) => {
    const touched = {
      predicate: (query: { queryKey: readonly unknown[] }) => isTouched(topics, query.queryKey),
    };
    // A first load that is under way cannot be told apart from one that began after the change: look again later.
    const loading = queryClient
      .getQueryCache()
      .findAll({ fetchStatus: "fetching", ...touched })
      .some((query) => query.state.data === undefined);
    if (loading) for (const topic of topics) coalescer.add(topic);
    await queryClient.invalidateQueries(touched);
  }, refreshGapMillis);

  function show(state: LiveState) {
    setLiveStatus({ state });
  }

  function open() {
    clearTimeout(reconnect);
    const stream = new EventSource(`${apiBase}/events`);
    source = stream;
    stream.onopen = () => {
      show("live");
      // Between the last data and this moment things may have changed unheard.
      if (opened) coalescer.add("all");
      opened = true;
    };
    stream.onerror = () => {
      show("offline");
      // A broken connection is reopened by the browser, with Last-Event-ID; an error answer ends the stream.
      if (stream.readyState === EventSource.CLOSED) reconnect = setTimeout(open, reconnectMillis);
    };
    stream.addEventListener("status", (event: MessageEvent<string>) => {
      const change = safeParse(event.data) as Pick<ServerStatus, "redis" | "degraded"> | undefined;
      if (change) applyStatusEvent(queryClient, change);
    });
    for (const type of ["job", "queue", "worker", "skipped", "reset"]) {
      stream.addEventListener(type, (event: MessageEvent<string>) => {
        for (const topic of topicsOf(type, safeParse(event.data))) coalescer.add(topic);
      });
    }
  }

  function close() {
    clearTimeout(reconnect);
    source?.close();
    source = undefined;
  }

  function followVisibility() {
    if (document.hidden) {
      close();
      show("paused");
    } else if (source === undefined) {
      show("connecting");
      open();
    }
  }

  document.addEventListener("visibilitychange", followVisibility);
  followVisibility();
  return () => {
    document.removeEventListener("visibilitychange", followVisibility);
    close();
    coalescer.stop();
    show("connecting");
  };
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
