import { Autocomplete, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import layout from "@/components/layout.module.css";
import type { OperationAction } from "@/lib/api/operation";
import { queuesQuery } from "@/lib/api/queue";
import type { Problems } from "@/lib/problem";
import type { OperationDraft } from "../api/operation-draft";

interface Props {
  draft: OperationDraft;
  problems: Problems;
  onChange: (change: Partial<OperationDraft>) => void;
}

/** What an action needs beside its jobs. */
export function TargetFields({ action, draft, problems, onChange }: Props & { action: OperationAction }) {
  const queues = useQuery(queuesQuery);
  if (action === "reprioritize") {
    return (
      <NativeSelect
        label="New priority"
        value={draft.priority}
        error={problems["/priority"]}
        data={["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((value) => ({
          value,
          label: { 1: "1, first", 5: "5, the default", 9: "9, last" }[value] ?? value,
        }))}
        onChange={(event) => onChange({ priority: event.currentTarget.value })}
      />
    );
  }
  if (action === "move") {
    return (
      <Autocomplete
        label="To queue"
        required
        data={queues.data?.map(({ name }) => name) ?? []}
        value={draft.queue}
        error={problems["/queue"]}
        onChange={(queue) => onChange({ queue })}
      />
    );
  }
  return null;
}

/** How fast it is, and when it stops by itself. */
export function PaceFields({ action, draft, problems, onChange }: Props & { action: OperationAction }) {
  const text = (name: "rate" | "first" | "stopPercent" | "wait" | "restPercent") => ({
    value: draft[name],
    autoComplete: "off",
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      {action === "retry" && (
        <>
          <Checkbox
            mb="sm"
            label="Try a few jobs first"
            description="It waits for their end, and stops by itself if too many of them fail again."
            checked={draft.tryFirst}
            onChange={(event) => onChange({ tryFirst: event.currentTarget.checked })}
          />
          {draft.tryFirst && (
            <div className={layout.fields} style={{ marginBottom: 16 }}>
              <TextInput
                label="Jobs to try"
                inputMode="numeric"
                error={problems["/canary/first"]}
                {...text("first")}
              />
              <TextInput
                label="Stop if more than this % fail"
                inputMode="decimal"
                placeholder="0"
                error={problems["/canary/stopAtFailureRatio"]}
                {...text("stopPercent")}
              />
              <TextInput
                label="Wait for them at most"
                placeholder="10m"
                error={problems["/canary/waitAtMost"]}
                {...text("wait")}
              />
            </div>
          )}
        </>
      )}
      <div className={layout.fields}>
        <TextInput
          label="Jobs per second"
          placeholder="as fast as it can"
          inputMode="numeric"
          error={problems["/ratePerSecond"]}
          {...text("rate")}
        />
        {action === "retry" && (
          <TextInput
            label="Later, stop if more than this % fail"
            placeholder="never"
            inputMode="decimal"
            error={problems["/stopAtFailureRatio"]}
            {...text("restPercent")}
          />
        )}
      </div>
    </>
  );
}
