import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import { type FailureGroup, muteCall, useMute } from "@/lib/api/failure";
import { toCurl } from "@/lib/curl";
import { zonePreference } from "@/lib/preferences";
import { ApiError, asApiError, type Problems, sortByField } from "@/lib/problem";
import { fromInputTime } from "@/lib/time";
import { CopyButton } from "./copy-button";
import { ErrorBox } from "./error-box";

interface Props {
  group: Pick<FailureGroup, "fingerprint" | "title">;
  opened: boolean;
  onClose: () => void;
}

const hour = 3_600_000;
const ends = [
  { value: "4", label: "in 4 hours" },
  { value: "24", label: "tomorrow, at this time" },
  { value: "168", label: "in a week" },
  { value: "720", label: "in 30 days" },
  { value: "at", label: "at a time…" },
];

/** Asks why, and until when, a failure group is not to be reported. */
export function MuteDialog({ group, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Mute this failure group?">
      <MuteForm group={group} onClose={onClose} />
    </Modal>
  );
}

function MuteForm({ group, onClose }: Omit<Props, "opened">) {
  const [zone] = zonePreference.use();
  const [openedAt] = useState(() => Date.now());
  const [reason, setReason] = useState("");
  const [end, setEnd] = useState("24");
  const [time, setTime] = useState("");
  const [typedWrong, setTypedWrong] = useState<Problems>({});
  const mute = useMute(group.fingerprint);

  const until =
    end === "at" ? fromInputTime(time, zone) : new Date(openedAt + Number(end) * hour).toISOString();
  const body = useMemo(() => JSON.stringify({ reason: reason.trim(), until }), [reason, until]);
  const refused = mute.error ? asApiError(mute.error) : undefined;
  const placed = sortByField(refused?.errors ?? [], (pointer) =>
    ["/reason", "/until"].find((field) => field === pointer),
  );
  const problems = { ...placed.byField, ...typedWrong };

  function typed<T>(set: (value: T) => void, value: T) {
    set(value);
    setTypedWrong({});
    mute.reset();
  }
  function send(event: FormEvent) {
    event.preventDefault();
    const wrong: Problems = {};
    if (reason.trim() === "") wrong["/reason"] = "is required: others want to know why";
    if (until === undefined) wrong["/until"] = "is required";
    setTypedWrong(wrong);
    if (Object.keys(wrong).length === 0) mute.mutate(body, { onSuccess: onClose });
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        <Text>
          “{group.title}” is left out of problems and of the list of failures until then. Alerts about its
          jobs still fire.
        </Text>
        {refused && Object.keys(placed.byField).length === 0 && (
          <ErrorBox error={new ApiError(refused.status, refused.title, refused.detail, placed.others)} />
        )}
        <TextInput
          data-autofocus
          label="Reason"
          placeholder="Fixed in the release of Thursday"
          required
          maxLength={200}
          value={reason}
          error={problems["/reason"]}
          onChange={(event) => typed(setReason, event.currentTarget.value)}
        />
        <NativeSelect
          label="Ends"
          data={ends}
          value={end}
          error={end === "at" ? undefined : problems["/until"]}
          onChange={(event) => typed(setEnd, event.currentTarget.value)}
        />
        {end === "at" && (
          <TextInput
            type="datetime-local"
            label={zone === "utc" ? "Time (UTC)" : "Time"}
            required
            value={time}
            error={problems["/until"]}
            onChange={(event) => typed(setTime, event.currentTarget.value)}
          />
        )}
        <Group justify="space-between" gap="xs">
          <CopyButton
            text={toCurl({ method: "POST", path: muteCall(group.fingerprint), body })}
            label="Copy as curl"
            size="xs"
          />
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              Not now
            </Button>
            <Button type="submit" loading={mute.isPending}>
              Mute group
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
