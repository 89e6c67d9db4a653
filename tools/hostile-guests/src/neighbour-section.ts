import { table } from './markdown-table.ts';
import type { NeighbourLatency } from './neighbour-latency.ts';

/** Timings of one machine, by opcode. */
export interface Measured {
  /** The machine, and how busy it was. */
  readonly machine: string;
  readonly neighbours: Readonly<Record<string, NeighbourLatency>>;
}

/** Milliseconds that a hostile guest may add to the neighbour's p99: the budget of one message in the contract. */
const BUDGET = 1;

/** The part of the report about how long the neighbour's clients waited. Throws for a guest that was not measured. */
export function neighbourSection(opcodes: readonly string[], { machine, neighbours }: Measured): string {
  const rows = opcodes.map((opcode) => {
    const measured = neighbours[opcode];
    if (!measured) throw new Error(`${opcode} was not measured: run "npm run neighbours -w tools/hostile-guests".`);
    return { opcode, ...measured };
  });
  const within = rows.filter(({ alone, beside }) => beside.p99 - alone.p99 <= BUDGET).length;
  return [
    '## What the neighbour’s clients waited',
    '',
    'Each is asked 500 times alone and 500 times while the hostile guest is kept at work without a pause, in stretches of 100 that take turns; a guest that is quarantined for it is released at once.',
    'Milliseconds between the question and the durable answer, less what the kernel’s thread stood in the processor’s queue for other programs; medians over the stretches.',
    'The neighbour’s priority is `high`, the others’ is `low`.',
    `Measured on ${machine}; \`npm run neighbours -w tools/hostile-guests\` measures again.`,
    `The budget is ${BUDGET} ms more at p99: ${within} of ${rows.length} keep it.`,
    'What exceeds it is work of the thread that nothing can suspend: a new instance in place of one that trapped or grew, a module that is loaded again, a payload of a megabyte of small parts that is read and checked, up to 10 million units of fuel in a function that the host enters, and the processor’s caches.',
    '',
    table(
      ['fixture', 'p50 alone', 'p50 beside', 'p99 alone', 'p99 beside', 'ratio of p99', 'in budget'],
      rows.map(({ opcode, alone, beside }) => [
        `\`${opcode}\``,
        ...[alone.p50, beside.p50, alone.p99, beside.p99, beside.p99 / alone.p99].map((value) => value.toFixed(2)),
        beside.p99 - alone.p99 <= BUDGET ? 'yes' : 'no',
      ]),
    ),
    '',
  ].join('\n');
}
