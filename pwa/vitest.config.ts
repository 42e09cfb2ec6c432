import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    environment: "happy-dom",
    // A run that found no test is a failure, not a success.
    passWithNoTests: false,
    restoreMocks: true,
  },
});
