import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Icon } from "@/components/icon";
import { redisTrouble } from "@/lib/api/redis-state";
import { statusQuery } from "@/lib/api/status";
import { useNow } from "@/lib/now";
import { zonePreference } from "@/lib/preferences";
import { asApiError } from "@/lib/problem";
import { clockTime } from "@/lib/time";
import classes from "./shell.module.css";

export function RedisBanner() {
  const queryClient = useQueryClient();
  const status = useQuery(statusQuery);
  const [zone] = zonePreference.use();
  const now = useNow();
  const clock = (at: string | number) => clockTime(new Date(at), now, zone);

  const text = bannerText();
  const inTrouble = text !== undefined;
  const wasInTrouble = useRef(false);
  useEffect(() => {
    if (wasInTrouble.current && !inTrouble) void queryClient.invalidateQueries();
    wasInTrouble.current = inTrouble;
  }, [inTrouble, queryClient]);

  return (
    <div role="status" aria-live="polite">
      {text && (
        <div className={classes.banner}>
          <Icon name="warning" />
          {text}
        </div>
      )}
    </div>
  );

  function bannerText(): string | undefined {
    if (status.error && asApiError(status.error).status === 0) {
      const from = status.dataUpdatedAt ? ` Showing data from ${clock(status.dataUpdatedAt)}.` : "";
      return `The server does not answer.${from} Trying again every 5 s.`;
    }
    const redis = status.data?.redis;
    return redis && redisTrouble(redis, redis.since && clock(redis.since))?.banner;
  }
}
