import { Box, Skeleton, Stack } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useWriteBlock } from "@/lib/api/status";
import { ErrorBox } from "./error-box";
import classes from "./panel.module.css";

interface PanelProps {
  title?: string;
  actions?: ReactNode;
  /** Tables reach to the border. */
  flush?: boolean;
  children: ReactNode;
}

export function Panel({ title, actions, flush, children }: PanelProps) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={title ? id : undefined}>
      {(title || actions) && (
        <div className={classes.head}>
          {title && (
            <h2 id={id} className={classes.title} style={{ margin: 0 }}>
              {title}
            </h2>
          )}
          {actions}
        </div>
      )}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}

export interface Loaded<T> {
  data: T | undefined;
  error: unknown;
  isPlaceholderData?: boolean;
  refetch: () => unknown;
}

interface LoadedProps<T> {
  query: Loaded<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}

/** Loading, failed, failed with older data, or loaded: the same look in every panel. */
export function LoadedContent<T>({ query, rows = 4, children }: LoadedProps<T>) {
  const { data, error, refetch } = query;
  // The banner reports the failure once for all panels; here it is enough to dim old data.
  const explained = useWriteBlock() !== undefined;
  if (data === undefined) {
    if (error) {
      return (
        <Box p="xs">
          <ErrorBox error={error} onRetry={() => void refetch()} />
        </Box>
      );
    }
    return <LoadingRows rows={rows} />;
  }
  return (
    <>
      {Boolean(error) && !explained && (
        <Box px="xs" pb="xs">
          <ErrorBox error={error} onRetry={() => void refetch()} />
        </Box>
      )}
      <div className={error || query.isPlaceholderData ? "ns-dimmed-data" : undefined}>{children(data)}</div>
    </>
  );
}

export function LoadingRows({ rows }: { rows: number }) {
  return (
    <Stack gap={10} p="sm" className={classes.late} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Skeleton key={row} height={18} width={`${92 - ((row * 17) % 30)}%`} />
      ))}
    </Stack>
  );
}
