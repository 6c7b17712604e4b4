import { Button, Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Icon } from "@/components/icon";
import { WriteButton } from "@/components/write-button";
import { type ExportFormat, useCreateExport } from "@/lib/api/export";
import { useRoleBlock } from "@/lib/api/session";
import { useWriteBlock } from "@/lib/api/status";
import { notifyProblem } from "@/lib/notify";
import { absoluteFilter, type JobFilter } from "../api/job-search";

const formats: { value: ExportFormat; label: string }[] = [
  { value: "ndjson", label: "NDJSON, with args and results" },
  { value: "csv", label: "CSV, for spreadsheets" },
];

export function ExportMenu({ filter }: { filter: JobFilter }) {
  const navigate = useNavigate();
  const create = useCreateExport();
  const role = useRoleBlock("operate");
  const blocked = useWriteBlock() ?? role;
  const look = { size: "xs", variant: "default", leftSection: <Icon name="exports" size={14} /> } as const;

  const start = (format: ExportFormat) =>
    create.mutate(
      { format, filter: absoluteFilter(filter, new Date()) },
      {
        onSuccess: ({ id }) => void navigate({ to: "/exports/$id", params: { id } }),
        onError: (error) => notifyProblem("The jobs were not exported", error),
      },
    );

  if (blocked) {
    return (
      <WriteButton {...look} blocked={blocked}>
        Export
      </WriteButton>
    );
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button {...look} loading={create.isPending}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>All jobs that the filter matches, as a file</Menu.Label>
        {formats.map(({ value, label }) => (
          <Menu.Item key={value} onClick={() => start(value)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
