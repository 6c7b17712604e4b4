import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { beginning } from "@/components/long-text";
import { LoadedContent, Panel } from "@/components/panel";
import row from "@/components/row.module.css";
import { StateBadge } from "@/components/state-badge";
import { TimeText } from "@/components/time-text";
import { type FailureGroup, jobsOf } from "@/lib/api/failure";
import { groupJobsQuery } from "../api/group-jobs";

const columns = [{ label: "Job" }, { label: "State" }, { label: "Message", wide: true }];

/** The newest jobs of a group, and the way to all of them. */
export function FailureJobs({ group }: { group: FailureGroup }) {
  const jobs = useQuery(groupJobsQuery(group));
  return (
    <Panel
      title="Jobs"
      flush
      actions={
        <Link to="/jobs" search={{ filter: jobsOf(group) }} className="ns-link ns-target">
          {`All ${group.count.toLocaleString("en")} in the list of jobs`}
        </Link>
      }
    >
      <LoadedContent query={jobs}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon="check" title="No job left">
              All jobs of this group were sent again, canceled or removed, or have succeeded since.
            </EmptyState>
          ) : (
            <DataTable label="Newest jobs of the group" columns={columns}>
              {items.map(({ id, queue, state, createdAt, failure }) => (
                <tr key={id}>
                  <td>
                    <Link to="/jobs/$id" params={{ id }} className={`${row.name} ns-mono`}>
                      {id}
                    </Link>
                    <div className={row.sub}>
                      in queue {queue} · <TimeText value={createdAt} short />
                    </div>
                  </td>
                  <td>
                    <StateBadge state={state} />
                  </td>
                  <td data-wide>
                    <Text fz="sm" style={{ overflowWrap: "anywhere" }}>
                      {failure ? beginning(failure.message) : "–"}
                    </Text>
                  </td>
                </tr>
              ))}
            </DataTable>
          )
        }
      </LoadedContent>
    </Panel>
  );
}
