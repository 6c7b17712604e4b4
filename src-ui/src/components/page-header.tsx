import { Group, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

interface Props {
  title: string;
  about?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, about, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · Nightshift`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <div>
        <Title order={1} fz={22}>
          {title}
        </Title>
        {about && (
          <Text c="dimmed" component="div" mt={2}>
            {about}
          </Text>
        )}
      </div>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
