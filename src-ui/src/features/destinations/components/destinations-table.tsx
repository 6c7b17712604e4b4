import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import row from "@/components/row.module.css";
import { BreakerBadge } from "@/components/state-badge";
import { TimeText } from "@/components/time-text";
import type { Destination } from "@/lib/api/destination";
import { limitsText } from "@/lib/limits";
import { causeText } from "../api/breaker-text";

const columns = [
  { label: "Breaker" },
  { label: "Host" },
  { label: "Waiting", right: true },
  { label: "Calls / min", right: true, wide: true },
  { label: "Failed / min", right: true, wide: true },
  { label: "Last call", wide: true },
  { label: "Limits", wide: true },
];

export function DestinationsTable({ destinations }: { destinations: Destination[] }) {
  return (
    <DataTable label="Destinations" columns={columns}>
      {destinations.map((destination) => (
        <DestinationRow key={destination.host} destination={destination} />
      ))}
    </DataTable>
  );
}

function DestinationRow({ destination }: { destination: Destination }) {
  const { host, state, since, waiting, calls, failures, lastCallAt } = destination;
  const cause = causeText(destination);
  return (
    <tr>
      <td>
        <BreakerBadge state={state} />
        {cause && (
          <div className={row.sub}>
            {cause}
            {since && (
              <>
                {" · "}
                <TimeText value={since} short />
              </>
            )}
          </div>
        )}
      </td>
      <td>
        <Link to="/destinations/$host" params={{ host }} className={row.name}>
          {host}
        </Link>
      </td>
      <td data-right>{waiting.toLocaleString("en")}</td>
      <td data-right data-wide>
        {calls.toLocaleString("en")}
      </td>
      <td data-right data-wide>
        {failures.toLocaleString("en")}
      </td>
      <td data-wide>
        <TimeText value={lastCallAt} short />
      </td>
      <td data-wide>{limitsText(destination) ?? "–"}</td>
    </tr>
  );
}
