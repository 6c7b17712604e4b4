import type { ButtonProps } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type FailureGroup, useUnmute } from "@/lib/api/failure";
import { Icon } from "./icon";
import { MuteDialog } from "./mute-dialog";
import { WriteButton } from "./write-button";

interface Props {
  group: Pick<FailureGroup, "fingerprint" | "title" | "muted">;
  size: ButtonProps["size"];
  variant?: ButtonProps["variant"];
  /** The name of the button where several groups are on the page. */
  of?: string;
}

/** Mutes a failure group after a question, or ends its muting. */
export function MuteButton({ group, size, variant = "default", of }: Props) {
  const [opened, dialog] = useDisclosure(false);
  const unmute = useUnmute(group.fingerprint);
  const word = group.muted ? "Unmute" : "Mute";
  return (
    <>
      <WriteButton
        size={size}
        variant={variant}
        needs="operate"
        loading={unmute.isPending}
        leftSection={<Icon name="mute" size={size === "sm" ? 15 : 13} />}
        aria-label={of && `${word} ${of}`}
        onClick={group.muted ? () => unmute.mutate() : dialog.open}
      >
        {word}
      </WriteButton>
      <MuteDialog group={group} opened={opened} onClose={dialog.close} />
    </>
  );
}
