import { Autocomplete, Checkbox, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import layout from "@/components/layout.module.css";
import { queuesQuery } from "@/lib/api/queue";
import type { Problems } from "@/lib/problem";
import { catchups, overlaps } from "../api/choices";
import type { ScheduleRequest } from "../api/schedule-request";

interface Props {
  request: ScheduleRequest;
  problems: Problems;
  onChange: (request: ScheduleRequest) => void;
}

export function RunOptions({ request, problems, onChange }: Props) {
  const queues = useQuery(queuesQuery);
  return (
    <>
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
          label="While an earlier job runs"
          data={overlaps}
          value={request.overlap}
          error={problems["/overlap"]}
          onChange={(event) => onChange({ ...request, overlap: event.currentTarget.value })}
        />
        <NativeSelect
          label="Missed runs"
          data={catchups}
          value={request.catchup}
          error={problems["/catchup"]}
          onChange={(event) => onChange({ ...request, catchup: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        mt="md"
        size="md"
        styles={{ label: { fontSize: "inherit" } }}
        label="Pause the schedule when a job of it has failed for good"
        checked={request.pauseOnFailure}
        error={problems["/pauseOnFailure"]}
        onChange={(event) => onChange({ ...request, pauseOnFailure: event.currentTarget.checked })}
      />
    </>
  );
}
