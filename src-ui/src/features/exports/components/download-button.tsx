import { Button, type ButtonProps } from "@mantine/core";
import { Icon } from "@/components/icon";
import type { Export } from "@/lib/api/export";
import { sizeText } from "@/lib/size";

interface Props {
  job: Export;
  file: string;
  of: string;
  size: ButtonProps["size"];
}

export function DownloadButton({ job, file, of, size }: Props) {
  return (
    <Button
      component="a"
      href={file}
      download
      size={size}
      variant={size === "compact-sm" ? "default" : "filled"}
      leftSection={<Icon name="download" size={14} />}
      aria-label={`Download ${of}, ${sizeText(job.bytes)}`}
    >
      {size === "compact-sm" ? sizeText(job.bytes) : `Download ${sizeText(job.bytes)}`}
    </Button>
  );
}
