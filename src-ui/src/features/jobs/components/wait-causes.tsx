import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { destinationPath } from "@/lib/api/destination";
import { usePolling } from "@/lib/live-status";
import { causesQuery } from "../api/causes";
import classes from "./jobs.module.css";

/** Why a job that waits is not running. Shows nothing where the server does not know, or is too old to say. */
export function WaitCauses({ id }: { id: string }) {
  const polling = usePolling(5_000);
  const causes = useQuery({ ...causesQuery(id), refetchInterval: polling });
  if (!causes.data || causes.data.length === 0) return null;
  return (
    <ul className={classes.causes} aria-label="Why the job is not running">
      {causes.data.map(({ cause, detail, holders = [], destination }) => (
        <li key={cause}>
          {detail}
          {destination && (
            <>
              {" "}
              <Anchor component={Link} to={destinationPath(destination)} fz="inherit" underline="always">
                Destination {destination}
              </Anchor>
            </>
          )}
          {holders.length > 0 && " Waits for the end of: "}
          {holders.map((holder, at) => (
            <span key={holder}>
              {at > 0 && ", "}
              <Anchor
                component={Link}
                to={`/jobs/${holder}`}
                fz="inherit"
                className="ns-mono"
                underline="always"
              >
                {holder}
              </Anchor>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
