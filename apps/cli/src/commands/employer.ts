import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import type { EmployerSettings, JsonObject } from '@esta-logic/client';
import type { Command } from '../command.ts';
import { readJson } from '../read-input.ts';

export const employerCommand: Command = {
  name: 'employer',
  summary: 'Show or store the employer and its policy.',
  positionals: [],
  options: ['set'],
  details: [
    'FILE.json holds {"employer": {…}, "policy": {…}}: for example {"employer": {"name": "Acme", "size": "large"}, "policy": {"method": "accrual", "benefitYear": {"type": "calendar"}, "waitingDays": 120}}.',
    'Where the size is not stated, it is counted from the weeks in the imported timesheets (MCL 408.962).',
  ],
  async run({ text, terminal, connect }) {
    const path = text('set');
    const settings = path === undefined ? undefined : settingsIn(await readJson(path), path);
    const { client } = await connect();
    const stored = settings ? await client.setEmployer(settings) : await client.employer();
    terminal.result(stored, describe(stored));
    return 0;
  },
};

function settingsIn(value: unknown, path: string): { employer: JsonObject; policy: JsonObject } {
  if (isObject(value) && isObject(value['employer'])) {
    const { employer, policy = {} } = value as { employer: JsonObject; policy?: unknown };
    if (isObject(policy)) return { employer, policy };
  }
  throw new KernelError(
    faultOf(
      'invalid-file',
      `${path} must hold an object with the objects employer and policy; see \`esta employer --help\`.`,
    ),
  );
}

function describe({ employer, policy, configured }: EmployerSettings): string {
  const hint =
    configured === false ? '\nNobody has said who the employer is yet: `esta employer --set FILE.json`.' : '';
  return `${JSON.stringify({ employer, policy }, null, 2)}${hint}`;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
