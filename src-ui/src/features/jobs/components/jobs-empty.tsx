import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CodeText } from "@/components/code-text";
import { EmptyPage } from "@/components/empty-page";
import { EmptyState } from "@/components/empty-state";
import { queuesQuery } from "@/lib/api/queue";
import { toCurl } from "@/lib/curl";
import { zonePreference } from "@/lib/preferences";
import { stringifySearch } from "@/lib/search-params";
import { describeEmpty } from "../api/empty-list";
import { isFiltered, type JobFilter } from "../api/job-search";

const firstJob = { task: "http.request", args: { url: "https://example.com" } };

interface Props {
  filter: JobFilter;
  /** Not the first page. */
  later: boolean;
  /** The search has not reached the end. */
  incomplete: boolean;
}

export function JobsEmpty({ filter, later, incomplete }: Props) {
  const queues = useQuery(queuesQuery);
  const [zone] = zonePreference.use();

  if (incomplete) {
    return (
      <EmptyState icon="search" title="Nothing found so far">
        None of the jobs searched so far matches. There are more: continue the search, or narrow the filter by
        state, queue or time.
      </EmptyState>
    );
  }
  if (later) {
    return <EmptyPage things="jobs" />;
  }
  if (!isFiltered(filter)) return <FirstJob />;

  const { good, title, details, wider } = describeEmpty(filter, {
    queues: queues.data,
    now: new Date(),
    zone,
  });
  return (
    <EmptyState icon={good ? "check" : "filter"} title={title}>
      {details.map((detail) => (
        <Text key={detail}>{detail}</Text>
      ))}
      <Group gap="xs" mt="sm" justify="center">
        {wider.map(({ label, filter: search }) => (
          <Button
            key={label}
            component={Link}
            to={`/jobs${stringifySearch(search)}`}
            size="xs"
            variant="default"
          >
            {label}
          </Button>
        ))}
        <Button component={Link} to="/jobs" size="xs" variant="default">
          Clear filters
        </Button>
      </Group>
    </EmptyState>
  );
}

function FirstJob() {
  const curl = toCurl({
    method: "POST",
    path: "/jobs",
    headers: { "Idempotency-Key": "first-job" },
    body: JSON.stringify(firstJob),
  });
  return (
    <EmptyState icon="jobs" title="No jobs yet">
      <Text mb="sm">Submit the first one, here or from a shell:</Text>
      <CodeText text={curl} label="Command that submits a job" wrap />
    </EmptyState>
  );
}
