import type { QueryClient } from "@tanstack/react-query";
import { applyStatusEvent, type ServerStatus } from "@/lib/api/status";
import { apiBase } from "@/lib/api-client";
import { type LiveState, setLiveStatus } from "@/lib/live-status";
import { createRefreshPacer } from "@/lib/refresh-pacer";
import { applyEvents, isTouched, type LiveEvent } from "./live-changes";

/**
 * Events within this time are shown together, so that a hundred per second do not redraw the page a
 * hundred times.
 */
const gatherMillis = 250;
const reconnectMillis = 5_000;
const types = ["job", "queue", "schedule", "worker", "operation", "skipped", "reset"];

/**
 * The tab's one event stream. Returns a function that ends it. A hidden tab has no stream and sends
 * no requests.
 */
export function startLiveFeed(queryClient: QueryClient): () => void {
  let source: EventSource | undefined;
  let reconnect: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let gathered: LiveEvent[] = [];
  let opened = false;

  const pacer = createRefreshPacer(async (topic) => {
    // Nobody is looking, and the return to the tab makes everything stale.
    if (document.hidden) return;
    const touched = {
      predicate: (query: { queryKey: readonly unknown[]; queryHash: string }) => isTouched(topic, query),
    };
    // A first load that is running cannot be told apart from one that began after the change: check
    // again later.
    const loading = queryClient
      .getQueryCache()
      .findAll({ fetchStatus: "fetching", ...touched })
      .some((query) => query.state.data === undefined);
    if (loading) pacer.add(topic, gatherMillis);
    await queryClient.invalidateQueries(touched);
  });

  function show(state: LiveState) {
    setLiveStatus({ state });
  }

  function gather(event: LiveEvent) {
    gathered.push(event);
    gathering ??= setTimeout(flush, gatherMillis);
  }
  function flush() {
    const events = gathered;
    clearTimeout(gathering);
    gathering = undefined;
    gathered = [];
    applyEvents(queryClient, events, pacer.add);
  }

  function open() {
    clearTimeout(reconnect);
    const stream = new EventSource(`${apiBase}/events`);
    source = stream;
    stream.onopen = () => {
      show("live");
      // Changes since the last data may have been missed: many after a break, few at the start.
      gather({ type: opened ? "reset" : "skipped", data: undefined });
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
    for (const type of types) {
      stream.addEventListener(type, (event: MessageEvent<string>) =>
        gather({ type, data: safeParse(event.data) }),
      );
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
    clearTimeout(gathering);
    pacer.stop();
    show("connecting");
  };
}

function safeParse(text: string): LiveEvent["data"] {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
