import { expect, it } from "vitest";
import { jobFromText } from "./job";

it("keeps args, result and notes of attempts to the byte", () => {
  const text =
    '{"id":"1","state":"SUCCEEDED","args":{"n": 12345678901234567, "m":1.0},"attempts":[' +
    '{"number":1,"outcome":"FAILED","startedAt":"2026-11-24T14:00:00Z","failure":{"type":"t"},"rows":98765432109876543},' +
    '{"number":2,"startedAt":"2026-11-24T14:00:09Z","response":{"status":200}}],"result": [1e400]}';

  const job = jobFromText(text);

  expect(job.argsText).toBe('{"n": 12345678901234567, "m":1.0}');
  expect(job.resultText).toBe("[1e400]");
  expect(job.attempts.map(({ notes }) => notes)).toEqual([{ rows: "98765432109876543" }, {}]);
  expect(job.attempts[1]?.response?.status).toBe(200);
});

it("takes a job without args and attempts", () => {
  expect(jobFromText('{"id":"1","state":"READY"}')).toMatchObject({ attempts: [], argsText: undefined });
});
