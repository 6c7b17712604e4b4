import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useLocation, useNavigate } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { TokenPager } from "@/components/token-pager";
import { countText } from "@/lib/count";
import { destinationsPageQuery } from "../api/destination-queries";
import { breakerStates, type DestinationsSearch } from "../api/destinations-search";
import { DestinationsTable } from "./destinations-table";

const route = getRouteApi("/console/destinations");

const stateChoices = [
  { value: "", label: "All breakers" },
  { value: "OPEN", label: "Open" },
  { value: "HALF_OPEN", label: "Half open" },
  { value: "CLOSED", label: "Closed" },
];

export function DestinationsPage() {
  const search = route.useSearch();
  const { page, state } = search;
  const trail = useLocation().state.pageTrail ?? [];
  const navigate = useNavigate();
  // No event says that a breaker has changed.
  const destinations = useQuery({ ...destinationsPageQuery(search), refetchInterval: 10_000 });
  const go = (to: DestinationsSearch, pageTrail: string[] = []) =>
    void navigate({ to: "/destinations", search: to, state: { pageTrail } });
  return (
    <>
      <PageHeader
        title="Destinations"
        about="Hosts that jobs of http.request call. Each has a circuit breaker, and can have limits."
        actions={
          <NativeSelect
            aria-label="State of the breaker"
            data={stateChoices}
            value={state ?? ""}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              go({ state: breakerStates.find((known) => known === chosen) });
            }}
          />
        }
      />
      <Panel flush>
        <LoadedContent query={destinations}>
          {({ items, nextPageToken }) =>
            items.length === 0 && !page ? (
              <NoDestinations filtered={state !== undefined} />
            ) : (
              <>
                {items.length === 0 ? (
                  <EmptyState icon="search" title="There is nothing left on this page">
                    Go back to the first page.
                  </EmptyState>
                ) : (
                  <DestinationsTable destinations={items} />
                )}
                <TokenPager
                  text={`${countText(items.length, "destination")}, by host`}
                  page={page}
                  trail={trail}
                  nextPageToken={nextPageToken}
                  firstLabel="First"
                  onGo={(token, pageTrail) => go({ state, page: token }, pageTrail)}
                />
              </>
            )
          }
        </LoadedContent>
      </Panel>
    </>
  );
}

function NoDestinations({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState icon="search" title="No breaker has this state">
      An open breaker holds back the jobs that call its host, until the host works again.
    </EmptyState>
  ) : (
    <EmptyState icon="destinations" title="No destinations yet">
      A destination is a host that jobs of http.request call. It appears here with its first call. If it stops
      answering, its circuit breaker opens: jobs that call it wait, without a slot and without using attempts,
      until it works again.
    </EmptyState>
  );
}
