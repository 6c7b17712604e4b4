import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { createConsole } from "@/app/create-console";
import { theme } from "@/app/theme";

/** The whole console, at an address or, as after a reload, where the tab is. */
export function renderConsole(address?: string) {
  if (address !== undefined) window.history.replaceState({}, "", address);
  const { queryClient, router } = createConsole();
  const view = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...view, router };
}
