import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../api-client";
import type { Schema } from "./schema";

export type Session = Schema<"Session">;

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => call<Session>("/session", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

const rolesWith: Record<"submit" | "operate", Session["role"][]> = {
  submit: ["submitter", "operator", "admin"],
  operate: ["operator", "admin"],
};
export type Permission = keyof typeof rolesWith;

/**
 * Why the user lacks the permission; undefined if they have it. The server decides; this only shows
 * it in advance.
 */
export function useRoleBlock(permission: Permission | undefined): string | undefined {
  const role = useQuery(sessionQuery).data?.role;
  if (permission === undefined || role === undefined || rolesWith[permission].includes(role))
    return undefined;
  return `Needs the role ${rolesWith[permission][0]}; yours is ${role}.`;
}

export const signOut = () => call<void>("/session", { method: "DELETE" });
