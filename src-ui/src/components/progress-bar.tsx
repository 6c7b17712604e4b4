import { Progress } from "@mantine/core";

interface Props {
  label: string;
  done: number;
  total: number | undefined;
  active?: boolean;
  size?: "sm" | "lg";
}

export function ProgressBar({ label, done, total, active, size = "lg" }: Props) {
  const share = total === undefined || total === 0 ? 0 : Math.min(1, done / total);
  return (
    <Progress.Root size={size} radius="xl">
      <Progress.Section
        value={share * 100}
        color={share === 1 ? "green" : "indigo"}
        striped={active}
        aria-label={label}
        aria-valuetext={`${Math.floor(share * 100)}%`}
      />
    </Progress.Root>
  );
}
