import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Panel } from "@/components/panel";
import type { FailureGroup } from "@/lib/api/failure";
import { countText } from "@/lib/count";
import { commonText, traitFilter, traitText } from "../api/common-words";
import classes from "./failures.module.css";

/** What stands out among the jobs that failed. A group in which nothing stands out has no such panel. */
export function CommonPanel({ common }: { common: NonNullable<FailureGroup["common"]> }) {
  return (
    <Panel title="What these have in common">
      <ul className={classes.common}>
        {common.items.map((item) => {
          const { text, compared } = commonText(item);
          const filter = traitFilter(item.trait);
          return (
            <li key={JSON.stringify(item.trait)}>
              <b>{text}</b>
              <Shares failed={item.share} succeeded={item.successShare} />
              <Text fz="sm" c="dimmed" component="div" data-sentence mt={2}>
                {compared}
                {item.also.length > 0 && ` Almost the same jobs ${item.also.map(traitText).join(", and ")}.`}{" "}
                {filter && (
                  <Link to="/jobs" search={{ filter }} className="ns-link">
                    All such jobs
                  </Link>
                )}
              </Text>
            </li>
          );
        })}
      </ul>
      <Text fz="sm" c="dimmed" mt="md">
        {`Compared: ${countText(common.failed, "job")} of this group and ${common.succeeded.toLocaleString("en")} of the same task and time that succeeded. A suggestion where to look, not a proof.`}
      </Text>
    </Panel>
  );
}

/** Decoration: the sentences around it have the numbers. */
function Shares({ failed, succeeded }: { failed: number; succeeded: number }) {
  const bar = (share: number, isFailed: boolean) => (
    <span className={classes.track}>
      <span data-failed={isFailed || undefined} style={{ width: `${share * 100}%` }} />
    </span>
  );
  return (
    <div className={classes.shares} aria-hidden="true">
      <span>failed</span>
      {bar(failed, true)}
      <span>{Math.round(failed * 100)}%</span>
      <span>succeeded</span>
      {bar(succeeded, false)}
      <span>{Math.round(succeeded * 100)}%</span>
    </div>
  );
}
