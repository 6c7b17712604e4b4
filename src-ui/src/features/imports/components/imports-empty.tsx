import { Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/code-text";
import { EmptyState } from "@/components/empty-state";
import { toCurl } from "@/lib/curl";
import { contentTypes } from "../api/source-file";

const sample = "url,method\nhttps://example.com/one,GET\nhttps://example.com/two,GET\n";

export function ImportsEmpty() {
  const curl = toCurl({
    method: "POST",
    path: "/imports?task=http.request&name=requests.csv",
    headers: { "Content-Type": contentTypes.csv },
    file: "requests.csv",
  });
  return (
    <EmptyState icon="imports" title="No imports yet">
      <Stack gap="sm">
        <Text>
          An import makes a job of each row of a CSV or NDJSON file. It shows its progress, continues where it
          ended after a stop or a crash, and keeps rejected rows with their line and the reason.
        </Text>
        <Text>Choose a file here, or send one from a shell. This is requests.csv:</Text>
        <CodeText text={sample} label="Sample of a CSV file" />
        <Text>and this sends it:</Text>
        <CodeText text={curl} label="Command that sends a file" wrap />
      </Stack>
    </EmptyState>
  );
}
