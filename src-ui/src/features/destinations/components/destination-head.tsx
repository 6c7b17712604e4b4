import { Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { DetailHead } from "@/components/detail-head";
import { Icon } from "@/components/icon";
import layout from "@/components/layout.module.css";
import { BreakerBadge } from "@/components/state-badge";
import { TimeText } from "@/components/time-text";
import { WriteButton } from "@/components/write-button";
import type { Destination } from "@/lib/api/destination";
import { useNow } from "@/lib/now";
import { causeText, nextText } from "../api/breaker-text";
import { useCloseBreaker } from "../api/destination-actions";
import { OpenDialog } from "./open-dialog";

export function DestinationHead({ destination }: { destination: Destination }) {
  const { host, state, since } = destination;
  const now = useNow();
  const [opened, dialog] = useDisclosure(false);
  const close = useCloseBreaker(host);
  const cause = causeText(destination);

  return (
    <>
      <DetailHead
        title={host}
        tabTitle={`Destination ${host}`}
        badgeLabel="State of the breaker"
        badge={<BreakerBadge state={state} variant="large" />}
        buttons={
          <>
            {state !== "CLOSED" && (
              <WriteButton
                size="sm"
                needs="operate"
                loading={close.isPending}
                leftSection={<Icon name="check" size={15} />}
                onClick={() => close.mutate()}
              >
                Close breaker
              </WriteButton>
            )}
            <WriteButton
              size="sm"
              variant="default"
              needs="operate"
              leftSection={<Icon name="pause" size={15} />}
              onClick={dialog.open}
            >
              {state === "CLOSED" ? "Open breaker" : "Keep open"}
            </WriteButton>
          </>
        }
      >
        <Text className={layout.next}>{nextText(destination, now)}</Text>
        {cause && (
          <Text c="dimmed" fz="sm" component="div" data-sentence mt={3}>
            Why it is not closed: {cause}
            {since && (
              <>
                {" · "}
                <TimeText value={since} />
              </>
            )}
          </Text>
        )}
      </DetailHead>
      <OpenDialog host={host} opened={opened} onClose={dialog.close} />
    </>
  );
}
