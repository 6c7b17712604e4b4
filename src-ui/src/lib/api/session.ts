import { queryOptions } from "@tanstack/react-query";
import { call } from "../api-client";

export interface Session {
  username: string;
  role: string;
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => call<Session>("/session", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

export const signOut = () => call<void>("/session", { method: "DELETE" });
