import { Autocomplete, NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import layout from "@/components/layout.module.css";
import { queuesQuery } from "@/lib/api/queue";
import type { ImportRequest } from "../api/import-request";

interface Props {
  request: ImportRequest;
  problems: Record<string, string>;
  onChange: (request: ImportRequest) => void;
}

const priorities = ["", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
const priorityLabels: Record<string, string> = { "": "Default (5)", 1: "1, first", 9: "9, last" };

export function ImportOptions({ request, problems, onChange }: Props) {
  const queues = useQuery(queuesQuery);
  return (
    <div className={layout.fields}>
      <Autocomplete
        label="Queue"
        placeholder="default"
        data={queues.data?.map(({ name }) => name) ?? []}
        value={request.queue}
        error={problems.queue}
        onChange={(queue) => onChange({ ...request, queue })}
      />
      <NativeSelect
        label="Priority"
        value={request.priority}
        error={problems.priority}
        data={priorities.map((value) => ({ value, label: priorityLabels[value] ?? value }))}
        onChange={(event) => onChange({ ...request, priority: event.currentTarget.value })}
      />
      <TextInput
        label="Max. attempts"
        placeholder="10"
        inputMode="numeric"
        value={request.maxAttempts}
        error={problems.maxAttempts}
        onChange={(event) => onChange({ ...request, maxAttempts: event.currentTarget.value })}
      />
      <TagsInput
        label="Tags"
        placeholder="Enter after each"
        value={request.tags}
        error={problems.tag}
        onChange={(tags) => onChange({ ...request, tags })}
      />
    </div>
  );
}
