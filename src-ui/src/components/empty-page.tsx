import { EmptyState } from "./empty-state";

/** A later page of a list whose rows are gone. The list itself may have rows. */
export function EmptyPage({ things }: { things: string }) {
  return (
    <EmptyState icon="search" title="There is nothing left on this page">
      Its {things} were removed, or no longer match. Go back to the first page.
    </EmptyState>
  );
}
