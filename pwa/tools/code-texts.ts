/**
 * Lets `sync/codes/*.json?zh` be imported: the texts of one language alone, so that a device loads only the one it reads.
 */

import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const ASKED = /^(?<file>.*\/sync\/codes\/[^/]+\.json)\?(?<language>zh|en)$/;

interface Entry {
  readonly code: string;
  readonly severity: string;
  readonly zh: object;
  readonly en: object;
}

export function codeTexts(): Plugin {
  return {
    name: "unitrail-code-texts",
    load(id) {
      const { file, language } = ASKED.exec(id)?.groups ?? {};
      if (file === undefined) {
        return null;
      }
      this.addWatchFile(file);
      const entries = JSON.parse(readFileSync(file, "utf8")) as readonly Entry[];
      const texts = entries.map((entry) => {
        const { code, severity } = entry;
        return { code, severity, ...(language === "zh" ? entry.zh : entry.en) };
      });
      return `export default ${JSON.stringify(texts)}`;
    },
  };
}
