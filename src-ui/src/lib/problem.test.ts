import { expect, it } from "vitest";
import { problemFrom, sortByField } from "./problem";

const body = JSON.stringify({
  type: "about:blank",
  title: "Unprocessable Content",
  status: 422,
  detail: "The job was not accepted: 2 fields are wrong.",
  errors: [
    { pointer: "/priority", detail: "must be from 1 to 9" },
    { pointer: "/args/headers/x", detail: "is too long" },
  ],
});

it("reads a problem document", () => {
  const problem = problemFrom(422, "", body, null);
  expect(problem).toMatchObject({ status: 422, title: "Unprocessable Content" });
  expect(problem.errors).toHaveLength(2);
  expect(problem.retryAfterSeconds).toBeUndefined();
});

it("makes do with what a proxy answers", () => {
  expect(problemFrom(502, "Bad Gateway", "<html>", null)).toMatchObject({
    title: "Bad Gateway",
    detail: "",
    errors: [],
  });
  expect(problemFrom(503, "", '{"title":7,"errors":[null,{}]}', "3")).toMatchObject({
    title: "Status 503",
    retryAfterSeconds: 3,
    errors: [{ pointer: "", detail: "" }],
  });
});

it("puts problems on their fields and keeps the rest", () => {
  const { byField, others } = sortByField(
    [
      { pointer: "/a", detail: "one" },
      { pointer: "/a", detail: "two" },
      { pointer: "/z", detail: "three" },
    ],
    (pointer) => (pointer === "/a" ? "/a" : undefined),
  );
  expect(byField).toEqual({ "/a": "one; two" });
  expect(others).toEqual([{ pointer: "/z", detail: "three" }]);
});
