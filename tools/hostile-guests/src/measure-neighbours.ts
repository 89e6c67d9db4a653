import { rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { HOSTILE_CASES } from './hostile-cases.ts';
import { guestModules } from './guest-modules.ts';
import { makeTemplate } from './laboratory.ts';
import { readMeasured, writeMeasured } from './measured-file.ts';
import { neighbourLatency, type NeighbourLatency, type Percentiles } from './neighbour-latency.ts';

const template = await makeTemplate(await guestModules());
/** Opcodes to measure anew; without any, all of them. */
const only = process.argv.slice(2);
const neighbours: Record<string, NeighbourLatency> = only.length > 0 ? { ...readMeasured().neighbours } : {};
const busy: number[] = [];
for (const hostile of HOSTILE_CASES) {
  if (only.length > 0 && !only.includes(hostile.opcode)) continue;
  const { alone, beside } = await neighbourLatency(template, hostile);
  neighbours[hostile.opcode] = { alone: rounded(alone), beside: rounded(beside) };
  busy.push(loadavg()[0]!);
  console.log(`${hostile.opcode}: p99 ${alone.p99.toFixed(2)} ms alone, ${beside.p99.toFixed(2)} ms beside it`);
}
rmSync(template, { recursive: true });
const load = busy.reduce((sum, one) => sum + one, 0) / busy.length;
const day = new Date().toISOString().slice(0, 10);
const machine = `${availableParallelism()} processors with Node ${process.versions.node} at a load of ${load.toFixed(1)}, ${day}`;
writeMeasured({ machine, neighbours });

function rounded({ p50, p99 }: Percentiles): Percentiles {
  return { p50: Number(p50.toFixed(3)), p99: Number(p99.toFixed(3)) };
}
