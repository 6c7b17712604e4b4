import { Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/code-text";
import { EmptyState } from "@/components/empty-state";
import { toCurl } from "@/lib/curl";

const body = `{"cron": "30 2 * * *", "timeZone": "Europe/Berlin",
 "task": "http.request", "args": {"url": "https://example.com/report"}}`;

export function SchedulesEmpty() {
  const curl = toCurl({ method: "PUT", path: "/schedules/nightly-report", body });
  return (
    <EmptyState icon="clock" title="No schedules yet">
      <Stack gap="sm">
        <Text>
          A schedule submits a job again and again: every night, every 15 minutes, on the first of each month.
          Create one here, or send one from a shell:
        </Text>
        <CodeText text={curl} label="Command that creates a schedule" wrap />
      </Stack>
    </EmptyState>
  );
}
