import { Link } from "@tanstack/react-router";
import { latenessText, type PastRun, runWords } from "../api/schedule";

/** What became of a run; leads to its job. */
export function RunOutcome({ run }: { run: PastRun }) {
  const words = runWords(run);
  if (run.job === undefined) return <span>{words}</span>;
  return (
    <Link to="/jobs/$id" params={{ id: run.job }} className="ns-link">
      {words}
    </Link>
  );
}

export function Lateness({ run }: { run: PastRun }) {
  const text = latenessText(run);
  return <span className="ns-num">{text === "–" ? text : `${text} late`}</span>;
}
