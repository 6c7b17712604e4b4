import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Schema } from "@/lib/api/schema";
import { useRoleBlock } from "@/lib/api/session";
import { type ArgsDraft, draftArgs } from "@/lib/args-draft";
import type { Field } from "@/lib/args-fields";
import { asApiError, type FieldProblem, type Problems, sortByField } from "@/lib/problem";
import { previewQuery } from "./preview";
import { hasTiming, requestText, type ScheduleRequest, timingPointers } from "./schedule-request";

export interface Preview {
  /** What the schedule would do. Missing until the server has answered. */
  data?: Schema<"SchedulePreview">;
  /** Whether the data belongs to earlier contents of the form. */
  isOld: boolean;
  timingProblems: Problems;
  /** What else keeps the server from an answer. */
  others: FieldProblem[];
  error?: unknown;
  /** Why nothing was asked. */
  reason?: string;
}

/** How long somebody has to stop typing. */
const pauseMillis = 400;

/** Asks the server what the schedule in the form would do, whenever the typing stops. */
export function usePreview(request: ScheduleRequest, args: ArgsDraft, fields: Field[]): Preview {
  const typed = useMemo(() => ({ request, args }), [request, args]);
  const [settled] = useDebouncedValue(typed, pauseMillis);
  const blocked = useRoleBlock("operate");
  const { body, problems } = useMemo(() => {
    const written = draftArgs(settled.args, fields);
    const { text, problems: wrong } = requestText(settled.request, written.text);
    return { body: text, problems: { ...written.problems, ...wrong } };
  }, [settled, fields]);

  const isWrong = Object.keys(problems).length > 0;
  const empty = hasTiming(settled.request) ? undefined : emptyTexts[settled.request.timing];
  const reason = blocked ?? empty ?? (isWrong ? "Some fields need a correction first." : undefined);
  const asked = useQuery({
    ...previewQuery(settled.request.name, body),
    enabled: reason === undefined,
  });

  const typedProblems = Object.fromEntries(
    Object.entries(problems).filter(([pointer]) => timingPointers.includes(pointer)),
  );
  if (reason !== undefined) return { isOld: false, timingProblems: typedProblems, others: [], reason };
  const refused = asked.error ? asApiError(asked.error) : undefined;
  const { byField, others } = sortByField(refused?.errors ?? [], (pointer) =>
    timingPointers.includes(pointer) ? pointer : undefined,
  );
  return {
    data: refused ? undefined : asked.data,
    isOld: asked.isPlaceholderData || settled !== typed,
    timingProblems: byField,
    others,
    error: refused && refused.errors.length === 0 ? refused : undefined,
  };
}

const emptyTexts = {
  cron: "Type a cron expression to see when it runs.",
  every: "Type a duration to see when it runs.",
};
