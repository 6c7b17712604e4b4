import type { Session } from "@/lib/api/session";
import { call } from "@/lib/api-client";

export const signIn = (username: string, password: string) =>
  call<Session>("/session", { method: "POST", body: JSON.stringify({ username, password }) });
