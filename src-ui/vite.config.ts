import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { markdown } from "./scripts/markdown.ts";

const server = process.env.NIGHTSHIFT_URL ?? "http://localhost:9080";

// The Host header stays the browser's own, because the server compares it with Origin before it lets a cookie write.
const toServer = { target: server, changeOrigin: false };

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "/",
  plugins: [react(), markdown()],
  resolve: { alias: { "@": folder("./src"), "@docs": folder("../docs") } },
  server: {
    fs: { allow: [folder("."), folder("../docs")] },
    proxy: { "/api": toServer, "/health": toServer, "/metrics": toServer, "/openapi": toServer },
  },
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    manifest: true,
    chunkSizeWarningLimit: 900,
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    css: false,
    testTimeout: 30_000,
  },
});
