import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAlterations } from './altered-results.ts';
import { buildVariant } from './component-variant.ts';
import type { BalancesPage, DataDirectory } from './data-directory.ts';
import { demoCompanyIn, folderOfFile } from './demo-company.ts';
import { esta } from './esta-process.ts';
import { hoursText, TICKS_PER_HOUR } from './exact.ts';
import { served } from './served.ts';
import { builtFile } from './workspace.ts';

interface Replayed {
  readonly ok: boolean;
  readonly cranks: number;
  readonly same: number;
  readonly hash: string;
  readonly notes: readonly { readonly seq: number; readonly module: string; readonly sentence: string }[];
}
interface Stepped {
  readonly cranks: readonly {
    readonly seq: number;
    readonly message: { readonly id: string; readonly source: string; readonly opcode: string };
    readonly calls: readonly { readonly call: string; readonly on?: string }[];
    readonly changes: readonly { readonly collection: string; readonly key: string }[];
    readonly ended: string;
  }[];
}

/** Every entry of the store, and every other file with its bytes. */
function contentOf(path: string): object {
  const database = new DatabaseSync(join(path, 'kernel.db'), { readOnly: true });
  const entries = database.prepare('SELECT key, value FROM entries ORDER BY key').all();
  database.close();
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('kernel.db'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return { entries, files: files.map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]) };
}

/** Hours as whole ticks: a balance is a thirtieth of whole seconds, or a sum of such. */
function ticksOf(hours: string): number {
  const [over, under = '1'] = hours.split('/');
  return (Number(over) * TICKS_PER_HOUR) / Number(under);
}

