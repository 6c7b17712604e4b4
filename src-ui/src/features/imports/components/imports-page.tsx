import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useLocation, useNavigate } from "@tanstack/react-router";
import { EmptyPage } from "@/components/empty-page";
import { Icon } from "@/components/icon";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { TokenPager } from "@/components/token-pager";
import { hasEnded } from "@/lib/api/bulk-job";
import { countText } from "@/lib/count";
import { usePolling } from "@/lib/live-status";
import { importsPageQuery } from "../api/import";
import { ImportsEmpty } from "./imports-empty";
import { ImportsTable } from "./imports-table";

const route = getRouteApi("/console/imports");

export function ImportsPage() {
  const { page } = route.useSearch();
  const trail = useLocation().state.pageTrail ?? [];
  const navigate = useNavigate();
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
      <Panel flush>
        <LoadedContent query={imports}>
          {({ items, nextPageToken }) =>
            items.length === 0 && !page ? (
              <ImportsEmpty />
            ) : (
              <>
                {items.length === 0 ? <EmptyPage things="imports" /> : <ImportsTable imports={items} />}
                <TokenPager
                  text={`${countText(items.length, "import")}, newest first`}
                  page={page}
                  trail={trail}
                  nextPageToken={nextPageToken}
                  onGo={(token, pageTrail) =>
                    void navigate({ to: "/imports", search: { page: token }, state: { pageTrail } })
                  }
                />
              </>
            )
          }
        </LoadedContent>
      </Panel>
    </>
  );
}
