import { useState } from "react";
import type { JobSummary } from "@/lib/api/job";

/**
 * Rows must not move under the pointer. While `held`, the rows shown stay, with fresh contents where there are any, and
 * newer ones are counted instead of inserted.
 */
export function mergeHeld(shown: JobSummary[], fresh: JobSummary[]): { rows: JobSummary[]; newer: number } {
  const byId = new Map(fresh.map((job) => [job.id, job]));
  const first = shown[0];
  const known = new Set(shown.map(({ id }) => id));
  const newer = first ? fresh.filter(({ id }) => id > first.id && !known.has(id)).length : fresh.length;
  return { rows: shown.map((job) => byId.get(job.id) ?? job), newer };
}

export function useStableRows(fresh: JobSummary[], held: boolean, listKey: string) {
  const [shown, setShown] = useState({ listKey, rows: fresh });
  const keep = held && shown.listKey === listKey && shown.rows.length > 0;
  if (!keep && (shown.rows !== fresh || shown.listKey !== listKey)) setShown({ listKey, rows: fresh });
  const merged = keep ? mergeHeld(shown.rows, fresh) : { rows: fresh, newer: 0 };
  return { ...merged, showNewer: () => setShown({ listKey, rows: fresh }) };
}
