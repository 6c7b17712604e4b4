import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Icon } from "@/components/icon";
import { LoadedContent, Panel } from "@/components/panel";
import { TokenPager } from "@/components/token-pager";
import { countText } from "@/lib/count";
import { type Import, rejectsFile } from "../api/import";
import { rejectsQuery } from "../api/rows";
import { RejectTable } from "./reject-table";

interface Position {
  page?: string;
  trail: string[];
}

export function RejectsPanel({ job }: { job: Import }) {
  const [{ page, trail }, setPosition] = useState<Position>({ trail: [] });
  const rejects = useQuery(rejectsQuery(job.id, page, job.rejected));
  return (
    <Panel
      title="Rejected rows"
      flush
      actions={
        <Group gap="xs">
          <Button
            component="a"
            href={rejectsFile(job.id)}
            download
            size="xs"
            variant="default"
            leftSection={<Icon name="download" size={14} />}
          >
            Download rejects
          </Button>
          <Button
            component={Link}
            to={`/imports/new?from=${encodeURIComponent(job.id)}`}
            size="xs"
            variant="default"
            leftSection={<Icon name="imports" size={14} />}
          >
            Send corrected rejects
          </Button>
        </Group>
      }
    >
      <LoadedContent query={rejects}>
        {({ items, nextPageToken }) => (
          <>
            <Text c="dimmed" fz="sm" px="md" pt="sm">
              The download has the cells as they were sent: import its columns as text where a spreadsheet
              would take them for formulas.
            </Text>
            <RejectTable rejects={items} />
            <TokenPager
              text={`${countText(items.length, "row")} of ${job.rejected.toLocaleString("en")} rejected`}
              page={page}
              trail={trail}
              nextPageToken={nextPageToken}
              firstLabel="First"
              onGo={(to, before) => setPosition({ page: to, trail: before })}
            />
          </>
        )}
      </LoadedContent>
    </Panel>
  );
}
