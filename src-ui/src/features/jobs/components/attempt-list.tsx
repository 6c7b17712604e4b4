import { Text } from "@mantine/core";
import { CodeText, JsonText } from "@/components/code-text";
import layout from "@/components/layout.module.css";
import { LongText } from "@/components/long-text";
import { OutcomeBadge } from "@/components/state-badge";
import { DurationText, TimeText } from "@/components/time-text";
import type { Attempt, HttpResponse, Job } from "@/lib/api/job";
import classes from "./jobs.module.css";

/** Newest first: the latest failure is what people look for. */
export function AttemptList({ job }: { job: Job }) {
  const attempts = job.attempts.toReversed();
  if (attempts.length === 0) return <Text c="dimmed">Has not run yet.</Text>;
  return (
    <div>
      {attempts.map((attempt, index) => (
        <AttemptItem key={`${attempt.number} ${attempt.startedAt}`} attempt={attempt} newest={index === 0} />
      ))}
    </div>
  );
}

function AttemptItem({ attempt, newest }: { attempt: Attempt; newest: boolean }) {
  const { number, outcome, startedAt, endedAt, worker, failure, response, notes } = attempt;
  return (
    <article className={classes.attempt} data-outcome={outcome ?? "running"} aria-label={`Attempt ${number}`}>
      <div className={classes.attemptHead}>
        <b>Attempt {number}</b>
        <OutcomeBadge outcome={outcome} />
        <Text span c="dimmed" fz="sm">
          <TimeText value={startedAt} /> · {endedAt ? "took " : "running for "}
          <DurationText from={startedAt} to={endedAt} />
          {worker && (
            <>
              {" "}
              · worker <span className="ns-mono">{worker}</span>
            </>
          )}
        </Text>
      </div>
      {failure && (
        <div className={layout.failure}>
          <code>{failure.type}</code> <LongText text={failure.message ?? ""} />
          {failure.stackTrace && (
            <details className={classes.details} open={newest && !response}>
              <summary>Stack trace</summary>
              <CodeText text={failure.stackTrace} label={`Stack trace of attempt ${number}`} />
            </details>
          )}
        </div>
      )}
      {response && (
        <ResponseDetails response={response} number={number} open={newest && failure !== undefined} />
      )}
      {Object.entries(notes).map(([name, text]) => (
        <details key={name} className={classes.details}>
          <summary>{name}</summary>
          <JsonText text={text} label={`${name} of attempt ${number}`} />
        </details>
      ))}
    </article>
  );
}

interface ResponseProps {
  response: HttpResponse;
  number: number;
  open: boolean;
}

function ResponseDetails({ response, number, open }: ResponseProps) {
  const { status, headers = {}, body, truncated } = response;
  return (
    <details className={classes.details} open={open}>
      <summary>HTTP response {status}</summary>
      <dl className={classes.wall}>
        {Object.entries(headers).map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt className="ns-mono">{name}</dt>
            <dd className="ns-mono">
              <LongText text={value} />
            </dd>
          </div>
        ))}
      </dl>
      {body ? (
        <JsonText text={body} label={`Response body of attempt ${number}`} />
      ) : (
        <Text c="dimmed">No body.</Text>
      )}
      {truncated && (
        <Text c="dimmed" fz="sm" mt={4}>
          Only the beginning of the body is kept.
        </Text>
      )}
    </details>
  );
}
