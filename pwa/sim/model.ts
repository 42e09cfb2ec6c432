/**
 * Pure client simulation: `node pwa/sim/model.ts --seeds 500 --minutes 2 [--first 1] [--mutant NAME]`.
 * Prints what was run (schedules, faults by kind, acknowledged, lost, doubled, failing seed) and leaves with 1 when an invariant broke (or a mutant was not caught).
 */
import "fake-indexeddb/auto";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { SAFE, type Safeguards } from "../src/sync/safeguards.ts";
import { runSchedule, type ScheduleReport } from "./schedule.ts";
import { countMacrotasks } from "./virtual-world.ts";

const MUTANTS: Readonly<Record<string, Partial<Safeguards>>> = {
  success_on_request: { successOn: "request" },
  no_retention: { retain: false },
  dropped_on_4xx: { keepOnClientError: false },
};

interface Total {
  schedules: number;
  events: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  readonly faults: Record<string, number>;
  readonly failing: { seed: number; broken: string }[];
}

function add(total: Total, report: ScheduleReport): void {
  total.schedules += 1;
  total.events += report.events;
  total.acknowledged += report.acknowledged;
  total.lost += report.lost;
  total.doubled += report.doubled;
  for (const [fault, count] of Object.entries(report.faults)) {
    total.faults[fault] = (total.faults[fault] ?? 0) + count;
  }
  if (report.broken !== null) total.failing.push({ seed: report.seed, broken: report.broken });
}

function emptyTotal(): Total {
  const empty = { schedules: 0, events: 0, acknowledged: 0, lost: 0, doubled: 0 };
  return { ...empty, faults: {}, failing: [] };
}

interface Run {
  readonly first: number;
  readonly seeds: number;
  readonly minutes: number;
  readonly mutant: string | undefined;
}

async function runHere({ first, seeds, minutes, mutant }: Run): Promise<Total> {
  const total = emptyTotal();
  const changed = mutant === undefined ? {} : MUTANTS[mutant];
  countMacrotasks();
  for (let seed = first; seed < first + seeds; seed += 1) {
    add(total, await runSchedule(seed, minutes, { ...SAFE, ...changed }));
    if (mutant !== undefined && total.failing.length > 0) break;
  }
  return total;
}

/** The same seeds, shared out over processes; each reports as JSON. */
async function runShared(run: Run, workers: number): Promise<Total> {
  const share = Math.ceil(run.seeds / workers);
  const parts = Array.from({ length: workers }, (_, index) => {
    const first = run.first + index * share;
    const seeds = Math.max(0, Math.min(share, run.first + run.seeds - first));
    return inProcess({ ...run, first, seeds });
  });
  const total = emptyTotal();
  for (const part of await Promise.all(parts)) merge(total, part);
  return total;
}

async function inProcess({ first, seeds, minutes }: Run): Promise<Total> {
  const script = fileURLToPath(import.meta.url);
  const numbers = ["--first", first, "--seeds", seeds, "--minutes", minutes].map(String);
  const options = ["--workers", "1", "--json", ...numbers];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...options]);
    return JSON.parse(stdout) as Total;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    if (stdout === "") throw new Error(`seeds from ${first} on: ${stderr}`, { cause: error });
    return JSON.parse(stdout) as Total;
  }
}

function merge(total: Total, part: Total): void {
  for (const key of ["schedules", "events", "acknowledged", "lost", "doubled"] as const) {
    total[key] += part[key];
  }
  for (const [fault, count] of Object.entries(part.faults)) {
    total.faults[fault] = (total.faults[fault] ?? 0) + count;
  }
  total.failing.push(...part.failing);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "500" },
      minutes: { type: "string", default: "2" },
      first: { type: "string", default: "1" },
      workers: { type: "string", default: "2" },
      mutant: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { mutant } = values;
  if (mutant !== undefined && MUTANTS[mutant] === undefined) {
    console.error(`No mutant ${mutant}; there are: ${Object.keys(MUTANTS).join(", ")}.`);
    return 2;
  }
  const numbers = { first: Number(values.first), seeds: Number(values.seeds) };
  const run = { ...numbers, minutes: Number(values.minutes), mutant };
  const workers = mutant === undefined ? Number(values.workers) : 1;
  const total = await (workers > 1 ? runShared(run, workers) : runHere(run));
  print(total, values.json);
  const caught = total.failing.length > 0;
  return (mutant === undefined) === caught ? 1 : 0;
}

function print(total: Total, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(total));
    return;
  }
  console.log(`schedules    ${total.schedules}   events ${total.events}`);
  console.log(`acknowledged ${total.acknowledged}   lost ${total.lost}   doubled ${total.doubled}`);
  for (const [fault, count] of Object.entries(total.faults).toSorted()) {
    console.log(`  ${fault.padEnd(22)} ${count}`);
  }
  for (const { seed, broken } of total.failing) console.log(`FAILING SEED ${seed}: ${broken}`);
}

process.exitCode = await main();
