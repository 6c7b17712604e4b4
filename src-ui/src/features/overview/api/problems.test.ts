import { expect, it } from "vitest";
import { failureWith, queueWith, workerWith } from "@/test/answers";
import { roundTop } from "./chart-scale";
import { findProblems } from "./problems";

const since = "2026-11-24T14:00:00Z";

it("finds nothing when all is well, or nothing is known", () => {
  expect(findProblems({})).toEqual([]);
  expect(
    findProblems({
      queues: [queueWith({ oldestReadyAge: "PT3S" })],
      workers: [workerWith({ id: "a", state: "LIVE" })],
    }),
  ).toEqual([]);
});

it("names what needs attention, worst first, with links that survive a reload", () => {
  const problems = findProblems({
    queues: [
      queueWith({ paused: true, counts: { READY: 2, DEAD: 1 } }),
      queueWith({ name: "a b", counts: { DEAD: 2 }, oldestReadyAge: "PT2M" }),
    ],
    workers: [workerWith({ id: "w1", state: "LOST" })],
    status: {
      redis: { state: "AWAY" },
      degraded: [
        { what: "redis", since, detail: "It does not answer." },
        { what: "redis-data", since, detail: "Redis came back empty." },
        { what: "disk", since, detail: "It is full." },
      ],
    },
  });
  expect(problems.map(({ text, href }) => [text, href])).toEqual([
    ["Redis is unreachable", undefined],
    ["Redis lost data", "/runbooks#redisdatalost"],
    ["Degraded: disk", undefined],
    ["No worker is live: jobs wait", "/workers"],
    ["Worker w1 is lost", "/workers"],
    ["3 dead jobs", "/jobs?state=DEAD"],
    ["Queue mail is paused", "/queues"],
    ["Queue a b is behind", "/jobs?queue=a%20b&state=READY"],
  ]);
});

it("names new and growing causes one by one, and the other causes together", () => {
  const now = new Date("2026-11-24T15:00:00Z");
  const old = "2026-10-01T00:00:00Z";
  const muted = { reason: "known", until: since, since, by: "admin" };
  const failures = [
    failureWith({ fingerprint: "new", title: "Fresh", dead: 5_000, retrying: 2, firstSeen: since }),
    failureWith({ fingerprint: "muted", title: "Muted", dead: 7, firstSeen: since, muted }),
    failureWith({ fingerprint: "waits", title: "Waits", retrying: 4, firstSeen: since }),
    failureWith({ fingerprint: "old", title: "Stale", dead: 3, firstSeen: old }),
    failureWith({ fingerprint: "healed", title: "Healed", firstSeen: since }),
  ];
  const queues = [queueWith({ counts: { DEAD: 5_010 } })];
  const problems = findProblems({ failures, queues, now });
  expect(problems.map(({ text, detail, severity, href }) => [text, detail, severity, href])).toEqual([
    ["Fresh", "5,000 dead, 2 retrying · new, first seen 1 h ago", "error", "/failures/new"],
    ["Waits", "4 retrying · new, first seen 1 h ago", "warning", "/failures/waits"],
    ["3 dead jobs of 1 other cause", "Stale", "error", "/failures?state=DEAD"],
  ]);
  expect(problems.map(({ group }) => group?.fingerprint)).toEqual(["new", "waits", undefined]);

  const many = Array.from({ length: 8 }, (_, at) =>
    failureWith({ fingerprint: `${at}`, title: `Cause ${at}`, dead: 2, firstSeen: since }),
  );
  expect(findProblems({ failures: many, now }).at(-1)?.text).toBe("6 dead jobs of 3 other causes");
});

it("names each state of Redis as it is", () => {
  const texts = (["REFUSES_WRITES", "LOADING", "HUNG", "AWAY", "UP"] as const).map((state) =>
    findProblems({ status: { redis: { state } } }).map(({ text }) => text),
  );
  expect(texts).toEqual([
    ["Redis refuses writes"],
    ["Redis is loading its data"],
    ["Redis does not answer"],
    ["Redis is unreachable"],
    [],
  ]);
});

it("rounds the top of the chart up", () => {
  expect([0, 5, 6, 99, 100, 101, 1_234].map(roundTop)).toEqual([5, 5, 10, 100, 100, 200, 2_000]);
});
