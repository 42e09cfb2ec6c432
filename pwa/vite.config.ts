import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { serviceWorker } from "./tools/service-worker.ts";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

// Preact's JSX comes from tsconfig; the one plugin writes the list of files the service worker keeps.
export default defineConfig({
  plugins: [serviceWorker()],
  define: { UNITRAIL_VERSION: JSON.stringify(version) },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    manifest: true,
    // A strict content security policy allows no inline scripts and no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://localhost:8080" } },
});
