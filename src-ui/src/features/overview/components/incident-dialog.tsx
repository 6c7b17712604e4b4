import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { ErrorBox } from "@/components/error-box";
import { toCurl } from "@/lib/curl";
import { zonePreference } from "@/lib/preferences";
import { ApiError, asApiError, type Problems, sortByField } from "@/lib/problem";
import { fromInputTime } from "@/lib/time";
import { incidentCall, useIncidentReport } from "../api/incident";

interface Props {
  opened: boolean;
  onClose: () => void;
}

const hour = 3_600_000;
const times = [
  { value: "1", label: "the last hour" },
  { value: "4", label: "the last 4 hours" },
  { value: "24", label: "the last 24 hours" },
  { value: "between", label: "between two times…" },
];

/** Asks for the time of an incident, and saves what is known about it. */
export function IncidentDialog({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Incident report">
      <IncidentForm onClose={onClose} />
    </Modal>
  );
}

function IncidentForm({ onClose }: Pick<Props, "onClose">) {
  const [zone] = zonePreference.use();
  const [openedAt] = useState(() => Date.now());
  const [time, setTime] = useState("1");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [missing, setMissing] = useState(false);
  const report = useIncidentReport();

  const isBetween = time === "between";
  const begin = isBetween
    ? fromInputTime(from, zone)
    : new Date(openedAt - Number(time) * hour).toISOString();
  const end = isBetween ? fromInputTime(to, zone) : undefined;
  const refused = report.error ? asApiError(report.error) : undefined;
  const placed = sortByField(refused?.errors ?? [], (pointer) =>
    isBetween ? ["?from", "?to"].find((field) => field === pointer) : undefined,
  );
  const problems: Problems = { ...placed.byField, ...(missing ? { "?from": "is required" } : {}) };

  function typed(set: (value: string) => void, value: string) {
    set(value);
    setMissing(false);
    report.reset();
  }
  function send(event: FormEvent) {
    event.preventDefault();
    setMissing(begin === undefined);
    if (begin !== undefined) report.mutate({ from: begin, to: end }, { onSuccess: onClose });
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        <Text>
          One Markdown file for the postmortem: alerts, deploys, pauses, operations, failure groups, and the
          charts as tables.
        </Text>
        {refused && Object.keys(placed.byField).length === 0 && (
          <ErrorBox error={new ApiError(refused.status, refused.title, refused.detail, placed.others)} />
        )}
        <NativeSelect
          label="Time"
          data-autofocus
          data={times}
          value={time}
          onChange={(event) => typed(setTime, event.currentTarget.value)}
        />
        {isBetween && (
          <Group grow align="flex-start" gap="xs">
            <TextInput
              type="datetime-local"
              label={zone === "utc" ? "From (UTC)" : "From"}
              required
              value={from}
              error={problems["?from"]}
              onChange={(event) => typed(setFrom, event.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              label={zone === "utc" ? "To (UTC)" : "To"}
              description="Empty for now"
              inputWrapperOrder={["label", "input", "description", "error"]}
              value={to}
              error={problems["?to"]}
              onChange={(event) => typed(setTo, event.currentTarget.value)}
            />
          </Group>
        )}
        <Group justify="space-between" gap="xs">
          {begin === undefined ? (
            <span />
          ) : (
            <CopyButton text={toCurl({ path: incidentCall(begin, end) })} label="Copy as curl" size="xs" />
          )}
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              Not now
            </Button>
            <Button type="submit" loading={report.isPending}>
              Download
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
