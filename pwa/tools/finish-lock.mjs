// Finishes a fresh package-lock.json: takes out the authors' funding pages (no lock names a host), and fails when a
// platform's binary package is missing, because npm then installs nothing on any platform.
// Usage: node tools/finish-lock.mjs FILE
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("Which package-lock.json?");
  process.exit(2);
}
const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = Object.entries(lock.packages).flatMap(([name, entry]) =>
  Object.keys(entry.optionalDependencies ?? {})
    .filter((wanted) => !(`node_modules/${wanted}` in lock.packages))
    .map((wanted) => `${name} wants ${wanted}`),
);
if (missing.length > 0) {
  console.error(
    `The registry does not have these packages; choose another version:\n${missing.join("\n")}`,
  );
  process.exit(1);
}
for (const entry of Object.values(lock.packages)) {
  delete entry.funding;
}
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
