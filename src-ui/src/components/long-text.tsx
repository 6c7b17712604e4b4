import { Button } from "@mantine/core";
import { useState } from "react";

/**
 * About six lines on a phone: enough to tell failures apart, with the rest of the page still in
 * sight.
 */
const shownLength = 320;
const shownLines = 8;

/** Text of any length, such as a failure: the beginning of a long one, and all of it on demand. */
export function LongText({ text }: { text: string }) {
  const [all, setAll] = useState(false);
  const start = beginning(text);
  return (
    <>
      <span dir="auto" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {all || start === text ? text : `${start}…`}
      </span>
      {start !== text && (
        <>
          {" "}
          <Button
            size="compact-xs"
            variant="default"
            style={{ verticalAlign: "baseline" }}
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all ? "Show less" : `Show all ${text.length.toLocaleString("en")} characters`}
          </Button>
        </>
      )}
    </>
  );
}

/** The text itself if it is short enough. Never ends within a surrogate pair. */
export function beginning(text: string): string {
  const lines = text.split("\n", shownLines + 1);
  let end = lines.length > shownLines ? lines.slice(0, shownLines).join("\n").length : text.length;
  // A little more than the limit is not worth a button.
  if (end > shownLength * 1.25) end = shownLength;
  if (end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
