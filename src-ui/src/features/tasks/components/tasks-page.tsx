import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { JsonText } from "@/components/code-text";
import { EmptyState } from "@/components/empty-state";
import { GrafanaLink } from "@/components/grafana-link";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { type Task, tasksQuery } from "@/lib/api/task";
import { durationMillis, durationText } from "@/lib/time";
import classes from "./tasks-page.module.css";

export function TasksPage() {
  const tasks = useQuery(tasksQuery);
  return (
    <>
      <PageHeader title="Tasks" about="What this server can run, and the arguments that each task takes." />
      <LoadedContent query={tasks}>
        {(items) =>
          items.length === 0 ? (
            <Panel>
              <EmptyState icon="tasks" title="No tasks are registered" />
            </Panel>
          ) : (
            <Stack gap="md">
              {items.map((task) => (
                <TaskPanel key={task.name} task={task} />
              ))}
            </Stack>
          )
        }
      </LoadedContent>
    </>
  );
}

function TaskPanel({ task }: { task: Task }) {
  const properties = Object.entries(task.argsSchema?.properties ?? {});
  const required = task.argsSchema?.required ?? [];
  return (
    <Panel>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} fz={16} className="ns-mono">
            {task.name}
          </Title>
          {task.description && <Text mt={2}>{task.description}</Text>}
          <Text c="dimmed" fz="sm" mt={4}>
            {task.internal && "Run by Nightshift itself · "}
            {task.timeout && `Timeout ${durationText(durationMillis(task.timeout))} · `}
            {properties.length === 0 && "takes any arguments"}
            {properties.map(([name], index) => (
              <span key={name}>
                {index > 0 && ", "}
                <span className="ns-mono">{name}</span>
                {required.includes(name) && " (required)"}
              </span>
            ))}
          </Text>
        </div>
        <Group gap="xs">
          <GrafanaLink dashboard="task" view={{ task: task.name }} of={`task ${task.name}`} />
          <Button
            component={Link}
            to={`/jobs?task=${encodeURIComponent(task.name)}`}
            variant="default"
            size="xs"
          >
            Jobs
          </Button>
          {!task.internal && (
            <Button component={Link} to={`/submit?task=${encodeURIComponent(task.name)}`} size="xs">
              Submit
            </Button>
          )}
        </Group>
      </Group>
      {task.argsSchema && (
        <details className={classes.schema}>
          <summary>
            Schema of the args<span className="ns-hidden"> of {task.name}</span>
          </summary>
          <JsonText text={JSON.stringify(task.argsSchema)} label={`Schema of ${task.name}`} />
        </details>
      )}
    </Panel>
  );
}
