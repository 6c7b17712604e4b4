import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { shortcutsPreference } from "@/lib/preferences";

export const jumps = {
  o: "/",
  f: "/failures",
  j: "/jobs",
  q: "/queues",
  c: "/schedules",
  w: "/workers",
  t: "/tasks",
  p: "/operations",
  i: "/imports",
  e: "/exports",
  s: "/submit",
} as const;

const sequenceMillis = 1_500;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}

/** Single-key shortcuts. WCAG 2.1.4 requires a switch for them: it is in the shortcuts dialog. */
export function useShortcuts(onHelp: () => void) {
  const navigate = useNavigate();
  const [enabled] = shortcutsPreference.use();

  useEffect(() => {
    if (enabled === "off") return;
    let pendingSince = Number.NEGATIVE_INFINITY;

    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      const jumping = event.timeStamp - pendingSince < sequenceMillis;
      pendingSince = Number.NEGATIVE_INFINITY;
      if (jumping && event.key in jumps) {
        event.preventDefault();
        void navigate({ to: jumps[event.key as keyof typeof jumps] });
      } else if (event.key === "g") {
        pendingSince = event.timeStamp;
      } else if (event.key === "?") {
        onHelp();
      } else if (event.key === "/") {
        const filter = document.querySelector<HTMLElement>("[data-filter-focus]");
        if (filter) {
          event.preventDefault();
          filter.focus();
        }
      }
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [enabled, navigate, onHelp]);
}
