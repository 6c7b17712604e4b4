import { Button, Text } from "@mantine/core";
import { CodeText } from "@/components/code-text";
import { EmptyState } from "@/components/empty-state";
import { toCurl } from "@/lib/curl";
import type { JobFilter } from "../api/job-search";

const firstJob = { task: "http.request", args: { url: "https://example.com" } };

interface Props {
  filter: JobFilter;
  filtered: boolean;
  onClear: () => void;
}

export function JobsEmpty({ filter, filtered, onClear }: Props) {
  if (!filtered) {
    const curl = toCurl({
      method: "POST",
      path: "/jobs",
      headers: { "Idempotency-Key": "first-job" },
      body: JSON.stringify(firstJob),
    });
    return (
      <EmptyState icon="jobs" title="No jobs yet">
        <Text mb="sm">Submit the first one, here or from a shell:</Text>
        <CodeText text={curl} label="Command that submits a job" wrap />
      </EmptyState>
    );
  }
  const onlyTrouble =
    filter.state?.every((state) => state === "DEAD" || state === "RETRYING") && filter.state.length > 0;
  return (
    <EmptyState
      icon={onlyTrouble ? "check" : "filter"}
      title={onlyTrouble ? "Nothing is failing here" : "No job matches this filter"}
    >
      <Button size="xs" variant="default" mt="xs" onClick={onClear}>
        Clear filters
      </Button>
    </EmptyState>
  );
}
