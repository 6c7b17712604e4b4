import { useEffect, useRef } from "react";

/** A ref for what takes the place of something that had the focus: its first element that matches gets it. */
export function useFocusWithin<T extends HTMLElement>(selector: string, wanted = true) {
  const ref = useRef<T>(null);
  useEffect(() => {
    if (wanted) ref.current?.querySelector<HTMLElement>(selector)?.focus();
  }, [selector, wanted]);
  return ref;
}
