import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";

export function NotFoundPage() {
  return (
    <>
      <PageHeader title="Page not found" />
      <EmptyState icon="search" title="There is no such page in the console">
        The link may be incomplete.{" "}
        <Anchor component={Link} to="/" underline="always">
          Go to the overview
        </Anchor>
      </EmptyState>
    </>
  );
}
