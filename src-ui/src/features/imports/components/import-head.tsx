import { Button, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { BulkButtons } from "@/components/bulk-buttons";
import { DetailHead } from "@/components/detail-head";
import layout from "@/components/layout.module.css";
import { BulkBadge } from "@/components/state-badge";
import { bulkStateWord, troubleOf } from "@/lib/api/bulk-job";
import { type Import, importStep, importTitle } from "../api/import";

export function ImportHead({ job }: { job: Import }) {
  const { id, state, read } = job;
  const title = importTitle(job);
  return (
    <DetailHead
      title={title}
      tabTitle={`${bulkStateWord(state)}: ${title}`}
      badgeLabel="State of the import"
      badge={<BulkBadge state={state} variant="large" />}
      id={id}
      failure={troubleOf(job)}
      buttons={
        <>
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
        </>
      }
    >
      <Text className={layout.next}>{importStep(job)}</Text>
    </DetailHead>
  );
}