describe('the demo company', () => {
  let directory: DataDirectory;

  beforeAll(async () => {
    const around = await folderOfFile();
    directory = await demoCompanyIn(around);
    return () => rm(around, { recursive: true, force: true, maxRetries: 3 });
  });

  const step = async (process: string): Promise<Stepped['cranks']> =>
    (await directory.ask<Stepped>('step', process)).json.cranks;

  it('H1 H10: replays the same, whole, on any number of threads, by process, by number and by message', async () => {
    const [one, two] = [await replayed('--all', '--cores', '1'), await replayed('--all', '--cores', '2')];
    expect(one).toMatchObject({ ok: true, notes: [] });
    expect(one.cranks).toBeGreaterThan(10);
    expect({ ...two, seconds: 0, cores: 0 }).toEqual({ ...one, seconds: 0, cores: 0 });
    const cranks = await step('accrual-engine#1');
    const { seq, message } = cranks[0]!;
    expect((await replayed('--process', 'accrual-engine#1')).same).toBe(cranks.length);
    expect((await replayed(String(seq))).hash).toBe((await replayed(message.id)).hash);
    expect((await replayed('--from', String(seq), '--to', String(seq))).cranks).toBe(1);
  });

  it('H1: replays a receipt, on a machine that has nothing else', async () => {
    const crank = (await step('compliance-engine')).at(-1)!;
    const receipt = join(directory.around, 'receipt.json');
    expect((await directory.tell('receipt', crank.message.id, '--with-component', '--out', receipt)).code).toBe(0);
    const { out } = await esta('replay', receipt);
    expect(out).toContain(`Computed again, it comes out the same: every one of ${crank.calls.length} system calls`);
  });

  it('H3: whichever result of a system call of its cranks is altered, the replay diverges', async () => {
    const alterations = await openAlterations(directory.path);
    try {
      expect(alterations.consumed.length).toBeGreaterThan(100);
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...alterations.consumed), async (consumed) => {
          expect(await alterations.replayAltered(consumed)).toMatchObject({ same: 0, failed: [], diverged: [{}] });
        }),
        { numRuns: 60 },
      );
    } finally {
      alterations.close();
    }
  });

  it('H9: names a crank record that was changed in the database, and what of it', async () => {
    const changed = await directory.copy('changed');
    const [{ seq }] = (await step('employee-service')) as [Stepped['cranks'][number]];
    const database = new DatabaseSync(join(changed.path, 'kernel.db'));
    const key = `j/${String(seq).padStart(16, '0')}`;
    database.prepare(`UPDATE entries SET value = replace(value, '"fuel":', '"fuel":1') WHERE key = ?`).run(key);
    database.close();
    const { code, json } = await changed.ask<Replayed>('replay', '--all');
    expect(code).toBe(1);
    expect(json.notes).toMatchObject([{ seq, sentence: expect.stringContaining('its section "rest" was changed') }]);
  });

  it('H12: answers as it did before an earlier moment, and leaves the directory as it is', async () => {
    const [, imported] = (await step('accrual-engine')).filter(({ changes }) => changes.length > 0);
    const now = await directory.balances('2026-11-15');
    const worked = async (when: number): Promise<readonly string[]> => {
      const { code, json, err } = await directory.ask<BalancesPage>(
        'at',
        String(when),
        'balances',
        '--as-of',
        '2026-11-15',
      );
      if (code !== 0) throw new Error(err);
      return json.balances.map(({ hoursWorked }) => hoursWorked);
    };
    const before = await worked(imported!.seq - 1);
    expect(before.filter((hours) => hours !== '0').length).toBeLessThan(2);
    const after = await worked(imported!.seq);
    expect(after).toEqual(now.map(({ hoursWorked }) => hoursWorked));
    expect(await directory.balances('2026-11-15')).toEqual(now);
  });

  it('H1 H12: replays and answers from the past while a kernel serves the directory', async () => {
    const serving = await directory.copy('serving');
    const { cranks, hash } = await replayed('--all');
    const last = (await step('compliance-engine')).at(-1)!.seq;
    const now = await directory.balances('2026-11-15');
    const server = await served(serving);
    expect((await serving.ask<Replayed>('replay', '--to', String(last))).json).toMatchObject({
      ok: true,
      cranks,
      hash,
    });
    const past = await serving.ask<BalancesPage>('at', String(last), 'balances', '--as-of', '2026-11-15');
    expect(past.json.balances).toEqual(now);
    expect((await server.leave('SIGTERM')).code).toBe(0);
  });

  it('H12: refuses to change the past, and a moment before the first', async () => {
    const refused = await directory.tell('at', '30', 'install', 'x.wasm');
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('asks the past with balances') });
    const early = await directory.tell('at', '2020-01-01', 'balances');
    expect(early).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was recorded before') });
  });

  it('H13: shows whose balance would differ, had the employer been small', async () => {
    const set = (await step('employee-service')).find(({ message }) => message.opcode === 'employer.set')!;
    const small = await directory.file(
      'small.json',
      JSON.stringify({
        employer: { name: 'Harbor & Pine Bakery, Muskegon', size: 'small', headcount: 8 },
        policy: { method: 'accrual', benefitYear: { type: 'calendar' }, waitingDays: 120, increment: 'hour' },
      }),
    );
    const { code, json, err } = await directory.ask<{ balances: unknown; state: { key: string }[] }>(
      'fork', String(set.seq), '--message', small,
    ); // prettier-ignore
    if (code !== 0) throw new Error(err);
    expect(json.state.map(({ key }) => key)).toEqual(['current']);
    expect(json.balances).toEqual(expect.arrayContaining([{ employee: '1001', before: '72', after: '40' }]));
  });

  it('H13: shows whose balance would differ, did an hour accrue with every 40 worked instead of 30', async () => {
    const { path, around } = directory;
    const variant = buildVariant(
      'accrual-engine', around, 'handlers/balances.ts', '    pack: michigan2025,',
      `    pack: JSON.parse(JSON.stringify(michigan2025).replaceAll('"rate":"1/30"', '"rate":"1/40"')) as typeof michigan2025,`,
    ); // prettier-ignore
    const [first] = (await step('employee-service')) as [Stepped['cranks'][number]];
    const { json: now } = await directory.ask<BalancesPage>('balances');
    const before = contentOf(path);
    const manifest = builtFile('accrual-engine', 'manifest.json');
    const { code, json } = await directory.ask<{
      balances: readonly { employee: string; before: string; after: string }[];
      state: readonly unknown[];
    }>('fork', String(first.seq), '--component', variant, '--manifest', manifest);
    expect({ code, state: json.state }).toEqual({ code: 0, state: [] });
    const differing = json.balances.map(({ employee }) => employee);
    // Whoever has neither carried hours in nor reached a cap has a 120th of the hours worked less.
    const plain = now.balances.filter(({ carriedIn, available }) => carriedIn === '0' && available !== '0');
    expect(plain.length).toBeGreaterThan(10);
    for (const { employee, hoursWorked, available } of plain) {
      const less = ticksOf(available) * 40 - ticksOf(hoursWorked) / 3;
      expect(json.balances).toContainEqual({ employee, before: available, after: hoursText(less, 40) });
    }
    // Nobody who has left has a balance, and who had reached the cap has done so with this rate as well.
    for (const { employee, available } of now.balances)
      if (available === '0' || available === '72') expect(differing).not.toContain(employee);
    expect(differing.length).toBeLessThan(now.balances.length);
    expect(contentOf(path)).toEqual(before);
  });

  it('shows a process step by step: messages, system calls, changes and ends', async () => {
    const cranks = await step('time-service');
    expect(cranks.map(({ message: { opcode } }) => opcode)).toEqual(
      expect.arrayContaining(['time.import.stage', 'time.import.commit']),
    );
    const staged = cranks.find(({ message }) => message.opcode === 'time.import.stage')!;
    expect(staged).toMatchObject({ ended: 'returned', message: { source: 'client' } });
    expect(staged.calls.map(({ call, on }) => [call, on])).toContainEqual(['sys.db.write', 'time-service.staged']);
    expect(staged.changes.map(({ collection }) => collection)).toContain('staged');
    const { out } = await directory.tell(
      'step',
      'time-service',
      '--from',
      String(staged.seq),
      '--to',
      String(staged.seq),
    );
    expect(out).toMatch(/^Crank \d+ {2}time-service#\d+ {2}time\.import\.stage from client/);
  });

  async function replayed(...args: readonly string[]): Promise<Replayed> {
    const { code, json, err } = await directory.ask<Replayed>('replay', ...args);
    if (code !== 0) throw new Error(`esta replay ${args.join(' ')} ended with ${code}: ${err}`);
    return json;
  }
});
