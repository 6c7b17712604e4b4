import { useSyncExternalStore } from "react";

export type LiveState = "connecting" | "live" | "offline" | "paused";

export interface LiveStatus {
  state: LiveState;
  /** When an answer of the server last arrived. */
  dataAt: Date | undefined;
}

const listeners = new Set<() => void>();
let status: LiveStatus = { state: "connecting", dataAt: undefined };

export function setLiveStatus(change: Partial<LiveStatus>) {
  status = { ...status, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(subscribe, () => status);
}

export const isLive = () => status.state === "live";

function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => status.state);
}

/** Without the event stream everything is polled; with it, only what changes without an event. */
export function usePolling(whileLive: number | false): number | false {
  return useLiveState() === "live" ? whileLive : 10_000;
}
