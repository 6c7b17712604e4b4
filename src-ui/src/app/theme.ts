import { type CSSVariablesResolver, createTheme, Modal, Notification } from "@mantine/core";

// Shade 8, automatic contrast and the threshold keep text on colored surfaces at 4.5:1 or more in
// both schemes.
export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: 8,
  autoContrast: true,
  luminanceThreshold: 0.3,
  defaultRadius: "md",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: "650" },
  colors: {
    dark: [
      "#dfe3ec",
      "#b9c0ce",
      "#98a1b3",
      "#6d778c",
      "#3c465a",
      "#2c3547",
      "#212a3b",
      "#171e2c",
      "#10151f",
      "#0b0f17",
    ],
  },
  components: {
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": "Close" } } }),
    Modal: Modal.extend({ defaultProps: { closeButtonProps: { "aria-label": "Close" } } }),
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#f5f6f9",
    "--mantine-color-dimmed": "#5a6373",
    "--mantine-color-placeholder": "#687182",
    "--mantine-color-error": "#b3201b",
    "--ns-surface": "#ffffff",
    "--ns-line": "#e2e5ec",
    "--ns-hover": "#f3f5fa",
    "--ns-error-text": "#a61b16",
  },
  dark: {
    "--mantine-color-body": "#10151f",
    "--mantine-color-dimmed": "#98a1b3",
    "--mantine-color-placeholder": "#8f98ab",
    "--mantine-color-error": "#ff9d97",
    "--ns-surface": "#171e2c",
    "--ns-line": "#2a3346",
    "--ns-hover": "#1d2535",
    "--ns-error-text": "#ff9d97",
  },
});
