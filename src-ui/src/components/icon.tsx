const paths = {
  overview: "M4 13h6V4H4zM14 20h6V11h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
  jobs: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  queues: "M12 3l9 5-9 5-9-5zM3 12.5l9 5 9-5M3 17l9 5 9-5",
  destinations: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18",
  workers: "M4 5h16v6H4zM4 13h16v6H4zM8 8h.01M8 16h.01",
  tasks: "M7 8l-4 4 4 4M17 8l4 4-4 4M14 5l-4 14",
  failures: "M3 20h18M6 20V9M11 20V4M16 20v-7M19 4l-4 4M15 4l4 4",
  operations: "M4 7h9M4 12h6M4 17h9M17 5l4 3.500-4 3.500zM17 13l4 3.500-4 3.500z",
  mute: "M4 9v6h4l5 4V5L8 9zM16 9l5 6M21 9l-5 6",
  imports: "M12 3v11M7 9.500l5 5 5-5M4 15v5h16v-5",
  exports: "M12 15V4M7 8.500l5-5 5 5M4 15v5h16v-5",
  download: "M12 3v12M7 10.500l5 5 5-5M5 20h14",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  plus: "M12 5v14M5 12h14",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  monitor: "M3 4h18v12H3zM9 20h6M12 16v4",
  keyboard: "M2 6h20v12H2zM6 10h.01M10 10h.01M14 10h.01M18 10h.01M8 14h8",
  user: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c.6-4 3.8-6 8-6s7.400 2 8 6",
  leave: "M10 4H5v16h5M15 8l4 4-4 4M19 12H9",
  warning: "M12 3.500 22 20.500H2zM12 10v4.500M12 17.500h.01",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "M5 12.500l4.500 4.500L19 7.500",
  refresh: "M20 11A8 8 0 0 0 5.500 6.500L4 8M4 4v4h4M4 13a8 8 0 0 0 14.500 4.500L20 16M20 20v-4h-4",
  pause: "M8 5v14M16 5v14",
  play: "M7 4.500v15l12-7.500z",
  close: "M6 6l12 12M18 6 6 18",
  left: "M14.500 6 8.500 12l6 6",
  right: "M9.500 6l6 6-6 6",
  down: "M6 9.500l6 6 6-6",
  edit: "M4 20h4L19 9l-4-4L4 16z",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  spinner: "M12 3a9 9 0 1 1-9 9",
  ready: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
  dead: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6",
  stop: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM6 6l12 12",
  expired: "M6 3h12M6 21h12M7 3c0 5 5 5.500 5 9s-5 4-5 9M17 3c0 5-5 5.500-5 9s5 4 5 9",
  chart: "M4 4v16h16M8 16v-4M12 16V8M16 16v-6",
  filter: "M3 5h18l-7 8v6l-4-2v-4z",
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: the word beside it carries the meaning. */
export function Icon({ name, size = 18, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={size < 16 ? 2.4 : 1.9}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: "none" }}
    >
      <path d={paths[name]} />
    </svg>
  );
}
