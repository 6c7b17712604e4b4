import { Text } from "@mantine/core";
import { Fact, Facts } from "@/components/facts";
import { Panel } from "@/components/panel";
import type { Queue } from "@/lib/api/queue";
import { settingsOf } from "../api/queue-settings";

export function QueueSettings({ queue }: { queue: Queue }) {
  const settings = settingsOf(queue);
  return (
    <Panel title="Settings">
      {settings.length === 0 ? (
        <Text c="dimmed">The queue has no settings: no limits, and its jobs start by priority and age.</Text>
      ) : (
        <Facts>
          {settings.map(({ name, text, fromFile }) => (
            <Fact key={name} name={name}>
              {text}
              {fromFile && " (set by a file)"}
            </Fact>
          ))}
        </Facts>
      )}
    </Panel>
  );
}
