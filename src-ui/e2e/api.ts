import { expect } from "@playwright/test";

export const server = process.env.NIGHTSHIFT_URL ?? "http://localhost:9080";
export const key = process.env.NIGHTSHIFT_ADMIN_KEY ?? "only-for-tests-0123456789";

/** A call of the API as a program makes it; it must succeed. */
export async function call(path: string, method = "GET", body?: string, type = "application/json") {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": type };
  const answer = await fetch(`${server}/api/v1${path}`, { method, headers, body });
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  return answer;
}
