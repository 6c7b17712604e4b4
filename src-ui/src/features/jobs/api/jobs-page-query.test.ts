import { expect, it } from "vitest";
import type { JobSummary } from "@/lib/api/job";
import { fillPage } from "./jobs-page-query";

const jobs = (count: number) => Array.from({ length: count }, (_, id) => ({ id: String(id) }) as JobSummary);
type Answer = { items: JobSummary[]; nextPageToken?: string };

function server(answers: Answer[]) {
  const asked: URLSearchParams[] = [];
  const fetchPage = async (path: string) => {
    asked.push(new URLSearchParams(path.split("?")[1]));
    return answers[Math.min(asked.length, answers.length) - 1] ?? { items: [] };
  };
  return { asked, fetchPage };
}

it("asks on until the page is full, for the rows that are missing", async () => {
  const { asked, fetchPage } = server([
    { items: jobs(60), nextPageToken: "b" },
    { items: [], nextPageToken: "c" },
    { items: jobs(40), nextPageToken: "d" },
  ]);

  const page = await fillPage(new URLSearchParams("state=DEAD"), "a", fetchPage);

  expect(page).toMatchObject({ nextPageToken: "d", incomplete: false });
  expect(page.items).toHaveLength(100);
  expect(asked.map((query) => [query.get("pageToken"), query.get("pageSize"), query.get("state")])).toEqual([
    ["a", "100", "DEAD"],
    ["b", "40", "DEAD"],
    ["c", "40", "DEAD"],
  ]);
});

it("ends where the tokens end", async () => {
  const { fetchPage } = server([{ items: jobs(3), nextPageToken: "b" }, { items: jobs(1) }]);
  const page = await fillPage(new URLSearchParams(), undefined, fetchPage);
  expect(page).toEqual({ items: [...jobs(3), ...jobs(1)], nextPageToken: undefined, incomplete: false });
});

it("gives up on endless empty pages and says so", async () => {
  const { asked, fetchPage } = server([{ items: [], nextPageToken: "again" }]);
  const page = await fillPage(new URLSearchParams(), undefined, fetchPage);
  expect(page).toEqual({ items: [], nextPageToken: "again", incomplete: true });
  expect(asked).toHaveLength(5);
});
