import { Group, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import layout from "./layout.module.css";
import { LongText } from "./long-text";
import { Panel } from "./panel";

interface Props {
  title: string;
  /** The title of the tab, without the name of the program. */
  tabTitle: string;
  /** What the badge says, such as "State of the job". */
  badgeLabel: string;
  badge: ReactNode;
  id?: string;
  /** What happens next, and more about the thing. */
  children: ReactNode;
  buttons: ReactNode;
  failure?: { type: string; message?: string };
}

/** The head of the page of one thing: what it is, its state, what happens next, and what can be done. */
export function DetailHead({ title, tabTitle, badgeLabel, badge, id, children, buttons, failure }: Props) {
  useEffect(() => {
    document.title = `${tabTitle} · Nightshift`;
  }, [tabTitle]);
  return (
    <Panel>
      <div className={layout.head}>
        <div className={layout.headMain}>
          <Group gap="sm" align="center">
            <Title order={1} fz={21} style={{ overflowWrap: "anywhere" }}>
              {title}
            </Title>
            <span role="status" aria-label={badgeLabel}>
              {badge}
            </span>
          </Group>
          {id && (
            <Text c="dimmed" fz="sm" className="ns-mono" mt={3} style={{ overflowWrap: "anywhere" }}>
              {id}
            </Text>
          )}
          {children}
        </div>
        <Group gap="xs">{buttons}</Group>
      </div>
      {failure && (
        <div className={layout.failure}>
          <code>{failure.type}</code> <LongText text={failure.message ?? ""} />
        </div>
      )}
    </Panel>
  );
}
