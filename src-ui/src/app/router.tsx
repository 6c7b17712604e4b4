import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { destinationsSearchSchema } from "@/features/destinations/api/destinations-search";
import { exportsSearchSchema } from "@/features/exports/api/exports-search";
import { failuresSearchSchema } from "@/features/failures/api/failures-search";
import { importsSearchSchema, newImportSearchSchema } from "@/features/imports/api/import-search";
import { jobSearchSchema } from "@/features/jobs/api/job-search";
import { submitSearchSchema } from "@/features/jobs/api/submit-search";
import {
  newOperationSearchSchema,
  operationsSearchSchema,
} from "@/features/operations/api/operations-search";
import { queueSearchSchema } from "@/features/queues/api/queue-search";
import { schedulesSearchSchema } from "@/features/schedules/api/schedules-search";
import { signInSearchSchema } from "@/features/session/api/sign-in-search";
import { sessionQuery } from "@/lib/api/session";
import { asApiError } from "@/lib/problem";
import { parseSearch, type RawSearch, stringifySearch } from "@/lib/search-params";
import { CrashPage } from "./crash-page";
import { NotFoundPage } from "./not-found-page";
import { Shell } from "./shell";

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: signInSearchSchema,
  component: lazyRouteComponent(() => import("@/features/session/components/sign-in-page"), "SignInPage"),
});

/** Open to everyone: people who get an alert can read it, signed in or not. */
const runbooksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/runbooks",
  component: lazyRouteComponent(() => import("@/features/runbooks/components/runbooks-page"), "RunbooksPage"),
});

const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "console",
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      // Only a clear "not signed in" leads to the sign-in page; with the server away, the pages say so themselves.
      if (asApiError(error).status === 401) {
        throw redirect({ to: "/sign-in", search: { to: location.href }, replace: true });
      }
    }
  },
  component: Shell,
});

const page = { getParentRoute: () => consoleRoute };

