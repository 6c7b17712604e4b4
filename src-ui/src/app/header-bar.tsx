import { ActionIcon, Burger, Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Icon, type IconName } from "@/components/icon";
import { Logo } from "@/components/logo";
import { sessionQuery, signOut } from "@/lib/api/session";
import { zonePreference } from "@/lib/preferences";
import { LivePill } from "./live-pill";
import classes from "./shell.module.css";

interface Props {
  menuOpen: boolean;
  onMenu: () => void;
  onHelp: () => void;
}

export function HeaderBar({ menuOpen, onMenu, onHelp }: Props) {
  return (
    <div className={classes.bar}>
      <Burger opened={menuOpen} onClick={onMenu} hiddenFrom="sm" size="sm" aria-label="Pages" />
      <Link to="/" className={classes.brand} aria-label="Nightshift, overview">
        <Logo size={26} />
        <span className={classes.brandName}>Nightshift</span>
      </Link>
      <span className={classes.spacer} />
      <LivePill />
      <ZoneSwitch />
      <SchemeMenu />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Keyboard shortcuts"
        onClick={onHelp}
        visibleFrom="sm"
      >
        <Icon name="keyboard" />
      </ActionIcon>
      <UserMenu />
    </div>
  );
}

function ZoneSwitch() {
  const [zone, setZone] = zonePreference.use();
  const other = zone === "utc" ? "local" : "utc";
  return (
    <UnstyledButton
      className={classes.pill}
      onClick={() => setZone(other)}
      aria-label={`Times are ${zone === "utc" ? "UTC" : "local"}; switch to ${other === "utc" ? "UTC" : "local"}`}
    >
      <Icon name="clock" size={14} />
      {zone === "utc" ? "UTC" : "Local"}
    </UnstyledButton>
  );
}

const schemes: { value: "light" | "dark" | "auto"; label: string; icon: IconName }[] = [
  { value: "light", label: "Light", icon: "sun" },
  { value: "dark", label: "Dark", icon: "moon" },
  { value: "auto", label: "System", icon: "monitor" },
];

function SchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const current = schemes.find(({ value }) => value === colorScheme) ?? schemes[2];
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Colors: ${current?.label}`}>
          <Icon name={current?.icon ?? "monitor"} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ value, label, icon }) => (
          <Menu.Item key={value} leftSection={<Icon name={icon} />} onClick={() => setColorScheme(value)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function UserMenu() {
  const session = useQuery(sessionQuery);
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  async function leave() {
    await signOut().catch(() => undefined);
    await navigate({ to: "/sign-in", search: {} });
    queryClient.clear();
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`Account: ${session.data?.username ?? "unknown"}`}
        >
          <Icon name="user" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.data ? `${session.data.username} · ${session.data.role}` : "No session"}
        </Menu.Label>
        <Menu.Item leftSection={<Icon name="leave" />} onClick={leave}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
