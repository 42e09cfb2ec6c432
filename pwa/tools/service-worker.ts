/**
 * Writes dist/sw.js from src/service-worker.js with the list of this build's files and a version over their content.
 */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const SOURCE = "src/service-worker.js";
/** What a device never asks for, or must always ask the server for. */
const LEFT_OUT = /(?:^|\/)(?:sw\.js|\.vite\/.*|.*\.map)$/;

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

export function serviceWorker(): Plugin {
  let root = ".";
  return {
    name: "unitrail-service-worker",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const hash = createHash("sha256");
        const kept = Object.values(bundle).filter(({ fileName }) => !LEFT_OUT.test(fileName));
        for (const file of kept) {
          hash.update(file.fileName).update(file.type === "chunk" ? file.code : file.source);
        }
        const open = join(root, "public");
        const fixed = filesBelow(open);
        for (const path of fixed) {
          hash.update(path).update(readFileSync(path));
        }
        const template = readFileSync(join(root, SOURCE), "utf8");
        hash.update(template);
        const pages = kept.map(({ fileName }) => (fileName === "index.html" ? "" : fileName));
        const urls = [...pages, ...fixed.map((path) => path.slice(open.length + 1))];
        const source = template
          .replace('"__FILES__"', JSON.stringify(urls.map((url) => `/${url}`).toSorted()))
          .replace("__VERSION__", hash.digest("hex").slice(0, 16));
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}
