import { Button, type ButtonProps } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { NewOperationSearch } from "@/lib/api/operation";
import { useRoleBlock } from "@/lib/api/session";
import { useWriteBlock } from "@/lib/api/status";
import { stringifySearch } from "@/lib/search-params";
import { Icon, type IconName } from "./icon";
import { WriteButton } from "./write-button";

interface Props {
  search: NewOperationSearch;
  size: ButtonProps["size"];
  variant?: ButtonProps["variant"];
  icon: IconName;
  /** Why this operation in particular is not possible. */
  blocked?: string;
  children: string;
  "aria-label"?: string;
}

/** Leads to the preview of an operation, which is where it is begun. */
export function OperationLink({ search, icon, blocked: own, children, ...look }: Props) {
  const role = useRoleBlock("operate");
  const blocked = useWriteBlock() ?? role ?? own;
  const section = <Icon name={icon} size={look.size === "sm" ? 15 : 13} />;
  if (blocked) {
    return (
      <WriteButton {...look} leftSection={section} blocked={blocked}>
        {children}
      </WriteButton>
    );
  }
  return (
    <Button
      {...look}
      component={Link}
      to={`/operations/new${stringifySearch({ ...search })}`}
      leftSection={section}
    >
      {children}
    </Button>
  );
}