const overviewRoute = createRoute({
  ...page,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/overview/components/overview-page"), "OverviewPage"),
});
const jobsRoute = createRoute({
  ...page,
  path: "/jobs",
  validateSearch: jobSearchSchema,
  component: lazyRouteComponent(() => import("@/features/jobs/components/jobs-page"), "JobsPage"),
});
const jobRoute = createRoute({
  ...page,
  path: "/jobs/$id",
  component: lazyRouteComponent(() => import("@/features/jobs/components/job-page"), "JobPage"),
});
const submitRoute = createRoute({
  ...page,
  path: "/submit",
  validateSearch: submitSearchSchema,
  component: lazyRouteComponent(() => import("@/features/jobs/components/submit-page"), "SubmitPage"),
});
const queuesRoute = createRoute({
  ...page,
  path: "/queues",
  beforeLoad: ({ search }) => {
    const { queue } = search as RawSearch;
    if (typeof queue === "string" && queue !== "") {
      throw redirect({ to: "/queues/$name", params: { name: queue }, replace: true });
    }
  },
  component: lazyRouteComponent(() => import("@/features/queues/components/queues-page"), "QueuesPage"),
});
const queueRoute = createRoute({
  ...page,
  path: "/queues/$name",
  validateSearch: queueSearchSchema,
  component: lazyRouteComponent(() => import("@/features/queues/components/queue-page"), "QueuePage"),
});
const destinationsRoute = createRoute({
  ...page,
  path: "/destinations",
  validateSearch: destinationsSearchSchema,
  component: lazyRouteComponent(
    () => import("@/features/destinations/components/destinations-page"),
    "DestinationsPage",
  ),
});
const destinationRoute = createRoute({
  ...page,
  path: "/destinations/$host",
  component: lazyRouteComponent(
    () => import("@/features/destinations/components/destination-page"),
    "DestinationPage",
  ),
});
const schedulesRoute = createRoute({
  ...page,
  path: "/schedules",
  validateSearch: schedulesSearchSchema,
  component: lazyRouteComponent(
    () => import("@/features/schedules/components/schedules-page"),
    "SchedulesPage",
  ),
});
const newScheduleRoute = createRoute({
  ...page,
  path: "/schedules/new",
  component: lazyRouteComponent(
    () => import("@/features/schedules/components/new-schedule-page"),
    "NewSchedulePage",
  ),
});
const scheduleRoute = createRoute({
  ...page,
  path: "/schedules/$name",
  component: lazyRouteComponent(
    () => import("@/features/schedules/components/schedule-page"),
    "SchedulePage",
  ),
});
const editScheduleRoute = createRoute({
  ...page,
  path: "/schedules/$name/edit",
  component: lazyRouteComponent(
    () => import("@/features/schedules/components/edit-schedule-page"),
    "EditSchedulePage",
  ),
});
const workersRoute = createRoute({
  ...page,
  path: "/workers",
  component: lazyRouteComponent(() => import("@/features/workers/components/workers-page"), "WorkersPage"),
});
const tasksRoute = createRoute({
  ...page,
  path: "/tasks",
  component: lazyRouteComponent(() => import("@/features/tasks/components/tasks-page"), "TasksPage"),
});
const importsRoute = createRoute({
  ...page,
  path: "/imports",
  validateSearch: importsSearchSchema,
  component: lazyRouteComponent(() => import("@/features/imports/components/imports-page"), "ImportsPage"),
});
const newImportRoute = createRoute({
  ...page,
  path: "/imports/new",
  validateSearch: newImportSearchSchema,
  component: lazyRouteComponent(
    () => import("@/features/imports/components/new-import-page"),
    "NewImportPage",
  ),
});
const importRoute = createRoute({
  ...page,
  path: "/imports/$id",
  component: lazyRouteComponent(() => import("@/features/imports/components/import-page"), "ImportPage"),
});
const exportsRoute = createRoute({
  ...page,
  path: "/exports",
  validateSearch: exportsSearchSchema,
  component: lazyRouteComponent(() => import("@/features/exports/components/exports-page"), "ExportsPage"),
});
const exportRoute = createRoute({
  ...page,
  path: "/exports/$id",
  component: lazyRouteComponent(() => import("@/features/exports/components/export-page"), "ExportPage"),
});
const failuresRoute = createRoute({
  ...page,
  path: "/failures",
  validateSearch: failuresSearchSchema,
  component: lazyRouteComponent(() => import("@/features/failures/components/failures-page"), "FailuresPage"),
});
const failureRoute = createRoute({
  ...page,
  path: "/failures/$fingerprint",
  component: lazyRouteComponent(() => import("@/features/failures/components/failure-page"), "FailurePage"),
});
const operationsRoute = createRoute({
  ...page,
  path: "/operations",
  validateSearch: operationsSearchSchema,
  component: lazyRouteComponent(
    () => import("@/features/operations/components/operations-page"),
    "OperationsPage",
  ),
});
const newOperationRoute = createRoute({
  ...page,
  path: "/operations/new",
  validateSearch: newOperationSearchSchema,
  component: lazyRouteComponent(
    () => import("@/features/operations/components/new-operation-page"),
    "NewOperationPage",
  ),
});
const operationRoute = createRoute({
  ...page,
  path: "/operations/$id",
  component: lazyRouteComponent(
    () => import("@/features/operations/components/operation-page"),
    "OperationPage",
  ),
});
/** Inside the console's frame, so that the navigation stays available. */
const unknownRoute = createRoute({ ...page, path: "$", component: NotFoundPage });

const routeTree = rootRoute.addChildren([
  signInRoute,
  runbooksRoute,
  consoleRoute.addChildren([
    overviewRoute,
    jobsRoute,
    jobRoute,
    submitRoute,
    queuesRoute,
    queueRoute,
    destinationsRoute,
    destinationRoute,
    schedulesRoute,
    newScheduleRoute,
    scheduleRoute,
    editScheduleRoute,
    workersRoute,
    tasksRoute,
    importsRoute,
    newImportRoute,
    importRoute,
    exportsRoute,
    exportRoute,
    failuresRoute,
    failureRoute,
    operationsRoute,
    newOperationRoute,
    operationRoute,
    unknownRoute,
  ]),
]);

export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultErrorComponent: CrashPage,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
  interface HistoryState {
    /** Tokens of the pages before this one, so that "previous" works after a reload too. */
    pageTrail?: string[];
  }
}
