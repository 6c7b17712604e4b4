import type { Session } from "@/lib/api/session";
import { call } from "@/lib/api-client";
import { ApiError, asApiError } from "@/lib/problem";

export const signIn = (username: string, password: string) =>
  call<Session>("/session", { method: "POST", body: JSON.stringify({ username, password }) });

/** The same problem in the words of the form. */
export function signInProblem(error: unknown): ApiError {
  const problem = asApiError(error);
  const { status, retryAfterSeconds } = problem;
  if (status === 401) return new ApiError(status, "The user name or the password is wrong", "");
  if (status === 429) return new ApiError(status, "Too many attempts to sign in", "", [], retryAfterSeconds);
  return problem;
}
