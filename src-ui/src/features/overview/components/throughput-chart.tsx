import { useElementSize } from "@mantine/hooks";
import { type PointerEvent, useState } from "react";
import { zonePreference } from "@/lib/preferences";
import { minuteTime } from "@/lib/time";
import { axisText, axisWidth, roundTop } from "../api/chart-scale";
import type { Minute } from "../api/throughput";
import classes from "./overview.module.css";

const height = 200;
const edge = { top: 8, right: 4, bottom: 22 };
const stacked = ["succeeded", "failed", "dead"] as const;

/**
 * Bars: results of attempts. Line: submitted jobs. The table beside it holds the same figures for
 * everyone.
 */
export function ThroughputChart({ minutes }: { minutes: Minute[] }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [zone] = zonePreference.use();
  const [hovered, setHovered] = useState<number>();

  const top = roundTop(
    Math.max(0, ...minutes.map((m) => Math.max(m.submitted, m.succeeded + m.failed + m.dead))),
  );
  const margin = { ...edge, left: axisWidth([top, top / 2].map(axisText)) };
  const plotWidth = Math.max(0, width - margin.left - margin.right);
  const plotHeight = height - margin.top - margin.bottom;
  const step = plotWidth / minutes.length;
  const x = (index: number) => margin.left + index * step;
  const y = (value: number) => margin.top + plotHeight * (1 - value / top);
  // The last minute still fills: its bar is pale, and the line stops before it instead of falling at the edge.
  const line = minutes
    .slice(0, -1)
    .map((m, index) => `${index === 0 ? "M" : "L"}${x(index) + step / 2} ${y(m.submitted)}`)
    .join("");
  const labelEvery = width > 620 ? 10 : 20;
  const clock = (minute: Minute) => minuteTime(new Date(minute.minute), zone);

  function follow(event: PointerEvent<SVGSVGElement>) {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left - margin.left;
    const index = Math.floor(left / step);
    setHovered(index >= 0 && index < minutes.length ? index : undefined);
  }

  const hover = hovered === undefined ? undefined : minutes[hovered];
  return (
    <div ref={ref} className={classes.chart}>
      <svg
        width="100%"
        height={height}
        role="img"
        aria-label={summary(minutes)}
        onPointerMove={follow}
        onPointerLeave={() => setHovered(undefined)}
      >
        {width > 0 && (
          <>
            {[0, top / 2, top].map((value) => (
              <g key={value}>
                <line
                  x1={margin.left}
                  x2={width - margin.right}
                  y1={y(value)}
                  y2={y(value)}
                  className={classes.grid}
                />
                <text x={margin.left - 8} y={y(value) + 4} textAnchor="end" className={classes.axis}>
                  {axisText(value)}
                </text>
              </g>
            ))}
            {hovered !== undefined && (
              <rect
                x={x(hovered)}
                y={margin.top}
                width={step}
                height={plotHeight}
                className={classes.hover}
              />
            )}
            {minutes.map((minute, index) => {
              let base = 0;
              return (
                <g key={minute.minute}>
                  {stacked.map((series) => {
                    const value = minute[series];
                    const from = base;
                    base += value;
                    if (value === 0) return null;
                    const barTop = y(base);
                    return (
                      <rect
                        key={series}
                        data-series={series}
                        className={classes.bar}
                        fillOpacity={index === minutes.length - 1 ? 0.5 : undefined}
                        x={x(index) + step * 0.14}
                        width={step * 0.72}
                        y={barTop}
                        height={Math.max(0.5, y(from) - barTop)}
                      />
                    );
                  })}
                  {(minutes.length - 1 - index) % labelEvery === 0 && (
                    <text
                      x={index === minutes.length - 1 ? x(index) + step : x(index) + step / 2}
                      y={height - 5}
                      textAnchor={index === minutes.length - 1 ? "end" : "middle"}
                      className={classes.axis}
                    >
                      {clock(minute)}
                    </text>
                  )}
                </g>
              );
            })}
            <path d={line} className={classes.line} />
          </>
        )}
      </svg>
      {hover && hovered !== undefined && (
        <div
          className={classes.tip}
          style={
            hovered > minutes.length / 2 ? { right: width - x(hovered) + 6 } : { left: x(hovered) + step + 6 }
          }
        >
          <b>{clock(hover)}</b>
          <span data-series="submitted">{hover.submitted.toLocaleString("en")} submitted</span>
          <span data-series="succeeded">{hover.succeeded.toLocaleString("en")} succeeded</span>
          <span data-series="failed">{hover.failed.toLocaleString("en")} failed attempts</span>
          <span data-series="dead">{hover.dead.toLocaleString("en")} dead</span>
        </div>
      )}
    </div>
  );
}

function summary(minutes: Minute[]): string {
  const sum = (name: "submitted" | "succeeded" | "failed" | "dead") =>
    minutes.reduce((total, minute) => total + minute[name], 0).toLocaleString("en");
  return `In the last ${minutes.length} minutes ${sum("submitted")} submitted, ${sum("succeeded")} succeeded, ${sum("failed")} failed attempts, ${sum("dead")} dead.`;
}
