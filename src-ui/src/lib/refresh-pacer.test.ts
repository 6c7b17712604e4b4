import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createRefreshPacer } from "./refresh-pacer";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const ready = async (_topic: string) => undefined;

it("refreshes at once, then once per gap, however many changes come", async () => {
  const refresh = vi.fn(ready);
  const pacer = createRefreshPacer(refresh);

  for (let millis = 0; millis < 19_000; millis += 10) {
    pacer.add("jobs", 5_000);
    await vi.advanceTimersByTimeAsync(10);
  }

  expect(refresh).toHaveBeenCalledTimes(4);
});

it("gives each topic its own pace, and an urgent change the shorter gap", async () => {
  const refresh = vi.fn(ready);
  const pacer = createRefreshPacer(refresh);
  const times = (topic: string) => refresh.mock.calls.filter(([called]) => called === topic).length;

  pacer.add("jobs", 5_000);
  pacer.add("queues", 5_000);
  await vi.advanceTimersByTimeAsync(0);
  expect([times("jobs"), times("queues")]).toEqual([1, 1]);

  pacer.add("jobs", 5_000);
  pacer.add("queues", 5_000);
  pacer.add("queues", 500);
  await vi.advanceTimersByTimeAsync(600);
  expect([times("jobs"), times("queues")]).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([times("jobs"), times("queues")]).toEqual([2, 2]);
});

it("waits for a slow refresh, rests in proportion, and does not lose what changed meanwhile", async () => {
  const refresh = vi.fn((_topic: string) => new Promise<void>((resolve) => setTimeout(resolve, 4_000)));
  const pacer = createRefreshPacer(refresh);

  pacer.add("jobs", 500);
  await vi.advanceTimersByTimeAsync(1_000);
  pacer.add("jobs", 500);
  await vi.advanceTimersByTimeAsync(3_000 + 35_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(refresh).toHaveBeenCalledTimes(2);
});

it("continues after a refresh that failed, and ends when stopped", async () => {
  const refresh = vi.fn(async (_topic: string) => {
    throw new Error("away");
  });
  const pacer = createRefreshPacer(refresh);

  pacer.add("jobs", 500);
  await vi.advanceTimersByTimeAsync(500);
  pacer.add("jobs", 500);
  await vi.advanceTimersByTimeAsync(500);
  expect(refresh).toHaveBeenCalledTimes(2);

  pacer.add("jobs", 500);
  pacer.stop();
  pacer.add("queues", 500);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(refresh).toHaveBeenCalledTimes(2);
});
