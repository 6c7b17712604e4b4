import { Button, Group, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { BulkButtons } from "@/components/bulk-buttons";
import layout from "@/components/layout.module.css";
import { LongText } from "@/components/long-text";
import { Panel } from "@/components/panel";
import { BulkBadge } from "@/components/state-badge";
import { bulkStateWord, troubleOf } from "@/lib/api/bulk-job";
import { type Import, importStep, importTitle } from "../api/import";

export function ImportHead({ job }: { job: Import }) {
  const { id, state, read } = job;
  const trouble = troubleOf(job);
  const title = importTitle(job);
  useEffect(() => {
    document.title = `${bulkStateWord(state)}: ${title} · Nightshift`;
  }, [state, title]);

  return (
    <Panel>
      <div className={layout.head}>
        <div className={layout.headMain}>
          <Group gap="sm" align="center">
            <Title order={1} fz={21} style={{ overflowWrap: "anywhere" }}>
              {title}
            </Title>
            <span role="status" aria-label="State of the import">
              <BulkBadge state={state} variant="large" />
            </span>
          </Group>
          <Text c="dimmed" fz="sm" className="ns-mono" mt={3} style={{ overflowWrap: "anywhere" }}>
            {id}
          </Text>
          <Text className={layout.next}>{importStep(job)}</Text>
        </div>
        <Group gap="xs">
          <BulkButtons
            kind="imports"
            job={job}
            stopText="Jobs that it has submitted stay and run. A restart continues with the next row."
            restartText={`It continues after row ${read.toLocaleString("en")}: no row is read twice or left out.`}
          />
          <Button
            component={Link}
            to={`/jobs?tag=${encodeURIComponent(`import:${id}`)}`}
            size="sm"
            variant="default"
          >
            Its jobs
          </Button>
        </Group>
      </div>
      {trouble && (
        <div className={layout.failure}>
          <code>{trouble.type}</code> <LongText text={trouble.message ?? ""} />
        </div>
      )}
    </Panel>
  );
}
