import { defineConfig } from "vite";

// The service worker is written by hand (src/app/), so no plugin is needed: Preact's JSX comes from tsconfig.
export default defineConfig({
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
