import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import { MuteButton } from "@/components/mute-button";
import { OperationLink } from "@/components/operation-link";
import row from "@/components/row.module.css";
import { Sparkline } from "@/components/sparkline";
import { FailureBadge } from "@/components/state-badge";
import { TimeText } from "@/components/time-text";
import { type FailureGroup, replayOf, statesText } from "@/lib/api/failure";
import { perHourText } from "../api/per-hour";
import classes from "./failures.module.css";

const columns = [
  { label: "Cause" },
  { label: "Jobs", right: true },
  { label: "Failures in 24 h", wide: true },
  { label: "First and last seen", wide: true },
  { label: "Queues", wide: true },
  { label: "Actions", right: true, hiddenLabel: true },
];

const queuesShown = 3;

export function FailuresTable({ groups }: { groups: FailureGroup[] }) {
  return (
    <DataTable label="Failures by cause" columns={columns}>
      {groups.map((group) => (
        <FailureRow key={group.fingerprint} group={group} />
      ))}
    </DataTable>
  );
}

function FailureRow({ group }: { group: FailureGroup }) {
  const { fingerprint, title, task, host, httpStatus, count, perHour, firstSeen, lastSeen, queues, muted } =
    group;
  const more = queues.length - queuesShown;
  return (
    <tr>
      <td className={classes.title}>
        <Link to="/failures/$fingerprint" params={{ fingerprint }} className={row.name}>
          {title}
        </Link>
        <div className={row.sub}>
          <FailureBadge group={group} />{" "}
          {[task, host, httpStatus && `HTTP ${httpStatus}`].filter(Boolean).join(" · ")}
        </div>
        {muted && (
          <div className={row.sub}>
            Until <TimeText value={muted.until} />, by {muted.by}: {muted.reason}
          </div>
        )}
      </td>
      <td data-right>
        <b className="ns-num">{count.toLocaleString("en")}</b>
        <div className={classes.states}>{statesText(group)}</div>
      </td>
      <td data-wide>
        <div className={classes.trend}>
          <Sparkline values={perHour} label={perHourText(perHour)} />
        </div>
      </td>
      <td data-wide>
        <TimeText value={firstSeen} short />
        <div className={row.sub}>
          last <TimeText value={lastSeen} short />
        </div>
      </td>
      <td data-wide>
        {queues.slice(0, queuesShown).map(({ queue, count: inQueue }) => (
          <div key={queue}>
            {queue} <span className={row.sub}>{inQueue.toLocaleString("en")}</span>
          </div>
        ))}
        {more > 0 && <div className={row.sub}>and {more} more</div>}
      </td>
      <td data-right>
        <div className={classes.actions}>
          {count > 0 && (
            <OperationLink
              search={replayOf(group)}
              size="compact-sm"
              icon="refresh"
              aria-label={`Replay ${title}`}
            >
              Replay
            </OperationLink>
          )}
          <MuteButton group={group} size="compact-sm" of={title} />
        </div>
      </td>
    </tr>
  );
}
