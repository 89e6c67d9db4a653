import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDER } from './folders.ts';
import type { Measured } from './neighbour-section.ts';

/** Where the measured timings are kept, beside what can be checked on any machine. */
const FILE = join(FOLDER, 'neighbours.json');

export const readMeasured = (): Measured => JSON.parse(readFileSync(FILE, 'utf8')) as Measured;

export const writeMeasured = (measured: Measured): void =>
  writeFileSync(FILE, `${JSON.stringify(measured, undefined, 2)}\n`);
