import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Icon } from "@/components/icon";
import { statusQuery } from "@/lib/api/status";
import classes from "./shell.module.css";

const pages = [
  { to: "/", icon: "overview", label: "Overview" },
  { to: "/failures", icon: "failures", label: "Failures" },
  { to: "/jobs", icon: "jobs", label: "Jobs" },
  { to: "/queues", icon: "queues", label: "Queues" },
  { to: "/destinations", icon: "destinations", label: "Destinations" },
  { to: "/schedules", icon: "clock", label: "Schedules" },
  { to: "/workers", icon: "workers", label: "Workers" },
  { to: "/tasks", icon: "tasks", label: "Tasks" },
  { to: "/operations", icon: "operations", label: "Operations" },
  { to: "/imports", icon: "imports", label: "Imports" },
  { to: "/exports", icon: "exports", label: "Exports" },
  { to: "/submit", icon: "plus", label: "Submit a job" },
] as const;

export function NavBar() {
  const status = useQuery(statusQuery);
  return (
    <>
      <nav aria-label="Pages">
        {pages.map(({ to, icon, label }) => (
          <Link
            key={to}
            to={to}
            className={classes.link}
            activeOptions={{ exact: to === "/", includeSearch: false }}
          >
            <Icon name={icon} />
            {label}
          </Link>
        ))}
      </nav>
      <div className={classes.foot}>
        <div>
          <Link to="/runbooks" className="ns-target" style={{ color: "inherit" }}>
            Runbooks
          </Link>
          {" · "}
          <a href="/openapi/ui" className="ns-target" style={{ color: "inherit" }}>
            API reference
          </a>
        </div>
        {status.data?.version && <div>Version {status.data.version}</div>}
      </div>
    </>
  );
}
