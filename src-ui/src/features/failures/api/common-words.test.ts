import { expect, it } from "vitest";
import { commonText, traitFilter, traitText } from "./common-words";

it("says how often a trait is among those that failed, and among the others", () => {
  const trait = { kind: "ARG", name: "/customer/region", value: "eu-3" } as const;
  expect(commonText({ trait, share: 0.972, successShare: 0.121, lift: 8.033, also: [] })).toEqual({
    text: "97% of the jobs that failed have eu-3 in /customer/region of their args",
    compared: "12% of those that succeeded: 8 times as often.",
  });
  expect(commonText({ trait, share: 1, successShare: 0, lift: 300, also: [] }).compared).toBe(
    "None of those that succeeded.",
  );
});

it("says each kind of trait, also one of a newer server", () => {
  expect(traitText({ kind: "MISSING_ARG", name: "/email" })).toBe("have no /email in their args");
  expect(traitText({ kind: "VERSION", value: "1.2" })).toBe("ran under version 1.2");
  expect(traitText({ kind: "ZONE" as "TAG", value: "a" })).toBe("have ZONE a");
});

it("finds jobs with a trait where filters can", () => {
  expect(traitFilter({ kind: "TAG", value: 'a "b"' })).toBe('tag:"a \\"b\\""');
  expect(traitFilter({ kind: "ARG", name: "/a", value: "b" })).toBeUndefined();
});
