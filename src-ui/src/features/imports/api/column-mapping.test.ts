import { describe, expect, it } from "vitest";
import type { ArgsSchema } from "@/lib/api/task";
import {
  columnsParam,
  earlierChoices,
  initialMapping,
  mappingProblems,
  missingFields,
  targetFields,
} from "./column-mapping";

const schema: ArgsSchema = {
  type: "object",
  required: ["to", "address"],
  properties: {
    to: { type: "string" },
    firstName: { type: "string" },
    copy: { type: "boolean" },
    address: { $ref: "#/$defs/Address" },
  },
  $defs: {
    Address: {
      type: "object",
      required: ["city"],
      properties: { city: { type: "string" }, "zip/code": { type: "string" } },
    },
  },
};
const closed: ArgsSchema = { ...schema, additionalProperties: false };

it("offers the fields of the schema, inner ones by pointer", () => {
  expect(targetFields(schema)).toEqual([
    { target: "to", label: "to", required: true },
    { target: "firstName", label: "firstName", required: false },
    { target: "copy", label: "copy", required: false },
    { target: "/address/city", label: "address › city", required: true },
    { target: "/address/zip~1code", label: "address › zip/code", required: false },
  ]);
});

describe("what is chosen at first", () => {
  it("is the field of the same name, else the one that reads alike", () => {
    expect(initialMapping(["to", "First name", "ADDRESS.CITY"], closed)).toEqual({
      to: "to",
      "First name": "firstName",
      "ADDRESS.CITY": "/address/city",
    });
  });

  it("fills no field twice: the exact name goes before the like one", () => {
    expect(initialMapping(["To", "to"], closed)).toEqual({ To: null, to: "to" });
  });

  it("leaves a column out where the schema allows no other fields, and else keeps its name", () => {
    expect(initialMapping(["Notes"], closed)).toEqual({ Notes: null });
    expect(initialMapping(["Notes", ""], schema)).toEqual({ Notes: "Notes", "": null });
    expect(initialMapping(["Notes"], undefined)).toEqual({ Notes: "Notes" });
  });

  it("is what an earlier import had, and nothing for columns that describe rejects", () => {
    const mapping = initialMapping(["E-mail", "to", "reject.line", "reject.reason"], closed, {
      "E-mail": "to",
      to: null,
    });
    expect(mapping).toEqual({ "E-mail": "to", to: null });
  });
});

it("asks only for what the server would not do by itself", () => {
  expect(columnsParam({ to: "to" })).toBeUndefined();
  expect(columnsParam({ to: "to", "E-mail": "copy", Notes: null, "/a": "/a" })).toBe(
    '{"E-mail":"copy","Notes":null,"/a":"/a"}',
  );
});

it("asks for a type where one was chosen, and reads it back", () => {
  const targets = { body: "body", to: "/mail/to", Notes: null, plain: "x" };
  const param = columnsParam(targets, { body: "json", to: "string", Notes: "number" });

  expect(param).toBe(
    '{"body":{"type":"json"},"to":{"to":"/mail/to","type":"string"},"Notes":null,"plain":"x"}',
  );
  expect(earlierChoices(JSON.parse(param ?? ""))).toEqual({ targets, types: { body: "json", to: "string" } });
});

describe("what is wrong with a choice", () => {
  it("is a required field that nothing fills", () => {
    expect(missingFields(schema, { a: "firstName" })).toEqual(["to", "address › city"]);
    expect(missingFields(schema, { a: "/to", b: "/address/city" })).toEqual([]);
    expect(missingFields(schema, { a: "to", b: "address" })).toEqual([]);
  });

  it("is a field filled twice, or a pointer that is not written yet", () => {
    expect(mappingProblems({ a: "to", b: "to", c: "/", d: null, e: null })).toEqual({
      b: "is filled by the column a already",
      c: "is missing; write it like /address/city",
    });
    expect(mappingProblems({ a: "to", b: "/to" })).toEqual({ b: "is filled by the column a already" });
  });
});
