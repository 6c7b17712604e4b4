import { Anchor } from "@mantine/core";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { PageHeader } from "@/components/page-header";
import { OperationForm } from "./operation-form";

const route = getRouteApi("/console/operations/new");

export function NewOperationPage() {
  const { action = "retry", filter = "" } = route.useSearch();
  const navigate = useNavigate();
  return (
    <>
      <Anchor component={Link} to="/operations" fz="sm" className="ns-target">
        ← Operations
      </Anchor>
      <PageHeader
        title="New operation"
        about="One action for all jobs that meet a filter. Nothing changes before you press the last button."
      />
      <OperationForm
        wanted={{ action, filter }}
        onWanted={(search) =>
          void navigate({ to: "/operations/new", search, replace: true, resetScroll: false })
        }
      />
    </>
  );
}
