import { expect, it } from "vitest";
import { ApiError } from "@/lib/problem";
import { importPath, placeProblems } from "./import-request";

const request = { task: "mail.send", queue: " mail ", priority: "", maxAttempts: "3", tags: ["a b", "c"] };
const source = { file: new File(["x"], "May & June.csv"), format: "csv" as const };

it("puts what was chosen into the address, and leaves the rest to the server", () => {
  expect(importPath(request, source, '{"x":null}', true)).toBe(
    "/imports?task=mail.send&queue=mail&name=May+%26+June.csv&columns=%7B%22x%22%3Anull%7D&maxAttempts=3&tag=a+b&tag=c&dryRun=true",
  );
  expect(importPath({ ...request, tags: [] }, { ...source, format: "ndjson" }, '{"x":null}')).toBe(
    "/imports?task=mail.send&queue=mail&name=May+%26+June.csv&maxAttempts=3",
  );
});

it("shows each of the server's problems at its field", () => {
  const errors = [
    { pointer: "?task", detail: "is unknown" },
    { pointer: "?columns/E-mail", detail: "is no column" },
    { pointer: "body:line 3", detail: "has an open quote" },
    { pointer: "Idempotency-Key", detail: "is odd" },
  ];
  expect(placeProblems(new ApiError(422, "", "", errors))).toEqual({
    byField: { task: "is unknown", columns: "is no column", file: "line 3: has an open quote" },
    others: [errors[3]],
  });
});
