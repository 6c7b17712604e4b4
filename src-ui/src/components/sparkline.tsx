import classes from "./sparkline.module.css";

interface Props {
  /** One value for each step of time, the latest last. */
  values: number[];
  label: string;
  height?: number;
}

/** Bars without axes, for a row of a table. The label says in words what matters. */
export function Sparkline({ values, label, height = 26 }: Props) {
  const top = Math.max(1, ...values);
  const step = 100 / Math.max(1, values.length);
  return (
    <svg
      className={classes.line}
      height={height}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <line x1={0} x2={100} y1={height - 0.5} y2={height - 0.5} className={classes.base} />
      {values.map((value, at) => {
        // Even a single failure among thousands is seen.
        const bar = value === 0 ? 0 : Math.max(2, (value / top) * (height - 1));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour
            key={at}
            x={at * step}
            y={height - bar}
            width={step * 0.8}
            height={bar}
            className={classes.bar}
          />
        );
      })}
    </svg>
  );
}
