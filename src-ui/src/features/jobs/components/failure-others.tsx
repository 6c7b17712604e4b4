import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { failureGroupQuery } from "@/lib/api/failure";

/** How many other jobs failed for the same reason, with the way to them. */
export function FailureOthers({ fingerprint }: { fingerprint: string }) {
  const group = useQuery(failureGroupQuery(fingerprint));
  // An extra: a job page says nothing about a group that cannot be loaded.
  if (!group.data) return null;
  const others = Math.max(0, group.data.count - 1);
  return (
    <Text component="div" data-sentence mt={6}>
      Others with this failure:{" "}
      {others === 0 ? "none" : <b className="ns-num">{others.toLocaleString("en")}</b>}.{" "}
      <Link to="/failures/$fingerprint" params={{ fingerprint }} className="ns-link">
        {group.data.title}
      </Link>
      {group.data.muted && ", muted"}
    </Text>
  );
}
