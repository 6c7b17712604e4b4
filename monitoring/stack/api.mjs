// Calls of the API.

/** Gives a function that calls the API and gives the JSON of the answer. An error of it has the `status`, if there was an answer. */
export const apiAt =
  (url, key) =>
  async (method, path, body, type = 'application/json') => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, ...(body && { 'Content-Type': type }) },
      body: body && (typeof body === 'string' ? body : JSON.stringify(body)),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok)
      throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text}`), { status: response.status });
    return type === 'application/json' && text ? JSON.parse(text) : text;
  };
