import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Schema } from "@/lib/api/schema";
import { call, callText } from "@/lib/api-client";
import { notifyDone, notifyProblem } from "@/lib/notify";
import { ApiError, asApiError } from "@/lib/problem";
import { scheduleFromText, schedulePath, scheduleQuery } from "./schedule";

export function useSwitchSchedule(name: string, action: "pause" | "resume") {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => callText(`${schedulePath(name)}:${action}`, { method: "POST" }).then(scheduleFromText),
    onSuccess: (schedule) => {
      queryClient.setQueryData(scheduleQuery(name).queryKey, schedule);
      notifyDone(
        action === "pause"
          ? `Schedule ${name} is paused; its jobs continue.`
          : `Schedule ${name} is resumed.`,
      );
    },
    onError: (error) => notifyProblem(`Schedule ${name} was not ${action}d`, error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["schedules"] }),
  });
}

export function useRunSchedule(name: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call<Schema<"ManualRun">>(`${schedulePath(name)}:run`, { method: "POST" }),
    onSuccess: () => {
      notifyDone(`The job of schedule ${name} is submitted.`);
      void queryClient.invalidateQueries({ queryKey: ["jobs", "list"] });
    },
    onError: (error) => notifyProblem(`Schedule ${name} was not run`, error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["schedules"] }),
  });
}

/** Answers the schedule if the rule of the code is in force again, and undefined if it is gone. */
export function useDeleteSchedule(name: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const text = await callText(schedulePath(name), { method: "DELETE" });
      return text === "" ? undefined : scheduleFromText(text);
    },
    onSuccess: (schedule) => {
      if (schedule) queryClient.setQueryData(scheduleQuery(name).queryKey, schedule);
      notifyDone(
        schedule ? `The rule of the code applies to schedule ${name} again.` : `Schedule ${name} is deleted.`,
      );
    },
    onError: (error) => notifyProblem(`Schedule ${name} was not deleted`, error),
  });
}

interface Save {
  name: string;
  body: string;
  /** Whether the name must be free. */
  fresh: boolean;
}

export function useSaveSchedule() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, body, fresh }: Save) => {
      if (fresh) await refuseTaken(name);
      return scheduleFromText(await callText(schedulePath(name), { method: "PUT", body }));
    },
    onSuccess: (schedule) => {
      queryClient.setQueryData(scheduleQuery(schedule.name).queryKey, schedule);
      void queryClient.invalidateQueries({ queryKey: ["schedules"] });
    },
  });
}

/** A PUT would replace the rule of a schedule that somebody else has made. */
async function refuseTaken(name: string) {
  try {
    await callText(schedulePath(name));
  } catch (error) {
    if (asApiError(error).status === 404) return;
    throw error;
  }
  throw new ApiError(409, "The name is taken", "", [
    {
      pointer: "name",
      detail: "is the name of another schedule; choose a different one, or edit that schedule",
    },
  ]);
}
