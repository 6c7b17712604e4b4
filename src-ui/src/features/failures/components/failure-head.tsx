import { Text } from "@mantine/core";
import { DetailHead } from "@/components/detail-head";
import layout from "@/components/layout.module.css";
import { MuteButton } from "@/components/mute-button";
import { OperationLink } from "@/components/operation-link";
import { FailureBadge } from "@/components/state-badge";
import { TimeText } from "@/components/time-text";
import { type FailureGroup, replayOf, statesText } from "@/lib/api/failure";
import { countText } from "@/lib/count";

export function FailureHead({ group }: { group: FailureGroup }) {
  const { fingerprint, title, type, message, count, muted, lastSeen } = group;
  return (
    <DetailHead
      title={title}
      tabTitle={title}
      badgeLabel="State of the failure group"
      badge={<FailureBadge group={group} variant="large" />}
      id={fingerprint}
      failure={{ type, message }}
      buttons={
        <>
          {count > 0 && (
            <OperationLink search={replayOf(group)} size="sm" icon="refresh">
              Replay
            </OperationLink>
          )}
          <MuteButton group={group} size="sm" />
        </>
      }
    >
      <Text className={layout.next} component="div" data-sentence>
        {count === 0
          ? "No job is in this group now: all were sent again, were removed, or have succeeded since."
          : `${countText(count, "job")} in this group now: ${statesText(group)}.`}{" "}
        Last seen <TimeText value={lastSeen} />.
      </Text>
      {muted && (
        <Text c="dimmed" component="div" data-sentence mt={3}>
          Muted by {muted.by} until <TimeText value={muted.until} />: {muted.reason}
        </Text>
      )}
    </DetailHead>
  );
}
