import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directory, document, launch, started } from './esta-process.ts';

interface Balances {
  readonly employer: { readonly name?: string };
  readonly balances: readonly {
    readonly employee: string;
    readonly available: string;
    readonly used: string;
    readonly usableFrom: string;
  }[];
}

describe('esta start --demo', () => {
  it('fills an empty directory, serves it, and has it all when it is started again', async () => {
    const data = join(await directory(), 'data');
    const server = await started(data, '--demo');
    const { json } = await document<Balances>('balances', '--data', data, '--as-of', '2026-11-15');
    expect(json.employer.name).toBe('Harbor & Pine Bakery, Muskegon');
    expect(json.balances.length).toBe(24);
    expect(json.balances.find(({ employee }) => employee === '1041')!.usableFrom).toBe('2027-01-12');
    expect(json.balances.find(({ employee }) => employee === '1009')!.used).toBe('12');
    expect(json.balances.filter(({ available }) => available.startsWith('-'))).toEqual([]);
    const { err } = await server.stop();
    expect(err).toContain('Accruing sick time: done');

    const again = await started(data, '--demo');
    expect((await document<Balances>('balances', '--data', data, '--as-of', '2026-11-15')).json).toEqual(json);
    expect((await again.stop()).err).not.toContain('Importing');
  });

  it('goes on where it was killed', async () => {
    const data = join(await directory(), 'data');
    const child = launch(['start', '--port', '0', '--demo', '--data', data]);
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stderr!.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('timesheet.csv')) resolve();
      });
      child.once('exit', () => reject(new Error(`esta start ended by itself: ${said}`)));
    });
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const server = await started(data, '--demo');
    expect((await document<Balances>('balances', '--data', data)).json.balances.length).toBe(24);
    await server.stop();
  });

  it('leaves a directory with data of its own alone', async () => {
    const data = join(await directory(), 'data');
    await document(
      'send',
      'employee-service',
      'employer.set',
      '{"employer":{"name":"Acme"},"policy":{}}',
      '--type',
      'Command',
      '--data',
      data,
    );
    const server = await started(data, '--demo');
    expect((await document<Balances>('balances', '--data', data)).json.balances).toEqual([]);
    expect((await server.stop()).err).toContain('the demo is left out');
  });
});
