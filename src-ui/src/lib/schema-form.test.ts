import { describe, expect, it } from "vitest";
import type { ArgsSchema } from "./api/task";
import { draftArgs, startDraft, toForm, toJson } from "./args-draft";
import { fieldsOf } from "./args-fields";
import { prettyJson } from "./json-text";
import { writeArgs } from "./schema-form";

const schema: ArgsSchema = {
  type: "object",
  required: ["url"],
  properties: {
    url: { type: "string", format: "uri" },
    count: { type: "integer", minimum: 1, maximum: 9 },
    share: { type: ["number", "null"] },
    dry: { type: "boolean" },
    method: { enum: ["GET", "POST", 7] },
    codes: { type: "array", items: { type: "string" } },
    headers: { type: "object", additionalProperties: { type: "string" } },
    body: {},
    layout: { $ref: "#/$defs/Layout" },
    points: { type: "array", items: { type: "number" } },
  },
  $defs: {
    Layout: {
      type: "object",
      required: ["paper"],
      properties: { paper: { type: "string" }, "a/b": { type: "string" } },
    },
  },
};
const fields = fieldsOf(schema);
const task = { name: "t", argsSchema: schema };

describe("fields of a schema", () => {
  it("have a kind for what the form knows and JSON for the rest", () => {
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ["url", "string"],
      ["count", "number"],
      ["share", "number"],
      ["dry", "boolean"],
      ["method", "enum"],
      ["codes", "strings"],
      ["headers", "map"],
      ["body", "json"],
      ["layout", "object"],
      ["points", "json"],
    ]);
  });

  it("carry the pointer that the server names, escaped", () => {
    const layout = fields.find(({ name }) => name === "layout");
    expect(layout?.fields?.map(({ pointer }) => pointer)).toEqual([
      "/args/layout/paper",
      "/args/layout/a~1b",
    ]);
    expect(layout?.fields?.[0]?.required).toBe(true);
  });

  it("make no form of a schema without properties", () => {
    expect(fieldsOf({ type: "object" })).toEqual([]);
    expect(startDraft({ name: "t", argsSchema: { type: "object" } }).mode).toBe("json");
  });
});

describe("writing args", () => {
  it("keeps digits, leaves out what is empty", () => {
    const { text, problems } = writeArgs(fields, {
      "/args/url": 'http://"x"',
      "/args/count": " 12345678901234567 ",
      "/args/share": "1.50",
      "/args/dry": "false",
      "/args/method": "7",
      "/args/codes": [],
      "/args/headers": [
        ["a", "1"],
        ["", "lost"],
      ],
      "/args/body": '{"n":1.0}',
    });
    expect(problems).toEqual({});
    expect(text).toBe(
      '{"url": "http://\\"x\\"", "count": 12345678901234567, "share": 1.50, "dry": false, "method": 7, "headers": {"a": "1"}, "body": {"n":1.0}}',
    );
  });

  it("names what cannot be written", () => {
    const { problems } = writeArgs(fields, { "/args/count": "ten", "/args/body": "{" });
    expect(Object.keys(problems)).toEqual(["/args/count", "/args/body"]);
  });
});

describe("between form and JSON", () => {
  it("goes there and back without a change", () => {
    const text =
      '{"url": "u", "count": 12345678901234567, "headers": {"a": "1"}, "layout": {"paper": "A4"}, "points": [1.0]}';
    const form = startDraft(task, text);
    expect(form.mode).toBe("form");
    expect(prettyJson(draftArgs(form, fields).text)).toBe(prettyJson(text));
    expect(toForm(toJson(form, fields), fields)).toEqual(form);
  });

  it.each([
    ['{"url": "u", "extra": 1}', "/args/extra"],
    ['{"url": 5}', "/args/url"],
    ['{"share": null}', "/args/share"],
    ['{"url": ""}', "/args/url"],
    ['{"layout": {"paper": "A4", "x": 1}}', "/args/layout/x"],
    ["[1]", "/args"],
  ])("stays with JSON when the form would lose something: %s", (text, pointer) => {
    const draft = startDraft(task, text);
    expect(draft.mode).toBe("json");
    expect(draft.refusal).toBe(`The form cannot show ${pointer}; edit it here.`);
  });

  it("stays with JSON that is broken and says where", () => {
    const draft = toForm({ mode: "json", values: {}, text: '{"url": }' }, fields);
    expect(draft).toMatchObject({ mode: "json", refusal: 'Unexpected "}" at line 1, column 9' });
    expect(Object.keys(draftArgs(draft, fields).problems)).toEqual(["/args"]);
  });
});
