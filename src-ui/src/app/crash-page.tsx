import { Box } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { ErrorBox } from "@/components/error-box";

/** A page that threw: the frame stays, the page can be tried again. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  return (
    <Box p="md">
      <ErrorBox error={error} onRetry={reset} />
    </Box>
  );
}
