import { Box, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

interface Props {
  icon: IconName;
  title: string;
  children?: ReactNode;
}

export function EmptyState({ icon, title, children }: Props) {
  return (
    <Box ta="center" py={36} px="md" c="dimmed">
      <Icon name={icon} size={30} />
      <Text fw={600} mt={8} c="var(--mantine-color-text)">
        {title}
      </Text>
      {children && (
        <Text component="div" data-sentence mt={4} mx="auto" maw={620}>
          {children}
        </Text>
      )}
    </Box>
  );
}
