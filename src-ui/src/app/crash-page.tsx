import { Box } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { ErrorBox } from "@/components/error-box";

/** Shown when a page throws: the frame stays, and the user can load the page again. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  return (
    <Box p="md">
      <ErrorBox error={error} onRetry={reset} />
    </Box>
  );
}
