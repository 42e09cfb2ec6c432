import { defineConfig } from "vitest/config";
import { codeTexts } from "./tools/code-texts.ts";

export default defineConfig({
  plugins: [codeTexts()],
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    environment: "happy-dom",
    setupFiles: ["tools/both-languages.ts"],
    // A run that found no test is a failure, not a success.
    passWithNoTests: false,
    restoreMocks: true,
  },
});
