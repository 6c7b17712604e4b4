import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useLocation, useNavigate } from "@tanstack/react-router";
import { CodeText } from "@/components/code-text";
import { EmptyPage } from "@/components/empty-page";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { TokenPager } from "@/components/token-pager";
import { hasEnded } from "@/lib/api/bulk-job";
import { countText } from "@/lib/count";
import { toCurl } from "@/lib/curl";
import { usePolling } from "@/lib/live-status";
import { exportsPageQuery } from "../api/export-queries";
import { ExportsTable } from "./exports-table";

const route = getRouteApi("/console/exports");

export function ExportsPage() {
  const { page } = route.useSearch();
  const trail = useLocation().state.pageTrail ?? [];
  const navigate = useNavigate();
  const polling = usePolling(10_000);
  const exports = useQuery({
    ...exportsPageQuery(page),
    refetchInterval: (query) => (query.state.data?.items.every(hasEnded) === false ? 2_000 : polling),
  });
  return (
    <>
      <PageHeader title="Exports" about="Files of jobs: all jobs that match a filter, one job per line." />
      <Panel flush>
        <LoadedContent query={exports}>
          {({ items, nextPageToken }) =>
            items.length === 0 && !page ? (
              <ExportsEmpty />
            ) : (
              <>
                {items.length === 0 ? <EmptyPage things="exports" /> : <ExportsTable exports={items} />}
                <TokenPager
                  text={`${countText(items.length, "export")}, newest first`}
                  page={page}
                  trail={trail}
                  nextPageToken={nextPageToken}
                  onGo={(token, pageTrail) =>
                    void navigate({ to: "/exports", search: { page: token }, state: { pageTrail } })
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

function ExportsEmpty() {
  const curl = toCurl({
    method: "POST",
    path: "/exports",
    body: JSON.stringify({ format: "ndjson", filter: { state: ["DEAD"] } }),
  });
  return (
    <EmptyState icon="exports" title="No exports yet">
      <Text mb="sm">
        An export writes jobs to a file, for a spreadsheet or another program. Filter the{" "}
        <Anchor component={Link} to="/jobs" underline="always">
          jobs
        </Anchor>{" "}
        and choose Export there, or ask for one from a shell:
      </Text>
      <CodeText text={curl} label="Command that exports jobs" wrap />
    </EmptyState>
  );
}
