import { AppShell, Box } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { DataLossBanner } from "./data-loss-banner";
import { HeaderBar } from "./header-bar";
import { startLiveFeed } from "./live-feed";
import { NavBar } from "./nav-bar";
import { RedisBanner } from "./redis-banner";
import classes from "./shell.module.css";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { useShortcuts } from "./use-shortcuts";

export function Shell() {
  const queryClient = useQueryClient();
  const [menuOpen, menu] = useDisclosure(false);
  const [helpOpen, help] = useDisclosure(false);
  const { pathname } = useLocation();

  useEffect(() => startLiveFeed(queryClient), [queryClient]);
  useShortcuts(help.open);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the page changes
  useEffect(menu.close, [pathname]);

  return (
    <>
      <a className="ns-skip" href="#main">
        Skip to content
      </a>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 208, breakpoint: "sm", collapsed: { mobile: !menuOpen } }}
        padding={0}
      >
        <AppShell.Header className={classes.header}>
          <HeaderBar menuOpen={menuOpen} onMenu={menu.toggle} onHelp={help.open} />
        </AppShell.Header>
        <AppShell.Navbar className={classes.navbar}>
          <NavBar />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
          <RedisBanner />
          <DataLossBanner />
          <Box className={classes.page}>
            <Outlet />
          </Box>
        </AppShell.Main>
      </AppShell>
      <ShortcutsDialog opened={helpOpen} onClose={help.close} />
    </>
  );
}
