import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Icon } from "@/components/icon";
import { PageHeader } from "@/components/page-header";
import { PagedPanel } from "@/components/paged-panel";
import { hasEnded } from "@/lib/api/bulk-job";
import { usePolling } from "@/lib/live-status";
import { importsPageQuery } from "../api/import";
import { ImportsEmpty } from "./imports-empty";
import { ImportsTable } from "./imports-table";

const route = getRouteApi("/console/imports");

export function ImportsPage() {
  const { page } = route.useSearch();
  const polling = usePolling(10_000);
  const imports = useQuery({
    ...importsPageQuery(page),
    refetchInterval: (query) => (query.state.data?.items.every(hasEnded) === false ? 2_000 : polling),
  });
  return (
    <>
      <PageHeader
        title="Imports"
        about="Files whose rows become jobs, one job for each row."
        actions={
          <Button component={Link} to="/imports/new" size="xs" leftSection={<Icon name="plus" size={14} />}>
            New import
          </Button>
        }
      />
      <PagedPanel
        query={imports}
        page={page}
        to="/imports"
        noun="import"
        order="newest first"
        empty={<ImportsEmpty />}
      >
        {(items) => <ImportsTable imports={items} />}
      </PagedPanel>
    </>
  );
}
