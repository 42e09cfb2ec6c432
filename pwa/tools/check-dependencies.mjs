// Runs dependency-cruiser and also fails when it did not read every source file: a rule about files that nobody read
// always holds. Usage: node tools/check-dependencies.mjs [folder with src/ and the configuration]
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url)));
const cruiser = fileURLToPath(new URL("../node_modules/.bin/depcruise", import.meta.url));

/** Every TypeScript file below src/, as dependency-cruiser names them. */
function sourceFiles() {
  const sources = join(folder, "src");
  if (!existsSync(sources)) {
    return [];
  }
  return readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

const answer = spawnSync(
  process.execPath,
  [cruiser, "--config", ".dependency-cruiser.mjs", "--output-type", "json", "src"],
  { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 },
);
if (!answer.stdout.startsWith("{")) {
  console.error(`dependency-cruiser did not run:\n${answer.stdout}${answer.stderr}`);
  process.exit(1);
}
const { modules, summary } = JSON.parse(answer.stdout);
const read = new Set(modules.map((module) => module.source));
const unread = sourceFiles().filter((file) => !read.has(file));
for (const { rule, from, to, cycle } of summary.violations) {
  const way = cycle ? cycle.map((step) => step.name).join(" -> ") : to;
  console.error(`${rule.name}: ${from} -> ${way}`);
}
for (const file of unread) {
  console.error(`unread: ${file}`);
}
if (modules.length === 0) {
  console.error("dependency-cruiser read no module at all");
}
console.log(`${modules.length} modules read, ${summary.violations.length} violations`);
process.exit(modules.length === 0 || unread.length > 0 || summary.violations.length > 0 ? 1 : 0);
