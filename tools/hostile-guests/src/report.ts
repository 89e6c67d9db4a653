import { join } from 'node:path';
import { ERRORS } from '@esta-logic/kernel-boundary';
import { ROOT } from './folders.ts';
import { neighbourSection, type Measured } from './neighbour-section.ts';
import { table } from './markdown-table.ts';
import type { Observation } from './run-case.ts';

/** A module that was refused before anything of it ran. */
export interface Refusal {
  readonly does: string;
  readonly limit: string;
  readonly code: number;
  readonly name: string;
}

const HEAD = `# Hostile guests

What components do that misbehave, and which limit of the kernel meets them.
Each row is a test of \`tools/hostile-guests\`: it boots a kernel on a directory of its own, sends the message, and keeps asking a neighbour for sums until the guest has ended.
Of none of them anything stays that it wrote, sent or opened, unless the row says that it was answered; the audit log verifies and has the outcome and the fuel.
Fuel is in units, by band; the same work takes the same on every machine.
The neighbour's sums were all right; "meanwhile" says that it answered while the guest was still running, "after it" that the guest ended within its first stretch of fuel.
`;

/** The report as Markdown. Of timings it has those that were measured before, so that it is the same on every machine. */
export function reportOf(
  observations: readonly Observation[],
  refusals: readonly Refusal[],
  measured: Measured,
): string {
  const ran = observations.map((seen) => [
    `\`${seen.case.opcode}\``,
    seen.case.language,
    seen.case.does,
    seen.case.limit,
    outcomeOf(seen),
    seen.fuel > 0 ? roughly(seen.fuel) : '–',
    neighbourOf(seen),
  ]);
  const refused = refusals.map(({ does, limit, code, name }) => [does, limit, `${code} ${name}`]);
  return [
    HEAD,
    table(['fixture', 'language', 'what it does', 'limit met', 'code', 'fuel', 'neighbour'], ran),
    '',
    '## Refused at installation',
    '',
    'Nothing of these ever ran.',
    '',
    table(['what it is', 'limit met', 'code'], refused),
    '',
    neighbourSection(
      observations.map((seen) => seen.case.opcode),
      measured,
    ),
  ].join('\n');
}

const outcomeOf = ({ fault }: Observation): string => (fault ? `${fault.code} ${fault.name}` : 'answered');

/** Bands whose bounds lie far from what the fixtures use: a few instructions more in the kit do not move a row. */
const BANDS: readonly (readonly [below: number, name: string])[] = [
  [1e3, 'under 1 K'],
  [3e5, 'under 300 K'],
  [5e6, 'under 5 M'],
  [5e7, 'under 50 M'],
  [5e8, 'under 500 M'],
  [5e9, 'under 5 G'],
];

const roughly = (units: number): string => BANDS.find(([below]) => units < below)?.[1] ?? 'more';

/** Whether there was a meanwhile depends on the guest: what ends within its first stretches, or runs where nothing can yield, gives way to nobody. */
const LONG = 16_000_000;

const neighbourOf = ({ fuel, answersBefore }: Observation): string =>
  answersBefore.length > 0 && fuel > LONG ? 'meanwhile' : 'after it';

/** The row of the table that a refusal at installation belongs to. */
export const refusalOf = (does: string, limit: string, name: keyof typeof ERRORS): Refusal => ({
  does,
  limit,
  name,
  code: ERRORS[name].code,
});

/** Where the report is kept. */
export const REPORT_FILE = join(ROOT, 'docs/hostile-guests.md');
