import { createQueryClient } from "./query-client";
import { createConsoleRouter } from "./router";

/**
 * Creates the query client and the router. A call that finds the session expired leads to the
 * sign-in page.
 */
export function createConsole() {
  const queryClient = createQueryClient(() => {
    const { pathname, href } = router.state.location;
    if (pathname === "/sign-in") return;
    queryClient.clear();
    void router.navigate({ to: "/sign-in", search: { to: href }, replace: true });
  });
  const router = createConsoleRouter(queryClient);
  return { queryClient, router };
}
