import { Text } from "@mantine/core";
import { Fact, Facts } from "@/components/facts";
import { Panel } from "@/components/panel";
import type { Operation } from "@/lib/api/operation";
import { durationMillis, durationText } from "@/lib/time";
import { percentText } from "../api/operation-words";

interface Props {
  operation: Operation;
  canary: NonNullable<Operation["canary"]>;
}

/** How the jobs fare that were tried first. */
export function CanaryPanel({ operation, canary }: Props) {
  const { first, tried, succeeded, failed, retrying, ratio, stopAtFailureRatio, waitAtMost } = canary;
  return (
    <Panel title="Tried first">
      <Text mb="sm">
        {stopAtFailureRatio === 0
          ? "It stops if one of these jobs fails."
          : `It stops if more than ${percentText(stopAtFailureRatio)} of these jobs fail.`}{" "}
        {operation.phase === "waiting" &&
          `It waits for their end, at most ${durationText(durationMillis(waitAtMost))}.`}
      </Text>
      <Facts>
        <Fact name="Tried">{`${tried.toLocaleString("en")} of ${first.toLocaleString("en")}`}</Fact>
        <Fact name="Succeeded">{succeeded.toLocaleString("en")}</Fact>
        <Fact name="Failed for good">{failed.toLocaleString("en")}</Fact>
        {retrying > 0 && <Fact name="Failed, tried again later">{retrying.toLocaleString("en")}</Fact>}
        <Fact name="Failed share">{percentText(ratio)}</Fact>
      </Facts>
    </Panel>
  );
}
