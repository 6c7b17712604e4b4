import { CloseButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Icon } from "@/components/icon";
import { statusQuery } from "@/lib/api/status";
import { useNow } from "@/lib/now";
import { seenLossPreference, zonePreference } from "@/lib/preferences";
import { clockTime } from "@/lib/time";
import classes from "./shell.module.css";

/** Reports a loss of data in Redis for a day, or until the user closes it. */
export function DataLossBanner() {
  const loss = useQuery(statusQuery).data?.redis.loss;
  const [seen, setSeen] = seenLossPreference.use();
  const [zone] = zonePreference.use();
  const now = useNow();
  const shown = loss !== undefined && loss.at !== seen ? loss : undefined;

  return (
    <div role="status" aria-live="polite">
      {shown && (
        <div className={classes.banner}>
          <Icon name="warning" />
          <span>
            Redis lost data, noticed at {clockTime(new Date(shown.at), now, zone)}. {shown.detail} Jobs that
            were accepted earlier may be missing or run again.{" "}
            <Link to="/runbooks" hash="redisdatalost" style={{ color: "inherit" }}>
              What to do
            </Link>
          </span>
          <CloseButton
            ml="auto"
            c="inherit"
            variant="transparent"
            aria-label="Dismiss"
            onClick={() => setSeen(shown.at)}
          />
        </div>
      )}
    </div>
  );
}
