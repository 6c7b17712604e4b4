import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";
import { type FailuresSearch, isFiltered } from "../api/failures-search";

export function FailuresEmpty({ search }: { search: FailuresSearch }) {
  if (!isFiltered(search)) {
    return (
      <EmptyState icon="check" title="No failures to look at">
        Jobs that fail appear here, put together by their cause. Groups that are muted are listed if you
        choose “Muted”.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="filter" title="No failures match">
      No cause of failures has such jobs at the moment.
      <Group justify="center" mt="sm">
        <Button component={Link} to="/failures" size="xs" variant="default">
          Clear filters
        </Button>
      </Group>
    </EmptyState>
  );
}
