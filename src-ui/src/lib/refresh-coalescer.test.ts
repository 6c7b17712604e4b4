import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createRefreshCoalescer } from "./refresh-coalescer";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("refreshes at once, then at most once per gap, however many changes come", async () => {
  const refresh = vi.fn(async (_topics: Set<string>) => undefined);
  const coalescer = createRefreshCoalescer(refresh, 500);

  for (let millis = 0; millis < 2_000; millis += 10) {
    coalescer.add(`job ${millis}`);
    await vi.advanceTimersByTimeAsync(10);
  }

  expect(refresh.mock.calls.length).toBeGreaterThanOrEqual(4);
  expect(refresh.mock.calls.length).toBeLessThanOrEqual(5);
  await vi.advanceTimersByTimeAsync(500);
  const told = new Set(refresh.mock.calls.flatMap(([topics]) => [...topics]));
  expect(told.size).toBe(200);
});

it("waits for a slow refresh, and then looks again for what changed meanwhile", async () => {
  let finish: () => void = () => undefined;
  const refresh = vi.fn(
    (_topics: Set<string>) =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  const coalescer = createRefreshCoalescer(refresh, 500);

  coalescer.add("first");
  await vi.advanceTimersByTimeAsync(5_000);
  coalescer.add("second");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(refresh).toHaveBeenCalledTimes(1);

  finish();
  await vi.advanceTimersByTimeAsync(0);
  expect(refresh.mock.calls.map(([topics]) => [...topics])).toEqual([["first"], ["second"]]);
});

it("goes on after a refresh that failed, and ends when stopped", async () => {
  const refresh = vi.fn(async () => {
    throw new Error("away");
  });
  const coalescer = createRefreshCoalescer<string>(refresh, 500);

  coalescer.add("a");
  await vi.advanceTimersByTimeAsync(500);
  coalescer.add("b");
  await vi.advanceTimersByTimeAsync(500);
  expect(refresh).toHaveBeenCalledTimes(2);

  coalescer.stop();
  coalescer.add("c");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(refresh).toHaveBeenCalledTimes(2);
});
