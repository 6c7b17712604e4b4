import { Text } from "@mantine/core";
import { ApiError, type PlacedProblems, type Problems } from "@/lib/problem";
import { ErrorBox } from "./error-box";

/** What the server said against a form, as far as no field shows it. */
export function RefusedBox({ refused, placed }: { refused: ApiError | undefined; placed: PlacedProblems }) {
  const { byField, others } = placed;
  if (!refused || (others.length === 0 && Object.keys(byField).length > 0)) return null;
  const { status, title, detail, retryAfterSeconds } = refused;
  return <ErrorBox error={new ApiError(status, title, detail, others, retryAfterSeconds)} />;
}

/** Stands at the button of a form: the fields can be out of sight. */
export function CorrectionNote({ problems }: { problems: Problems }) {
  if (Object.keys(problems).length === 0) return null;
  return (
    <Text role="alert" c="var(--ns-error-text)">
      Some fields need a correction.
    </Text>
  );
}
