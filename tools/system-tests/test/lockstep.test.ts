import { rm } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildVariant } from './component-variant.ts';
import type { DataDirectory } from './data-directory.ts';
import { demoCompanyIn, folderOfFile } from './demo-company.ts';
import { served } from './served.ts';
import { builtFile } from './workspace.ts';

const AS_OF = '2026-11-15';

interface Stepped {
  readonly cranks: readonly {
    readonly message: { readonly opcode: string };
    readonly changes: readonly unknown[];
    readonly reply?: string;
    readonly fault?: { readonly code: number; readonly message: string };
  }[];
}

describe('X10: a deployment in lockstep', () => {
  let company: DataDirectory;

  beforeAll(async () => {
    const around = await folderOfFile();
    company = await demoCompanyIn(around);
    return () => rm(around, { recursive: true, force: true, maxRetries: 3 });
  });

  it('answers and records what it does without: every service agrees with its TypeScript', async () => {
    const directory = await company.copy('agrees');
    const before = await company.balances(AS_OF);
    const server = await served(directory, '--lockstep');
    expect(await directory.balances(AS_OF)).toEqual(before);
    const more = await directory.file('more.csv', 'employee,date,hours\n1004,2026-11-16,8\nnew,2026-11-16,8\n');
    expect(await directory.ask('import', more)).toMatchObject({ code: 0 });
    expect(await directory.ask('employee', 'add', 'N1', '--name', 'Nia New')).toMatchObject({ code: 0 });
    expect(await directory.ask('obligations')).toMatchObject({ code: 0 });
    expect((await server.leave('SIGTERM')).code).toBe(0);
    for (const service of ['accrual-engine', 'compliance-engine', 'employee-service', 'time-service']) {
      const { cranks } = (await directory.ask<Stepped>('step', service)).json;
      expect(cranks.filter(({ fault }) => fault?.code === 4008)).toEqual([]);
    }
    expect(await directory.ask('replay', '--all')).toMatchObject({ code: 0, json: { ok: true } });
  });

  it('answers the same on two cores', async () => {
    const directory = await company.copy('two cores');
    const before = await company.balances(AS_OF);
    const server = await served(directory, '--lockstep', '--cores', '2');
    expect(await directory.balances(AS_OF)).toEqual(before);
    expect((await server.leave('SIGTERM')).code).toBe(0);
  });

  it('X8: keeps nothing of a component that says something else than its TypeScript, and shows both', async () => {
    const directory = await company.copy('disagrees');
    const variant = buildVariant(
      'accrual-engine',
      directory.around,
      'handlers/report.ts',
      'published += entries.length;',
      'published += entries.length + 1;',
    );
    const manifest = builtFile('accrual-engine', 'manifest.json');
    expect(await directory.ask('install', variant, '--manifest', manifest, '--accept')).toMatchObject({ code: 0 });
    const before = await directory.balances(AS_OF);
    const server = await served(directory, '--lockstep');
    const more = await directory.file('more.csv', 'employee,date,hours\n1004,2026-11-16,8\n');
    const refused = await directory.ask('import', more);
    expect(refused).toMatchObject({ code: 1 });
    expect(JSON.stringify(refused.json)).toContain('The reference of accrual-engine');
    expect(await directory.balances(AS_OF)).toEqual(before);
    expect((await server.leave('SIGTERM')).code).toBe(0);
    const { cranks } = (await directory.ask<Stepped>('step', 'accrual-engine')).json;
    const last = cranks.filter(({ fault }) => fault?.code === 4008).at(-1);
    expect(last).toMatchObject({ changes: [], reply: expect.any(String) });
    expect((await directory.tell('step', 'accrual-engine')).out).toContain('The reference of accrual-engine');
    expect(await directory.ask('log', 'verify')).toMatchObject({ code: 0, json: { ok: true } });
  });
});
