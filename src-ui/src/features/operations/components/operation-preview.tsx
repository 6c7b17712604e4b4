import { Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { beginning } from "@/components/long-text";
import row from "@/components/row.module.css";
import { StateBadge } from "@/components/state-badge";
import { countText } from "@/lib/count";
import type { OperationPreview } from "../api/operation-queries";
import { skippedCount } from "../api/operation-words";
import classes from "./operations.module.css";
import { SkippedTable } from "./skipped-table";

/** Which jobs it would change, which ones it would skip and why, and a few of them. */
export function PreviewContent({ preview }: { preview: OperationPreview }) {
  const { applies, matched, complete, byState, byQueue, skipped, sample, failed } = preview;
  if (matched === 0) {
    return (
      <EmptyState icon="search" title={complete ? "No job meets the filter" : "No job found so far"}>
        {complete
          ? "There is nothing to do."
          : "The count ran out of time before it had looked at all jobs. Name a state, a queue or a task to make it faster."}
      </EmptyState>
    );
  }
  return (
    <>
      <Text component="div" role="status" aria-label="What it would do" px="md" pt={4} pb="sm">
        <b>{`${complete ? "" : "At least "}${countText(applies, "job")}`}</b>
        {applies === 1 ? " is" : " are"} affected
        {skipped.length > 0 && `, ${skippedCount(preview).toLocaleString("en")} skipped`}
        {failed > 0 && `, ${failed.toLocaleString("en")} not readable`}.
        {!complete &&
          ` Counted until the time ran out, after ${countText(preview.looked, "job")}: there may be more.`}
      </Text>
      <dl className={classes.split}>
        <div>
          <dt>By state</dt>
          {byState.map(({ state, count }) => (
            <dd key={state}>
              <StateBadge state={state} /> <span className="ns-num">{count.toLocaleString("en")}</span>
            </dd>
          ))}
        </div>
        <div>
          <dt>By queue</dt>
          {byQueue.map(({ queue, count }) => (
            <dd key={queue}>
              <Link to="/queues/$name" params={{ name: queue }} className="ns-link">
                {queue}
              </Link>{" "}
              <span className="ns-num">{count.toLocaleString("en")}</span>
            </dd>
          ))}
        </div>
      </dl>
      {skipped.length > 0 && <SkippedTable skipped={skipped} label="Jobs that are skipped" />}
      <DataTable
        label="Some of the jobs"
        columns={[{ label: "For example" }, { label: "State" }, { label: "Latest failure", wide: true }]}
      >
        {sample.map(({ id, task, queue, state, failure }) => (
          <tr key={id}>
            <td>
              <Link to="/jobs/$id" params={{ id }} className={row.name}>
                {task}
              </Link>
              <div className={`${row.sub} ns-mono`}>{id}</div>
              <div className={row.sub}>in queue {queue}</div>
            </td>
            <td>
              <StateBadge state={state} />
            </td>
            <td data-wide className={classes.message}>
              {failure ? beginning(failure.message) : "–"}
            </td>
          </tr>
        ))}
      </DataTable>
    </>
  );
}

/** In place of the preview as long as the form is not complete, or for a user who cannot see it. */
export function NoPreview({ title, children }: { title: string; children: string }) {
  return (
    <Group justify="center">
      <EmptyState icon="filter" title={title}>
        {children}
      </EmptyState>
    </Group>
  );
}
