import { Alert, Button, List, Text } from "@mantine/core";
import { asApiError } from "@/lib/problem";
import { Icon } from "./icon";
import { LongText } from "./long-text";

interface Props {
  error: unknown;
  onRetry?: () => void;
  title?: string;
}

export function ErrorBox({ error, onRetry, title }: Props) {
  const problem = asApiError(error);
  return (
    <Alert
      color="red"
      variant="light"
      icon={<Icon name="warning" />}
      title={title ?? problem.title}
      role="alert"
      styles={{ title: { color: "var(--ns-error-text)" }, icon: { color: "var(--ns-error-text)" } }}
    >
      {!saysTheSame(title ?? problem.title, problem.detail) && (
        <Text component="div">
          <LongText text={problem.detail} />
        </Text>
      )}
      {problem.errors.length > 0 && (
        <List size="sm" mt={4}>
          {problem.errors.map((field) => (
            <List.Item key={`${field.pointer} ${field.detail}`}>
              <code>{field.pointer}</code> <LongText text={field.detail} />
            </List.Item>
          ))}
        </List>
      )}
      {problem.retryAfterSeconds !== undefined && (
        <Text mt={4}>Try again in {problem.retryAfterSeconds} s.</Text>
      )}
      {onRetry && (
        <Button
          size="xs"
          variant="default"
          mt="sm"
          leftSection={<Icon name="refresh" size={14} />}
          onClick={onRetry}
        >
          Retry
        </Button>
      )}
    </Alert>
  );
}

/** Whether the detail adds nothing to the title. */
function saysTheSame(title: string, detail: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return plain(detail) === "" || plain(title) === plain(detail);
}
