import { Autocomplete, NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import layout from "@/components/layout.module.css";
import { queuesQuery } from "@/lib/api/queue";
import { zonePreference } from "@/lib/preferences";
import type { Problems } from "@/lib/problem";
import { fromInputTime, toInputTime } from "@/lib/time";
import type { SubmitRequest } from "../api/submit-request";

export const optionPointers = [
  "/queue",
  "/priority",
  "/delay",
  "/runAt",
  "/maxAttempts",
  "/timeout",
  "/tags",
  "/retry/initial",
  "/retry/max",
  "/retry/factor",
  "/retry/jitter",
  "/args",
];

interface Props {
  request: SubmitRequest;
  problems: Problems;
  onChange: (request: SubmitRequest) => void;
}

type TextName =
  | "maxAttempts"
  | "timeout"
  | "delay"
  | "retryInitial"
  | "retryMax"
  | "retryFactor"
  | "retryJitter";

export function SubmitOptions({ request, problems, onChange }: Props) {
  const queues = useQuery(queuesQuery);
  const [zone] = zonePreference.use();
  const text = (name: TextName, pointer: string, label: string, placeholder: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={request[name]}
      error={problems[pointer]}
      onChange={(event) => onChange({ ...request, [name]: event.currentTarget.value })}
    />
  );
  return (
    <div className={layout.fields}>
      <Autocomplete
        label="Queue"
        placeholder="default"
        data={queues.data?.map(({ name }) => name) ?? []}
        value={request.queue}
        error={problems["/queue"]}
        onChange={(queue) => onChange({ ...request, queue })}
      />
      <NativeSelect
        label="Priority"
        value={request.priority}
        error={problems["/priority"]}
        data={["", "1", "2", "3", "4", "5", "6", "7", "8", "9"].map((value) => ({
          value,
          label: priorityLabel(value),
        }))}
        onChange={(event) => onChange({ ...request, priority: event.currentTarget.value })}
      />
      <NativeSelect
        label="Start"
        value={request.start}
        data={[
          { value: "now", label: "As soon as possible" },
          { value: "delay", label: "After a delay" },
          { value: "at", label: "At a time" },
        ]}
        onChange={(event) =>
          onChange({ ...request, start: event.currentTarget.value as SubmitRequest["start"] })
        }
      />
      {request.start === "delay" && text("delay", "/delay", "Delay", "90s, 1h 30m, PT90S")}
      {request.start === "at" && (
        <TextInput
          type="datetime-local"
          step={1}
          label={`Run at (${zone === "utc" ? "UTC" : "local time"})`}
          value={toInputTime(request.runAt || undefined, zone)}
          error={problems["/runAt"]}
          onChange={(event) =>
            onChange({ ...request, runAt: fromInputTime(event.currentTarget.value, zone) ?? "" })
          }
        />
      )}
      {text("maxAttempts", "/maxAttempts", "Max. attempts", "10")}
      {text("timeout", "/timeout", "Timeout of an attempt", "of the task")}
      {text("retryInitial", "/retry/initial", "First wait before a retry", "server default")}
      {text("retryMax", "/retry/max", "Longest wait", "server default")}
      {text("retryFactor", "/retry/factor", "Factor", "server default")}
      {text("retryJitter", "/retry/jitter", "Jitter, 0 to 1", "server default")}
      <TagsInput
        label="Tags"
        placeholder="Enter after each"
        value={request.tags}
        error={problems["/tags"]}
        onChange={(tags) => onChange({ ...request, tags })}
      />
    </div>
  );
}

function priorityLabel(value: string): string {
  if (value === "") return "Default (5)";
  if (value === "1") return "1, first";
  return value === "9" ? "9, last" : value;
}
