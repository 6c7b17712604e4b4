import { NativeSelect } from "@mantine/core";
import type { Task } from "@/lib/api/task";
import { Panel } from "./panel";

interface Props {
  tasks: Task[];
  /** Name of the task, which can be unknown to this server. */
  value: string;
  error: string | undefined;
  onChange: (name: string) => void;
}

export function TaskChoice({ tasks, value, error, onChange }: Props) {
  const names = tasks.map(({ name }) => name);
  const task = tasks.find(({ name }) => name === value);
  return (
    <Panel title="Task">
      <NativeSelect
        aria-label="Task"
        value={value}
        data={names.includes(value) ? names : [value, ...names]}
        description={task ? task.description : "This server does not know the task."}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Panel>
  );
}
