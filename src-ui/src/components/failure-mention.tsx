import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { failureGroupQuery } from "@/lib/api/failure";

/** The fingerprint of the failure group that a filter names. */
export const fingerprintIn = (filter: string | undefined) =>
  /(?:^|\s)failure:([0-9a-f]{16})(?=\s|$)/.exec(filter ?? "")?.[1];

/** A failure group by its title; by its fingerprint as long as that is not known. */
export function FailureMention({ fingerprint }: { fingerprint: string }) {
  const group = useQuery(failureGroupQuery(fingerprint));
  return (
    <Link to="/failures/$fingerprint" params={{ fingerprint }} className="ns-link">
      {group.data?.title ?? fingerprint}
    </Link>
  );
}
