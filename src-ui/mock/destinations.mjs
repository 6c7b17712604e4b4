// Destinations of the stand-in: in memory, with breakers that only people open and close.

const MINUTE = 60_000;

export function createDestinations({ Problem, millis, now }) {
  const kept = new Map();
  const later = (time) => new Date(Date.now() + time).toISOString();
  const quiet = { state: "CLOSED", waiting: 0, calls: 0, failures: 0 };
  const known = (host) => kept.get(host) ?? { host, ...quiet };

  function seedDestinations() {
    const lastCallAt = now();
    const limits = { concurrency: 20, rateLimit: { permits: 100, per: "PT1S" } };
    const sources = { "/concurrency": "API", "/rateLimit": "SETTINGS" };
    for (const destination of [
      { host: "hooks.example.com", calls: 412, failures: 3, lastCallAt, ...limits, running: 4, sources },
      {
        host: "api.example.com:8443",
        state: "OPEN",
        since: later(-8_000),
        until: later(MINUTE),
        cause: "FAILURES",
        waiting: 1_250,
        calls: 40,
        failures: 31,
        lastCallAt,
      },
      {
        host: "crm.example.com",
        state: "CLOSED",
        since: later(-20_000),
        waiting: 310,
        calls: 90,
        lastCallAt,
        recovery: { permitsPerSecond: 12.5, until: later(MINUTE) },
      },
      {
        host: "[2001:db8::7]:9001",
        state: "HALF_OPEN",
        since: now(),
        cause: "BUSY",
        waiting: 12,
        calls: 2,
        failures: 2,
      },
    ])
      kept.set(destination.host, { ...quiet, ...destination });
  }

  function limited(destination, { concurrency, rateLimit, ...others }) {
    const [unknown] = Object.keys(others);
    const errors = unknown ? [{ pointer: `/${unknown}`, detail: "is not a field that this call knows" }] : [];
    if (concurrency !== undefined && concurrency !== null && !(concurrency >= 1 && concurrency <= 100_000))
      errors.push({ pointer: "/concurrency", detail: "must be from 1 to 100000" });
    if (rateLimit && !rateLimit.permits)
      errors.push({ pointer: "/rateLimit/permits", detail: "is required in a rate limit" });
    if (rateLimit && !rateLimit.per)
      errors.push({ pointer: "/rateLimit/per", detail: "is required in a rate limit" });
    if (errors.length > 0)
      throw new Problem(422, `The limits were not changed: ${errors.length} wrong.`, errors);
    const changed = { ...destination, concurrency, rateLimit };
    for (const name of ["concurrency", "rateLimit"]) if (!changed[name]) delete changed[name];
    changed.running = changed.concurrency && 0;
    changed.sources = {
      ...(changed.concurrency && { "/concurrency": "API" }),
      ...(changed.rateLimit && { "/rateLimit": "API" }),
    };
    return changed;
  }

  function opened(destination, body) {
    const { for: time } = JSON.parse(body || "{}");
    if (time !== undefined && !(millis(time) >= 1_000))
      throw new Problem(422, "The breaker was not opened: 1 field is wrong.", [
        { pointer: "/for", detail: "must be from PT1S to P30D; leave it out to open it without an end" },
      ]);
    const { recovery, ...rest } = destination;
    const until = time && later(millis(time));
    return { ...rest, state: "OPEN", since: now(), until, cause: "MANUAL", openedBy: "admin" };
  }

  function closed({ until, cause, openedBy, ...destination }) {
    return { ...destination, state: "CLOSED", since: now(), waiting: 0 };
  }

  /** Answers `[status, json]` for a call of destinations, and undefined for others. */
  function answer({ method, path, query, body }) {
    if (path === "/destinations") {
      const state = query.get("state");
      const after = query.get("pageToken") ?? "";
      const found = [...kept.values()]
        .filter((each) => each.host > after && (!state || each.state === state))
        .sort((a, b) => (a.host < b.host ? -1 : 1));
      const items = found.slice(0, 50);
      return [200, { items, nextPageToken: found.length > 50 ? items.at(-1).host : undefined }];
    }
    const [, encoded, action] = /^\/destinations\/([^/]+?)(:open|:close)?$/.exec(path) ?? [];
    if (encoded === undefined) return undefined;
    const host = decodeURIComponent(encoded);
    if (!/^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:[1-9]\d{0,4})?$/.test(host))
      throw new Problem(400, "The request cannot be understood.", [
        {
          pointer: "host",
          detail: "in the path must be a host in lower case, with :port unless that is 80 or 443",
        },
      ]);
    if (method === "PATCH") kept.set(host, limited(known(host), JSON.parse(body)));
    if (action === ":open") kept.set(host, opened(known(host), body));
    if (action === ":close") kept.set(host, closed(known(host)));
    return [200, known(host)];
  }

  return { answer, seedDestinations };
}
