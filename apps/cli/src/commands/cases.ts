import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import type { CaseOutcome, CasesReport, WorkedCase } from '@esta-logic/client';
import type { Command } from '../command.ts';
import { readJson } from '../read-input.ts';

export const casesCommand: Command = {
  name: 'cases',
  summary: 'Run worked cases through the compliance engine and compare.',
  positionals: ['FILE.json'],
  options: [],
  details: [
    'FILE.json is a list of {id, given, expect}: given.question selects the decision, expect lists the facts to check. Hours are compared as exact fractions.',
    'Ends with 0 only if all pass; a question that is not supported is a failure that says so.',
  ],
  async run({ positionals, terminal, connect }) {
    const [path] = positionals as [string];
    const cases = casesIn(await readJson(path), path);
    const { client } = await connect();
    const report = await client.cases(cases);
    terminal.result(report, describe(report));
    return report.failed === 0 ? 0 : 1;
  },
};

function casesIn(value: unknown, path: string): readonly WorkedCase[] {
  const list = Array.isArray(value) ? value : (value as { cases?: unknown } | null)?.cases;
  if (!Array.isArray(list))
    throw new KernelError(
      faultOf('invalid-file', `${path} must hold a list of cases, or an object with the list cases.`),
    );
  return list as readonly WorkedCase[];
}

function describe({ passed, failed, cases }: CasesReport): string {
  return [...cases.map(line), `${passed} passed, ${failed} failed`].join('\n');
}

function line({ id, pass, got, diff }: CaseOutcome): string {
  if (pass) return `pass  ${id}`;
  const error = (got as { error?: { message?: string } } | null)?.error;
  if (error?.message !== undefined) return `FAIL  ${id}: ${error.message}`;
  return `FAIL  ${id}: ${diff.map(({ path, expected, got: given }) => `${path} should be ${JSON.stringify(expected)} and is ${given === undefined ? 'missing' : JSON.stringify(given)}`).join('; ')}`;
}
