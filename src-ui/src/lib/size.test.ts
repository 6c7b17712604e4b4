import { expect, it } from "vitest";
import { sizeText } from "./size";

it.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1 KiB"],
  [1536, "1.5 KiB"],
  [10_240, "10 KiB"],
  [1024 ** 2 - 1, "1 MiB"],
  [10 * 1024 ** 3, "10 GiB"],
])("%d bytes read %s", (bytes, text) => expect(sizeText(bytes)).toBe(text));
