import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { directory, document, ended, esta, launch, started } from './esta-process.ts';

interface ProcessRow {
  readonly id: string;
  readonly module: string;
  readonly state: string;
  readonly mailbox: number;
}
interface Letter {
  readonly seq: number;
  readonly target: string;
  readonly fault: { readonly code: number };
}

const CSV = 'employee,date,hours\r\nE1,2026-01-05,8\r\nE2,2026-01-06,8\r\n';

it('suspends, resumes and stops a process; what it could not handle is a dead letter that can be retried', async () => {
  const folder = await directory();
  const data = join(folder, 'data');
  const file = join(folder, 'hours.csv');
  await writeFile(file, CSV);
  const server = await started(data);
  const engine = async (): Promise<ProcessRow> =>
    (await document<ProcessRow[]>('ps', '--once', '--data', data)).json.find(
      ({ module }) => module === 'accrual-engine',
    )!;

  expect(await document('suspend', 'accrual-engine', '--data', data)).toMatchObject({
    code: 0,
    json: { id: 'accrual-engine#1', state: 'suspended' },
  });
  const importing = ended(launch(['import', file, '--data', data, '--json']));
  while ((await engine()).mailbox === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await document('stop', 'accrual-engine#1', '--data', data)).toMatchObject({
    code: 0,
    json: { state: 'completed' },
  });
  await importing;

  const { json: letters } = await document<Letter[]>('dead-letters', '--data', data);
  expect(letters.length).toBeGreaterThan(0);
  expect(letters[0]).toMatchObject({ target: 'accrual-engine', fault: { code: 1019 } });
  const seq = String(letters[0]!.seq);
  expect(await document('dead-letters', 'show', seq, '--data', data)).toMatchObject({
    code: 0,
    json: { payload: expect.anything() as unknown },
  });
  expect(await document('dead-letters', 'retry', seq, '--data', data)).toMatchObject({
    code: 1,
    json: { error: { code: 1019 } },
  });

  expect(await document('resume', 'accrual-engine', '--data', data)).toMatchObject({
    code: 0,
    json: { id: 'accrual-engine#2' },
  });
  for (const letter of letters)
    expect(await document('dead-letters', 'retry', String(letter.seq), '--data', data)).toMatchObject({ code: 0 });
  expect((await esta('dead-letters', 'list', '--data', data)).out).toBe('There are no dead letters.\n');
  const { json } = await document<{ balances: { accrued: string }[] }>(
    'balances',
    '--data',
    data,
    '--as-of',
    '2026-06-30',
  );
  expect(json.balances.map(({ accrued }) => accrued)).toEqual(['4/15', '4/15']);
  expect(await document('log', 'verify', '--data', data)).toMatchObject({ code: 0 });
  await server.stop();
});

it('stops although somebody waits for a suspended process, and what waits there is handled later', async () => {
  const folder = await directory();
  const data = join(folder, 'data');
  const file = join(folder, 'hours.csv');
  await writeFile(file, CSV);
  const server = await started(data);
  await document('suspend', 'accrual-engine', '--data', data);
  const importing = ended(launch(['import', file, '--data', data, '--json']));
  const queued = async (): Promise<number> =>
    (await document<ProcessRow[]>('ps', '--data', data)).json.find(({ module }) => module === 'accrual-engine')!
      .mailbox;
  while ((await queued()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await server.stop()).toMatchObject({ code: 0 });
  await importing;
  expect(await queued()).toBeGreaterThan(0);
  expect(await document('resume', 'accrual-engine', '--data', data)).toMatchObject({ code: 0 });
  expect(await queued()).toBe(0);
  const { json } = await document<{ balances: { accrued: string }[] }>(
    'balances',
    '--data',
    data,
    '--as-of',
    '2026-06-30',
  );
  expect(json.balances.map(({ accrued }) => accrued)).toEqual(['4/15', '4/15']);
});

it('keeps what was decided where no kernel is running, and says what it cannot do', async () => {
  const data = join(await directory(), 'data');
  expect(await document('suspend', 'time-service', '--data', data)).toMatchObject({
    code: 0,
    json: { state: 'suspended' },
  });
  expect(
    (await document<ProcessRow[]>('ps', '--data', data)).json.find(({ module }) => module === 'time-service')!.state,
  ).toBe('suspended');
  expect(await document('suspend', 'time-service', '--data', data)).toMatchObject({
    code: 1,
    json: { error: { code: 1019 } },
  });
  expect(await document('resume', 'time-service', '--data', data)).toMatchObject({ code: 0 });
  expect(await document('stop', 'nobody', '--data', data)).toMatchObject({ code: 1, json: { error: { code: 1013 } } });
  expect(await document('dead-letters', 'discard', '9999', '--data', data)).toMatchObject({
    code: 1,
    json: { error: { code: 1013 } },
  });
});

it.each([
  [['stop']],
  [['dead-letters', 'burn']],
  [['dead-letters', 'show']],
  [['dead-letters', 'retry', 'x']],
  [['dead-letters', 'list', '3']],
])('%j is wrong usage', async (args) => {
  expect((await esta(...args)).code).toBe(2);
});
