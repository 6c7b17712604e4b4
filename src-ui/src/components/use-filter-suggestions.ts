import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { facetsQuery } from "@/lib/api/facets";
import { queuesQuery } from "@/lib/api/queue";
import { tasksQuery } from "@/lib/api/task";
import { type Suggestion, suggestions } from "@/lib/filter-suggestions";
import { knownValues, wantedFacets } from "@/lib/filter-values";

const pauseMillis = 200;

/** What can stand at the caret, with the numbers of jobs that the rest of the filter leaves. */
export function useFilterSuggestions(text: string, caret: number, opened: boolean): Suggestion[] {
  const queues = useQuery(queuesQuery);
  const tasks = useQuery(tasksQuery);
  const wanted = useMemo(() => (opened ? wantedFacets(text, caret) : undefined), [text, caret, opened]);
  const [settled] = useDebouncedValue(wanted, pauseMillis);
  const others = settled?.others;
  const facets = useQuery({
    ...facetsQuery(settled?.filter ?? ""),
    enabled: settled !== undefined,
    meta: { others },
    // While a tag is typed, the tags found before stay. Numbers for other terms would be wrong.
    placeholderData: (before, query) => (query?.meta?.others === others ? before : undefined),
  });
  const counted = wanted !== undefined && wanted.others === others ? facets.data : undefined;
  return suggestions(
    text,
    caret,
    knownValues(
      {
        queue: queues.data?.map(({ name }) => name) ?? [],
        task: tasks.data?.map(({ name }) => name) ?? [],
      },
      counted,
    ),
  );
}
