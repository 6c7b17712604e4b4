import { Autocomplete, SegmentedControl, TextInput } from "@mantine/core";
import layout from "@/components/layout.module.css";
import type { Problems } from "@/lib/problem";
import type { ScheduleRequest } from "../api/schedule-request";
import { timeZones } from "../api/time-zones";

interface Props {
  request: ScheduleRequest;
  problems: Problems;
  onChange: (request: ScheduleRequest) => void;
}

type TextName = "cron" | "every" | "offset" | "jitter";

export function TimingFields({ request, problems, onChange }: Props) {
  const text = (name: TextName, label: string, placeholder: string, description: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      description={description}
      required={name === request.timing}
      value={request[name]}
      error={problems[`/${name}`]}
      onChange={(event) => onChange({ ...request, [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <SegmentedControl
        size="xs"
        w="fit-content"
        aria-label="Runs by"
        value={request.timing}
        data={[
          { value: "cron", label: "At clock times" },
          { value: "every", label: "At intervals" },
        ]}
        onChange={(timing) => onChange({ ...request, timing: timing as ScheduleRequest["timing"] })}
      />
      <div className={layout.fields}>
        {request.timing === "cron" ? (
          <>
            {text("cron", "Cron", "30 2 * * *", "Minute, hour, day of month, month, day of week.")}
            <Autocomplete
              label="Time zone"
              placeholder="UTC"
              description="A name from the IANA database."
              data={timeZones}
              limit={30}
              value={request.timeZone}
              error={problems["/timeZone"]}
              onChange={(timeZone) => onChange({ ...request, timeZone })}
            />
          </>
        ) : (
          <>
            {text("every", "Every", "15m", "Time from one run to the next, such as 90s, 1h 30m or PT15M.")}
            {text("offset", "Offset", "0s", "Time from the beginning of each step to its run.")}
          </>
        )}
        {text("jitter", "Jitter", "0s", "The most that a run is put off.")}
      </div>
    </>
  );
}
