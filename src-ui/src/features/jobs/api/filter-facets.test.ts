import { expect, it } from "vitest";
import { facetsOf, isChosen, toggled } from "./filter-facets";

it("adds a value, and takes it away again", () => {
  expect(toggled("", "queue", "mail")).toBe("queue:mail");
  expect(toggled("state:dead", "tag", "two words")).toBe('state:dead tag:"two words"');
  expect(isChosen('state:dead tag:"two words"', "tag", "two words")).toBe(true);
  expect(toggled('state:dead tag:"two words"', "tag", "two words")).toBe("state:dead");
});

it("replaces a queue or a task that is named, while tags add up", () => {
  expect(toggled("queue:mail,sms state:dead", "queue", "sms")).toBe("state:dead queue:sms");
  expect(toggled("queue:mail* -queue:mail2", "queue", "mail1")).toBe("queue:mail* -queue:mail2 queue:mail1");
  expect(toggled("tag:a", "tag", "b")).toBe("tag:a tag:b");
});

it("is chosen only where a term means this value alone", () => {
  expect(isChosen("queue:mail", "queue", "mail")).toBe(true);
  for (const filter of ["-queue:mail", "queue:mail,sms", "queue:mail*", "task:mail", ""])
    expect(isChosen(filter, "queue", "mail"), filter).toBe(false);
});

it("lists the most frequent values first, and no field without values", () => {
  const facets = facetsOf({
    total: 3,
    complete: true,
    states: [],
    queues: [
      { queue: "a", count: 1 },
      { queue: "b", count: 2 },
    ],
    tasks: [{ task: "t", count: 3 }],
    tags: [],
    sample: [],
  });
  expect(facets.map(({ field, values }) => [field, values.map(({ value }) => value)])).toEqual([
    ["queue", ["b", "a"]],
    ["task", ["t"]],
  ]);
});
