import { expect, it } from "vitest";
import { queueWith } from "@/test/answers";
import { deleteBlock, waitingJobs, waitingWords } from "./waiting";

const busy = queueWith({ counts: { READY: 1_200, SCHEDULED: 3, RUNNING: 2, SUCCEEDED: 9 } });

it("counts what a purge removes", () => {
  expect(waitingJobs(busy)).toBe(1_203);
  expect(waitingWords(busy)).toBe("1,200 ready and 3 scheduled");
});

it("says why a queue cannot be deleted", () => {
  expect(deleteBlock(queueWith({}))).toBeUndefined();
  expect(deleteBlock(busy)).toMatch(/^The queue has 1,214 jobs\./);
  expect(deleteBlock({ ...queueWith({}), sources: { "/owner": "FILE" } })).toMatch(/declares the queue/);
});
