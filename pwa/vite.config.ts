import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { codeTexts } from "./tools/code-texts.ts";
import { serviceWorker } from "./tools/service-worker.ts";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

// Preact's JSX comes from tsconfig; one plugin splits the code texts by language, the other lists
// the files that the service worker keeps.
export default defineConfig({
  plugins: [codeTexts(), serviceWorker()],
  define: { UNITRAIL_VERSION: JSON.stringify(version) },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    manifest: true,
    // A strict content security policy allows no inline scripts and no data: URLs.
    assetsInlineLimit: 0,
    // In kB. The desk is one part, loaded once on a computer; what a handheld loads has a test of its own.
    chunkSizeWarningLimit: 800,
    modulePreload: { polyfill: false },
  },
  // Workers are module workers; the camera's imports its decoder.
  worker: { format: "es" },
  server: { proxy: { "/api": "http://localhost:8080" } },
});
