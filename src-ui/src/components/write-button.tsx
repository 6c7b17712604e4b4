import { Button, type ButtonProps, Tooltip } from "@mantine/core";
import type { MouseEventHandler, ReactNode } from "react";
import { type Permission, useRoleBlock } from "@/lib/api/session";
import { useWriteBlock } from "@/lib/api/status";

interface Props extends ButtonProps {
  children: ReactNode;
  onClick?: MouseEventHandler<HTMLButtonElement>;
  type?: "button" | "submit";
  /** Why this action in particular is not possible. */
  blocked?: string;
  needs?: Permission;
  "aria-label"?: string;
}

/**
 * A button that changes something. If the change is not possible, the button stays focusable and
 * says why.
 */
export function WriteButton({ blocked, needs, onClick, type = "button", children, ...props }: Props) {
  const role = useRoleBlock(needs);
  const reason = useWriteBlock() ?? role ?? blocked;
  const button = (
    <Button
      {...props}
      type={reason ? "button" : type}
      data-disabled={reason ? true : undefined}
      aria-disabled={reason ? true : undefined}
      aria-description={reason}
      onClick={reason ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </Button>
  );
  return reason ? (
    <Tooltip label={reason} events={{ hover: true, focus: true, touch: true }}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
