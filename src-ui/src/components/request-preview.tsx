import { useDeferredValue, useMemo } from "react";
import { CodeText } from "./code-text";
import { Panel } from "./panel";

interface Props<T> {
  /** What the form has; the same object as long as nothing is changed. */
  typed: T;
  curlOf: (typed: T) => string;
}

/** The request that a form sends. It follows the typing as fast as it can, and never delays a key. */
export function RequestPreview<T>({ typed, curlOf }: Props<T>) {
  const shown = useDeferredValue<T | undefined>(typed, undefined);
  const curl = useMemo(() => (shown === undefined ? "" : curlOf(shown)), [shown, curlOf]);
  return (
    <Panel title="This is the request">
      <CodeText text={curl} label="The request as curl" wrap />
    </Panel>
  );
}
