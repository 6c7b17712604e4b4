import { Autocomplete, Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Icon } from "@/components/icon";
import { queuesQuery } from "@/lib/api/queue";
import { tasksQuery } from "@/lib/api/task";
import { zonePreference } from "@/lib/preferences";
import { fromInputTime, toInputTime } from "@/lib/time";
import { isFiltered, type JobFilter, sinceChoices } from "../api/job-search";
import { FilterText } from "./filter-text";
import classes from "./jobs.module.css";
import { StateChips } from "./state-chips";

interface Props {
  filter: JobFilter;
  onChange: (change: Partial<JobFilter>) => void;
}

export function JobFilters({ filter, onChange }: Props) {
  const queues = useQuery(queuesQuery);
  const tasks = useQuery(tasksQuery);
  const [customOpen, setCustomOpen] = useState(false);
  const custom = customOpen || filter.createdAfter !== undefined || filter.createdBefore !== undefined;

  function setRange(value: string) {
    setCustomOpen(value === "custom");
    const since = value === "custom" || value === "" ? undefined : value;
    onChange({ since, createdAfter: undefined, createdBefore: undefined });
  }

  return (
    <search aria-label="Job filter">
      <StateChips filter={filter} onChange={onChange} />
      <div className={classes.filters}>
        <FilterText value={filter.q} onCommit={(q) => onChange({ q })}>
          {(input) => (
            <TextInput
              {...input}
              data-filter-focus
              aria-label="Search"
              placeholder="Part of an id, a tag, an error"
              leftSection={<Icon name="search" size={15} />}
            />
          )}
        </FilterText>
        <FilterText value={filter.queue} onCommit={(queue) => onChange({ queue })}>
          {({ onChange: change, ...input }) => (
            <Autocomplete
              {...input}
              aria-label="Queue"
              placeholder="Any queue"
              data={queues.data?.map(({ name }) => name) ?? []}
              onChange={(value) => change({ currentTarget: { value } })}
              onOptionSubmit={(queue) => onChange({ queue })}
            />
          )}
        </FilterText>
        <FilterText value={filter.task} onCommit={(task) => onChange({ task })}>
          {({ onChange: change, ...input }) => (
            <Autocomplete
              {...input}
              aria-label="Task"
              placeholder="Any task"
              data={tasks.data?.map(({ name }) => name) ?? []}
              onChange={(value) => change({ currentTarget: { value } })}
              onOptionSubmit={(task) => onChange({ task })}
            />
          )}
        </FilterText>
        <FilterText value={filter.tag} onCommit={(tag) => onChange({ tag })}>
          {(input) => <TextInput {...input} aria-label="Tag" placeholder="Any tag" />}
        </FilterText>
        <NativeSelect
          aria-label="Created"
          value={custom ? "custom" : (filter.since ?? "")}
          onChange={(event) => setRange(event.currentTarget.value)}
          data={[
            { value: "", label: "Created any time" },
            ...sinceChoices,
            { value: "custom", label: "Between…" },
          ]}
        />
        {custom && <CreatedRange filter={filter} onChange={onChange} />}
      </div>
      {isFiltered(filter) && <ClearButton onChange={onChange} />}
    </search>
  );
}

function ClearButton({ onChange }: Pick<Props, "onChange">) {
  const nothing = { state: undefined, queue: undefined, task: undefined, tag: undefined, q: undefined };
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      mb={8}
      mt={-8}
      leftSection={<Icon name="close" size={13} />}
      onClick={() =>
        onChange({ ...nothing, since: undefined, createdAfter: undefined, createdBefore: undefined })
      }
    >
      Clear filters
    </Button>
  );
}

function CreatedRange({ filter, onChange }: Props) {
  const [zone] = zonePreference.use();
  const zoneWord = zone === "utc" ? "UTC" : "local";
  return (
    <div className={classes.custom}>
      <TextInput
        type="datetime-local"
        step={1}
        label={`Created after (${zoneWord})`}
        value={toInputTime(filter.createdAfter, zone)}
        onChange={(event) => onChange({ createdAfter: fromInputTime(event.currentTarget.value, zone) })}
      />
      <TextInput
        type="datetime-local"
        step={1}
        label={`Created before (${zoneWord})`}
        value={toInputTime(filter.createdBefore, zone)}
        onChange={(event) => onChange({ createdBefore: fromInputTime(event.currentTarget.value, zone) })}
      />
    </div>
  );
}
