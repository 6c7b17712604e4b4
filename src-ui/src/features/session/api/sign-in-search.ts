import * as z from "zod/mini";

export const signInSearchSchema = z.object({ to: z.optional(z.string()) });

/** Where to go after signing in. Only a path of this console: `//host` and `/\host` would lead away from it. */
export function safeTarget(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])/.test(to) && !to.startsWith("/sign-in") ? to : "/";
}
