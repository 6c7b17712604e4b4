// @vitest-environment jsdom

import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import "@/test/browser";
import { sections } from "@/features/runbooks/api/sections";
import { RunbookText } from "@/features/runbooks/components/runbook-text";
import { markdownTree } from "../../scripts/markdown";

afterEach(cleanup);

const tree = markdownTree(`# Runbooks

## QueueStalled

See [the metrics](metrics.md), [the wiki](https://wiki.example/), [another](#redis-is-away) and <script>alert(1)</script>.

\`\`\`sh
## look
redis-cli ping
\`\`\`

## Redis is \`away\`

| a | b |
|---|---|
| 1 | 2 |

## QueueStalled
`);

function show() {
  return render(
    <MantineProvider env="test">
      <RunbookText tree={tree} />
    </MantineProvider>,
  );
}

it("has the anchors that GitHub gives the headings", () => {
  show();
  expect(sections(tree)).toEqual([
    { title: "QueueStalled", anchor: "queuestalled" },
    { title: "Redis is away", anchor: "redis-is-away" },
    { title: "QueueStalled", anchor: "queuestalled-1" },
  ]);
  expect(document.getElementById("redis-is-away")?.textContent).toBe("Redis is away");
});

it("links what is there, and shows commands and tables", () => {
  const { container } = show();
  expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
    "https://wiki.example/",
    "#redis-is-away",
  ]);
  expect(container.querySelector("script")).toBeNull();
  expect(container.querySelector("pre")?.textContent).toBe("## look\nredis-cli ping\n");
  expect(screen.getByRole("button", { name: "Copy" })).toBeDefined();
  expect(screen.getByRole("cell", { name: "2" })).toBeDefined();
});
