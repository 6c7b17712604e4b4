import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { applyEvents, isTouched, type LiveEvent } from "./live-changes";

const job = (id: string, task = "mail.send"): LiveEvent => ({
  type: "job",
  data: { id, state: "READY", queue: "mail", task },
});

function topicsOf(events: LiveEvent[], open: string[][] = []): string[] {
  const queryClient = new QueryClient();
  for (const key of open) queryClient.setQueryData(key, {});
  const topics = new Set<string>();
  applyEvents(queryClient, events, (topic) => topics.add(topic));
  return [...topics].toSorted();
}

it("a job makes its open page and the counts stale, and no page that is not open", () => {
  expect(topicsOf([job("a"), job("b")], [["jobs", "one", "a"]])).toEqual(["jobs one a", "queues"]);
});

it("the job of an import makes the imports stale", () => {
  const open = [["imports", "one", "a"]];
  expect(topicsOf([job("a", "nightshift.import")], open)).toEqual([
    "imports list",
    "imports one a",
    "queues",
  ]);
});

it("jobs that were skipped leave workers and status alone", () => {
  expect(topicsOf([{ type: "skipped", data: undefined }])).toEqual([
    "exports",
    "failures",
    "imports",
    "jobs one",
    "operations",
    "queues",
    "schedules",
  ]);
});

it("a job that failed makes the failure groups stale, another does not", () => {
  const failed: LiveEvent = {
    type: "job",
    data: { id: "a", state: "DEAD", queue: "mail", task: "mail.send" },
  };
  expect(topicsOf([failed])).toEqual(["failures", "queues"]);
  expect(topicsOf([job("a")])).toEqual(["queues"]);
});

it("an operation makes the list stale, and its own page if that is open", () => {
  const moved: LiveEvent = { type: "operation", data: { id: "a" } };
  expect(topicsOf([moved])).toEqual(["operations list"]);
  expect(topicsOf([moved], [["operations", "one", "a"]])).toEqual(["operations list", "operations one a"]);
});

it("a schedule makes the list stale, and its own page if that is open", () => {
  const fired: LiveEvent = { type: "schedule", data: { name: "nightly", change: "FIRED" } };
  const open = ["one", "next", "last"].map((part) => ["schedules", part, "nightly"]);
  expect(topicsOf([fired])).toEqual(["schedules list"]);
  expect(topicsOf([fired], open)).toEqual([
    "schedules last nightly",
    "schedules list",
    "schedules next nightly",
    "schedules one nightly",
  ]);
  expect(topicsOf([{ type: "schedule", data: undefined }])).toEqual([]);
});

it("a reset makes everything stale that events keep fresh", () => {
  expect(topicsOf([{ type: "reset", data: undefined }])).toContain("workers");
});

it("what is not understood is ignored", () => {
  expect(topicsOf([{ type: "job", data: undefined }])).toEqual([]);
});

it("a topic is the beginning of a key, or one query", () => {
  const query = { queryKey: ["jobs", "one", "a"], queryHash: "#" };
  expect(["jobs", "jobs one", "jobs one a", "#"].every((topic) => isTouched(topic, query))).toBe(true);
  expect(["queues", "jobs list", "jobs one b", "jobs one a x"].some((topic) => isTouched(topic, query))).toBe(
    false,
  );
});
