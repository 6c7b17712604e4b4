import { describe, expect, it } from "vitest";
import type { JobState, JobSummary } from "@/lib/api/job";
import type { JobFilter } from "./job-search";
import type { JobsPage } from "./jobs-page-query";
import { applyChanges, createdMillis, type JobChange } from "./list-changes";

const job = (id: string, more: Partial<JobSummary> = {}) =>
  ({ id, task: "mail.send", queue: "mail", state: "READY", ...more }) as JobSummary;
const page = (more: Partial<JobsPage> = {}): JobsPage => ({
  items: [job("05"), job("03")],
  nextPageToken: "more",
  incomplete: false,
  newer: new Set(),
  newerMore: false,
  ...more,
});
const change = (id: string, state: JobState = "READY", more: Partial<JobChange> = {}): JobChange => ({
  id,
  state,
  queue: "mail",
  task: "mail.send",
  ...more,
});
const apply = (changes: JobChange[], filter: JobFilter = {}, first = true, before = page()) =>
  applyChanges(before, changes, filter, first);

describe("a change of a job", () => {
  it("on the page shows its new state at once, without what belonged to the old one", () => {
    const before = page({ items: [job("05", { state: "RETRYING", dueAt: "2026-11-24T14:00:00Z" })] });
    const { page: after, stale } = apply([change("05", "RUNNING")], {}, true, before);
    expect(after.items).toEqual([job("05", { state: "RUNNING" })]);
    expect(stale).toBe(true);
  });

  it("after the first row is counted, once, and the list is not asked for", () => {
    const { page: after, stale } = apply([change("07"), change("08"), change("07", "RUNNING")]);
    expect([...after.newer]).toEqual(["07", "08"]);
    expect(after.items.map(({ id }) => id)).toEqual(["05", "03"]);
    expect(stale).toBe(false);
  });

  it("is no longer counted when it has left the filter", () => {
    const ready: JobFilter = { state: ["READY"] };
    const { page: after } = apply([change("07"), change("08"), change("07", "RUNNING")], ready);
    expect([...after.newer]).toEqual(["08"]);
  });

  it.each<[string, JobFilter]>([
    ["state", { state: ["DEAD", "RETRYING"] }],
    ["queue", { queue: "other" }],
    ["task", { task: "other" }],
  ])("in another %s does not concern the list", (_, filter) => {
    const { page: after, stale } = apply([change("07"), change("04"), change("01")], filter);
    expect([after.newer.size, stale]).toEqual([0, false]);
  });

  it("between the rows makes the list stale: a job became dead that was created earlier", () => {
    const dead: JobFilter = { state: ["DEAD"] };
    expect(apply([change("04", "DEAD")], dead).stale).toBe(true);
  });

  it("below the last row concerns a later page, if there is one", () => {
    expect(apply([change("01")]).stale).toBe(false);
    expect(apply([change("01")], {}, true, page({ nextPageToken: undefined })).stale).toBe(true);
  });

  it("makes an empty list stale", () => {
    expect(apply([change("01")], {}, true, page({ items: [], nextPageToken: undefined })).stale).toBe(true);
  });

  it("may concern a search for text or a tag: events know neither", () => {
    for (const filter of [{ q: "timeout" }, { tag: "tenant=7" }]) {
      const { page: after, stale } = apply([change("07")], filter);
      expect([after.newer.size, stale]).toEqual([0, true]);
    }
  });

  it("that is newer does not concern later pages", () => {
    const { page: after, stale } = apply([change("07")], {}, false);
    expect([after.newer.size, stale]).toEqual([0, false]);
  });

  it("outside of the filter's time does not concern the list", () => {
    const id = (iso: string) => {
      const hex = Date.parse(iso).toString(16).padStart(12, "0");
      return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
    };
    const first = id("2026-11-24T13:30:00Z");
    expect(createdMillis(first)).toBe(Date.parse("2026-11-24T13:30:00Z"));
    const list = page({ items: [job(first)] });
    const filter = { createdBefore: "2026-11-24T14:00:00Z" };
    expect(apply([change(id("2026-11-24T13:59:00Z"))], filter, true, list).page.newer.size).toBe(1);
    expect(apply([change(id("2026-11-24T15:00:00Z"))], filter, true, list).page.newer.size).toBe(0);
  });

  it("is counted up to a limit", () => {
    const many = Array.from({ length: 1_500 }, (_, n) => change(`1${String(n).padStart(4, "0")}`));
    const { page: after } = apply(many);
    expect([after.newer.size, after.newerMore]).toEqual([1_000, true]);
  });
});
