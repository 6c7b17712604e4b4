import { Button, type ButtonProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { copyText } from "@/lib/copy-text";
import { Icon } from "./icon";

interface Props {
  text: string;
  label?: string;
  size?: ButtonProps["size"];
  visibleFrom?: ButtonProps["visibleFrom"];
}

export function CopyButton({ text, label = "Copy", size = "compact-xs", visibleFrom }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      size={size}
      visibleFrom={visibleFrom}
      variant="default"
      leftSection={<Icon name={copied ? "check" : "copy"} size={13} />}
      onClick={async () => setCopied(await copyText(text))}
    >
      {copied ? "Copied" : label}
    </Button>
  );
}
