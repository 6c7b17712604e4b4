import { Text } from "@mantine/core";
import { Fact, Facts } from "@/components/facts";
import { Icon } from "@/components/icon";
import { Panel } from "@/components/panel";
import { WriteButton } from "@/components/write-button";
import type { Queue } from "@/lib/api/queue";
import { useFocusWithin } from "@/lib/focus";
import { settingsOf } from "../api/queue-settings";

interface Props {
  queue: Queue;
  /** The form was here before, so the focus belongs here. */
  focused: boolean;
  onEdit: () => void;
}

export function QueueSettings({ queue, focused, onEdit }: Props) {
  const settings = settingsOf(queue);
  const panel = useFocusWithin<HTMLDivElement>("button", focused);
  return (
    <div ref={panel}>
      <Panel
        title="Settings"
        actions={
          <WriteButton
            size="compact-sm"
            variant="default"
            needs="operate"
            leftSection={<Icon name="edit" size={14} />}
            onClick={onEdit}
          >
            Edit settings
          </WriteButton>
        }
      >
        {settings.length === 0 ? (
          <Text c="dimmed">
            The queue has no settings: no limits, and its jobs start by priority and age.
          </Text>
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
    </div>
  );
}
