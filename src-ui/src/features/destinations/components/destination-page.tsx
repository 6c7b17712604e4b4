import { Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import layout from "@/components/layout.module.css";
import { LoadedContent, Panel } from "@/components/panel";
import { destinationQuery } from "../api/destination-queries";
import { DestinationFacts } from "./destination-facts";
import { DestinationHead } from "./destination-head";
import { LimitsForm } from "./limits-form";

const route = getRouteApi("/console/destinations/$host");

export function DestinationPage() {
  const { host } = route.useParams();
  // No event says that a breaker has changed.
  const destination = useQuery({ ...destinationQuery(host), refetchInterval: 5_000 });
  return (
    <>
      <Anchor component={Link} to="/destinations" fz="sm" className="ns-target">
        ← Destinations
      </Anchor>
      <LoadedContent query={destination} rows={8}>
        {(data) => (
          <Stack gap="md" mt="xs">
            <DestinationHead destination={data} />
            <div className={layout.columns}>
              <Panel title="Limits">
                <LimitsForm key={host} destination={data} />
              </Panel>
              <Panel title="Details">
                <DestinationFacts destination={data} />
              </Panel>
            </div>
          </Stack>
        )}
      </LoadedContent>
    </>
  );
}
