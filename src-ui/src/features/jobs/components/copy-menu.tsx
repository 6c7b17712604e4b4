import { Button, Menu } from "@mantine/core";
import { Icon } from "@/components/icon";
import type { Job } from "@/lib/api/job";
import { jobPath } from "@/lib/api/job";
import { copyText } from "@/lib/copy-text";
import { toCurl } from "@/lib/curl";
import { prettyJson } from "@/lib/json-text";
import { notifyDone } from "@/lib/notify";
import { requestOfJob, requestText } from "../api/submit-request";

export function CopyMenu({ job }: { job: Job }) {
  const choices: [string, () => string][] = [
    ["Link", () => `${location.origin}/jobs/${job.id}`],
    ["Id", () => job.id],
    ["JSON", () => prettyJson(job.sourceText)],
    ["curl that reads it", () => toCurl({ path: jobPath(job.id) })],
    [
      "curl that submits it again",
      () =>
        toCurl({
          method: "POST",
          path: "/jobs",
          body: requestText(requestOfJob(job), job.argsText ?? "{}").text,
        }),
    ],
  ];
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="sm" variant="default" leftSection={<Icon name="copy" size={15} />}>
          Copy
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(([label, text]) => (
          <Menu.Item
            key={label}
            onClick={async () => {
              if (await copyText(text())) notifyDone(`Copied: ${label}`);
            }}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
