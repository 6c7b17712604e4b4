import { List, Text } from "@mantine/core";
import { ErrorBox } from "@/components/error-box";
import { Panel } from "@/components/panel";
import row from "@/components/row.module.css";
import { localText } from "../api/schedule";
import type { Preview } from "../api/use-preview";
import classes from "./preview-panel.module.css";
import { RunTime } from "./run-time";

interface Props {
  preview: Preview;
  timeZone: string;
}

/** When the schedule in the form would run. */
export function PreviewPanel({ preview, timeZone }: Props) {
  const { data, isOld, others, timingProblems, error, reason } = preview;
  return (
    <Panel title="Preview">
      <div role="status" aria-label="Preview" className={isOld ? "ns-dimmed-data" : undefined}>
        {data && <Text fw={600}>Runs {data.words}</Text>}
        {reason && <Text c="dimmed">{reason}</Text>}
        {Object.keys(timingProblems).length > 0 && !reason && (
          <Text c="dimmed">The rule needs a correction first.</Text>
        )}
        {others.length > 0 && (
          <>
            <Text c="dimmed">The next runs are shown as soon as these are right:</Text>
            <List size="sm" mt={4}>
              {others.map(({ pointer, detail }) => (
                <List.Item key={`${pointer} ${detail}`}>
                  <code>{pointer}</code> {detail}
                </List.Item>
              ))}
            </List>
          </>
        )}
      </div>
      {error !== undefined && <ErrorBox error={error} />}
      {data && data.next.length === 0 && <Text c="dimmed">No run is ahead.</Text>}
      {data && data.next.length > 0 && (
        <ol className={classes.runs} aria-label="Next runs">
          {data.next.map((run) => (
            <li key={run.plannedAt}>
              <RunTime run={run} timeZone={timeZone} />
              <div className={row.sub}>{localText(run.localTime)}</div>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
