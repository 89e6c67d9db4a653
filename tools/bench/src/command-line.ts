import { parseArgs } from 'node:util';
import { FULL, SMALL, type Effort } from './harness/contestant.ts';

export interface Command {
  /** Keys to measure; all of them when it is empty. */
  readonly only: readonly string[];
  readonly json: boolean;
  readonly peers: boolean;
  readonly effort: Effort;
}

export const USAGE = `npm run bench                          measures everything, prints a table, writes bench/results.json
npm run bench -- --only KEY,KEY        measures these keys only
npm run -s bench -- --json             prints one line of JSON on standard output
npm run bench -- --no-peers            installs nothing and measures this project alone
npm run bench -- --small               a few messages of each: tries the harness, measures nothing`;

/** @throws TypeError of node:util for an option that is not known. */
export function readCommand(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      only: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: true },
      small: { type: 'boolean', default: false },
    },
  });
  return {
    only: values.only.split(',').filter((key) => key !== ''),
    json: values.json,
    peers: values.peers,
    effort: values.small ? SMALL : FULL,
  };
}
