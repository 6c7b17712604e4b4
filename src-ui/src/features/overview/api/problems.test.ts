import { expect, it } from "vitest";
import { queueWith, workerWith } from "@/test/answers";
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
