import { createQueryClient } from "./query-client";
import { createConsoleRouter } from "./router";

/** The two parts that know each other: a call that finds the session over leads to the sign-in page. */
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
