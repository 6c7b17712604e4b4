import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { queuesQuery } from "@/lib/api/queue";
import { tasksQuery } from "@/lib/api/task";
import type { FailuresSearch } from "../api/failures-search";
import classes from "./failures.module.css";

interface Props {
  search: FailuresSearch;
  onChange: (change: Partial<FailuresSearch>) => void;
}

const states = [
  { value: "", label: "Dead or retrying" },
  { value: "DEAD", label: "Dead" },
  { value: "RETRYING", label: "Retrying" },
];
const mutings = [
  { value: "", label: "Not muted" },
  { value: "true", label: "Muted" },
  { value: "any", label: "Muted or not" },
];
const orders = [
  { value: "", label: "Most jobs first" },
  { value: "lastSeen", label: "Latest failure first" },
];

type Choice = { value: string; label: string };

/** A value of the address that is not among the choices is shown all the same. */
const withOwn = (choices: Choice[], own: string | undefined) =>
  own === undefined || choices.some(({ value }) => value === own)
    ? choices
    : [...choices, { value: own, label: own }];

export function FailureFilters({ search, onChange }: Props) {
  const queues = useQuery(queuesQuery);
  const tasks = useQuery(tasksQuery);
  const names = (any: string, items: { name: string }[] = []) => [
    { value: "", label: any },
    ...items.map(({ name }) => ({ value: name, label: name })),
  ];
  const select = (name: keyof FailuresSearch, label: string, choices: Choice[]) => (
    <NativeSelect
      aria-label={label}
      data-filter-focus={name === "task" || undefined}
      value={search[name] ?? ""}
      data={withOwn(choices, search[name])}
      onChange={(event) => onChange({ [name]: event.currentTarget.value || undefined })}
    />
  );
  return (
    <search aria-label="Failure filter" className={classes.filters}>
      {select("task", "Task", names("Any task", tasks.data))}
      {select("queue", "Queue", names("Any queue", queues.data))}
      {select("state", "State of the jobs", states)}
      {select("muted", "Muting", mutings)}
      {select("sort", "Order", orders)}
    </search>
  );
}
