import { describe, expect, it } from "vitest";
import { readSource } from "./source-file";

const fileOf = (name: string, ...parts: (string | Uint8Array<ArrayBuffer>)[]) => new File(parts, name);

describe("a chosen file", () => {
  it("is recognized by its name, else by its contents", async () => {
    const formats = await Promise.all(
      [
        fileOf("a.CSV", "a\n1\n"),
        fileOf("a.ndjson", '{"a":1}\n'),
        fileOf("a.jsonl", "[]"),
        fileOf("a.txt", ' {"a":1}\n'),
        fileOf("a", "a,b\n"),
      ].map((file) => readSource(file).then(({ format }) => format)),
    );
    expect(formats).toEqual(["csv", "ndjson", "ndjson", "ndjson", "csv"]);
    expect((await readSource(fileOf("a.csv", '{"a":1}\n'), "ndjson")).header).toEqual([]);
  });

  it("shows its header and first rows, quotes and byte order mark understood", async () => {
    const source = await readSource(
      fileOf("a.csv", '\ufeffto,"a ""b"", c"\r\nx,"two\nlines"\r\n\r\ny,2\r\nz,3\r\n'),
    );
    expect(source.header).toEqual(["to", 'a "b", c']);
    expect(source.examples).toEqual([
      ["x", "two\nlines"],
      ["y", "2"],
    ]);
    expect(source.trouble).toBeUndefined();
  });

  it("is read at its beginning only, and a row cut there is not shown", async () => {
    const long = "x".repeat(40_000);
    const source = await readSource(fileOf("a.csv", `a,b\n${long},1\n${long},2\n`));
    expect(source.examples).toEqual([[long, "1"]]);
  });

  it.each([
    ["is empty", fileOf("a.csv", " \n")],
    ["is compressed: unpack it first", fileOf("a.csv", new Uint8Array([0x1f, 0x8b, 8]))],
    ["is compressed: unpack it first", fileOf("a.csv", "PK\u0003\u0004")],
    ["is UTF-16: save it as UTF-8", fileOf("a.csv", new Uint8Array([0xff, 0xfe, 97, 0]))],
    ["is not text", fileOf("a.csv", "a\0b")],
    ["separated by semicolons: commas are needed", fileOf("a.csv", "a;b\n1;2\n")],
    ["The column a is in the header twice", fileOf("a.csv", "a,b,a\n")],
    ["too long for a header", fileOf("a.csv", "x".repeat(70_000))],
  ])("that %s is refused before it is sent", async (trouble, file) => {
    expect((await readSource(file)).trouble).toContain(trouble);
  });
});
