/**
 * Pure client simulation: `node pwa/sim/model.ts --seeds 500 --minutes 2 [--first 1] [--mutant NAME]`.
 * Prints what was run and leaves with 1 when an invariant broke (or a mutant was not caught).
 */
import "fake-indexeddb/auto";
import { parseArgs } from "node:util";
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

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "500" },
      minutes: { type: "string", default: "2" },
      first: { type: "string", default: "1" },
      mutant: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const changed = values.mutant === undefined ? {} : MUTANTS[values.mutant];
  if (changed === undefined) {
    console.error(`No mutant ${values.mutant}; there are: ${Object.keys(MUTANTS).join(", ")}.`);
    return 2;
  }
  const empty = { schedules: 0, events: 0, acknowledged: 0, lost: 0, doubled: 0 };
  const total: Total = { ...empty, faults: {}, failing: [] };
  const first = Number(values.first);
  countMacrotasks();
  for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
    add(total, await runSchedule(seed, Number(values.minutes), { ...SAFE, ...changed }));
    if (values.mutant !== undefined && total.failing.length > 0) break;
  }
  print(total, values.json);
  const caught = total.failing.length > 0;
  return (values.mutant === undefined) === caught ? 1 : 0;
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
