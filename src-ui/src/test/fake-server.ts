import { vi } from "vitest";
import type { Schema } from "@/lib/api/schema";
import type { paths } from "@/lib/api/schema.gen";

/** A test sets only what matters to it, and a state in a variable is a string to TypeScript. */
type Some<T> = T extends string
  ? string
  : T extends (infer Item)[]
    ? Some<Item>[]
    : T extends object
      ? { [Name in keyof T]?: Some<T[Name]> }
      : T;

type JsonOf<Response> = Response extends { content: { "application/json": infer Body } } ? Body : never;
type AnswersOf<Call> = Call extends { responses: infer All }
  ? JsonOf<All[keyof All & (200 | 201 | 202)]>
  : never;

/** A path of the document, as a test names it: `/jobs/{id}` is `/jobs/` and any text. */
type Named<Path> = Path extends `${infer Head}{${string}}${infer Tail}`
  ? `${Head}${string}${Named<Tail>}`
  : Path;
type PathsFor<Path extends string> = {
  [Known in keyof paths]: `/api/v1${Path}` extends Named<Known> ? Known : never;
}[keyof paths];

/** What the API answers to "METHOD /path"; anything where the path is put together by the test. */
type BodyOf<Name extends string> = string extends Name
  ? unknown
  : Name extends `${infer Method} ${infer Path}`
    ? Some<
        AnswersOf<paths[PathsFor<Path>][Lowercase<Method> & keyof paths[PathsFor<Path>]]> | Schema<"Problem">
      >
    : never;

/** `hangs`: no answer comes. */
type Answer<Body = unknown> = { status?: number; body?: Body; hangs?: boolean };
type Handler<Body = unknown> =
  | Answer<Body>
  | ((request: { body: string; query: URLSearchParams }) => Answer<Body>);

interface Call {
  call: string;
  query: URLSearchParams;
  body: string;
  headers: Headers;
  /** What was uploaded. */
  file?: Blob;
}

/** Answers fetch and uploads by "METHOD /path" below the API's base; what a test does not set up is 404. */
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
      "GET /schedules": { body: { items: [] } },
      "GET /destinations": { body: { items: [] } },
      "GET /imports": { body: { items: [] } },
      "GET /exports": { body: { items: [] } },
      "GET /failures": { body: { items: [] } },
      "GET /operations": { body: { items: [] } },
    }),
  );
  const calls: Call[] = [];

  function answer(method: string, address: string, more: Pick<Call, "body" | "headers" | "file">): Answer {
    const { pathname, searchParams } = new URL(address, "http://localhost");
    const call = `${method} ${pathname.replace("/api/v1", "")}`;
    calls.push({ call, query: searchParams, ...more });
    const handler = routes.get(call) ?? { status: 404, body: { title: "Not Found" } };
    return typeof handler === "function" ? handler({ body: more.body, query: searchParams }) : handler;
  }

  vi.stubGlobal("fetch", async (input: string, init: RequestInit = {}) => {
    const more = { body: String(init.body ?? ""), headers: new Headers(init.headers) };
    const { status = 200, body } = answer(init.method ?? "GET", input, more);
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  });

  vi.stubGlobal(
    "XMLHttpRequest",
    class {
      upload: { onprogress?: (event: { loaded: number }) => void } = {};
      onload?: () => void;
      onabort?: () => void;
      status = 0;
      statusText = "";
      responseText = "";
      private method = "";
      private address = "";
      private headers = new Headers();

      open(method: string, address: string) {
        this.method = method;
        this.address = address;
      }
      setRequestHeader(name: string, value: string) {
        this.headers.set(name, value);
      }
      getResponseHeader() {
        return null;
      }
      abort() {
        this.onabort?.();
      }
      send(file: Blob) {
        const { headers } = this;
        const { status = 200, body, hangs } = answer(this.method, this.address, { body: "", headers, file });
        queueMicrotask(() => {
          this.upload.onprogress?.({ loaded: hangs ? file.size / 2 : file.size });
          if (hangs) return;
          this.status = status;
          this.responseText = JSON.stringify(body);
          this.onload?.();
        });
      }
    },
  );

  return {
    calls,
    on<Name extends string>(call: Name, handler: Handler<BodyOf<Name>>) {
      routes.set(call, handler);
    },
    count: (call: string) => calls.filter((made) => made.call === call).length,
    last: (call: string) => calls.findLast((made) => made.call === call),
  };
}
