import { problemFrom, unreachable } from "./problem";

export const apiBase = "/api/v1";

export interface CallOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** JSON text, sent as it is: numbers keep the digits that were typed. */
  body?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** The only caller of fetch. Answers the body's text, or throws an ApiError. */
export async function callText(path: string, options: CallOptions = {}): Promise<string> {
  const { method = "GET", body, headers, signal } = options;
  let response: Response;
  let text: string;
  try {
    response = await fetch(apiBase + path, {
      method,
      body,
      signal,
      credentials: "same-origin",
      headers: {
        Accept: "application/json, application/problem+json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
    });
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreachable(cause);
  }
  if (!response.ok) {
    throw problemFrom(response.status, response.statusText, text, response.headers.get("Retry-After"));
  }
  return text;
}

export async function call<T>(path: string, options?: CallOptions): Promise<T> {
  const text = await callText(path, options);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
