import { useSyncExternalStore } from "react";
import type { ZoneChoice } from "./time";

/** A choice of this browser's user that outlives the tab. Storage may be blocked: then it lasts as long as the page. */
function preference<T extends string>(name: string, fallback: T, allowed?: readonly T[]) {
  const listeners = new Set<() => void>();
  let value = read();

  function read(): T {
    try {
      const stored = localStorage.getItem(name) as T | null;
      return stored !== null && (allowed?.includes(stored) ?? true) ? stored : fallback;
    } catch {
      return fallback;
    }
  }
  function set(next: T) {
    value = next;
    try {
      localStorage.setItem(name, next);
    } catch {
      // Kept for this page only.
    }
    for (const listener of listeners) listener();
  }
  function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }
  return {
    get: () => value,
    set,
    use: () => [useSyncExternalStore(subscribe, () => value), set] as const,
  };
}

export const zonePreference = preference<ZoneChoice>("nightshift-zone", "local", ["local", "utc"]);
export const shortcutsPreference = preference<"on" | "off">("nightshift-shortcuts", "on", ["on", "off"]);
/** When the loss of data was noticed whose banner the user has dismissed. */
export const seenLossPreference = preference<string>("nightshift-seen-loss", "");
