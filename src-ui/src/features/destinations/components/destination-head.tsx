import { Group, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect } from "react";
import { Icon } from "@/components/icon";
import layout from "@/components/layout.module.css";
import { Panel } from "@/components/panel";
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
  useEffect(() => {
    document.title = `Destination ${host} · Nightshift`;
  }, [host]);

  return (
    <Panel>
      <div className={layout.head}>
        <div className={layout.headMain}>
          <Group gap="sm" align="center">
            <Title order={1} fz={21} style={{ overflowWrap: "anywhere" }}>
              {host}
            </Title>
            <span role="status" aria-label="State of the breaker">
              <BreakerBadge state={state} variant="large" />
            </span>
          </Group>
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
        </div>
        <Group gap="xs">
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
        </Group>
      </div>
      <OpenDialog host={host} opened={opened} onClose={dialog.close} />
    </Panel>
  );
}
