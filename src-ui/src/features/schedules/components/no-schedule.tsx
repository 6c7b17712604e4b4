import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { Panel } from "@/components/panel";

export function NoSchedule({ name }: { name: string }) {
  return (
    <>
      <PageHeader title="Schedule not found" />
      <Panel>
        <EmptyState icon="search" title="There is no such schedule">
          <span className="ns-mono">{name}</span>
          <br />
          It never existed, or it was deleted.{" "}
          <Anchor component={Link} to="/schedules" underline="always">
            All schedules
          </Anchor>
        </EmptyState>
      </Panel>
    </>
  );
}
