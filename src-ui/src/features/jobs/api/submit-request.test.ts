import { expect, it } from "vitest";
import { emptyRequest, requestText } from "./submit-request";

it("sends only what was filled in, and args to the byte", () => {
  const { text, problems } = requestText({ ...emptyRequest, task: "a" }, '{"n":1.0}');
  expect(problems).toEqual({});
  expect(text).toBe('{"task": "a", "args": {"n":1.0}}');
});

it("writes all options in the API's form", () => {
  const { text } = requestText(
    {
      ...emptyRequest,
      task: "a",
      queue: " mail ",
      priority: "1",
      start: "delay",
      delay: "1h 30m",
      maxAttempts: "3",
      timeout: "30s",
      retryInitial: "5s",
      retryFactor: "3.0",
      tags: ["x=1"],
    },
    "{}",
  );
  expect(JSON.parse(text)).toEqual({
    task: "a",
    args: {},
    queue: "mail",
    priority: 1,
    delay: "PT1H30M",
    maxAttempts: 3,
    timeout: "PT30S",
    retry: { initial: "PT5S", factor: 3 },
    tags: ["x=1"],
  });
});

it("ignores the start that was not chosen and asks for the one that was", () => {
  const { text, problems } = requestText({ ...emptyRequest, task: "a", start: "at", delay: "rubbish" }, "{}");
  expect(text).toBe('{"task": "a", "args": {}}');
  expect(problems).toEqual({ "/runAt": "is missing" });
});

it("leaves ranges to the server but not what is no number or duration", () => {
  expect(requestText({ ...emptyRequest, priority: "99" }, "{}").problems).toEqual({});
  const { problems } = requestText({ ...emptyRequest, maxAttempts: "many", timeout: "5 apples" }, "{}");
  expect(Object.keys(problems)).toEqual(["/maxAttempts", "/timeout"]);
});
