import { vi } from "vitest";

type Answer = { status?: number; body?: unknown };
type Handler = Answer | ((request: { body: string; query: URLSearchParams }) => Answer);

/** Answers fetch by "METHOD /path" below the API's base; what a test does not set up is 404. */
export function fakeServer() {
  const routes = new Map<string, Handler>(
    Object.entries({
      "GET /session": { body: { username: "admin", role: "admin" } },
      "GET /status": { body: { version: "1", redis: { state: "UP" } } },
      "GET /queues": { body: { items: [] } },
      "GET /workers": { body: { items: [] } },
      "GET /tasks": { body: { items: [] } },
      "GET /throughput": { body: { items: [] } },
      "GET /objectives": { body: { items: [], source: { state: "NOT_CONFIGURED" } } },
      "GET /jobs": { body: { items: [] } },
    }),
  );
  const calls: { call: string; body: string; headers: Headers }[] = [];

  vi.stubGlobal("fetch", async (input: string, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(input, "http://localhost");
    const call = `${init.method ?? "GET"} ${pathname.replace("/api/v1", "")}`;
    const request = { call, body: String(init.body ?? ""), headers: new Headers(init.headers) };
    calls.push(request);
    const handler = routes.get(call) ?? { status: 404, body: { title: "Not Found" } };
    const { status = 200, body } =
      typeof handler === "function" ? handler({ body: request.body, query: searchParams }) : handler;
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  });
  return {
    calls,
    on(call: string, handler: Handler) {
      routes.set(call, handler);
    },
    count: (call: string) => calls.filter((made) => made.call === call).length,
  };
}
