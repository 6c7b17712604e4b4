import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { copyText } from "@/lib/copy-text";
import { Icon } from "./icon";

export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<Icon name={copied ? "check" : "copy"} size={13} />}
      onClick={async () => setCopied(await copyText(text))}
    >
      {copied ? "Copied" : label}
    </Button>
  );
}
