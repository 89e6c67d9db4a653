import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { add, ONE, parseRational, toFraction } from '@esta-logic/shared-types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directory, document, esta } from './esta-process.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ACCRUAL = join(ROOT, 'services/accrual-engine');
const COMPLIANCE = join(ROOT, 'services/compliance-engine');

interface Balances {
  readonly balances: readonly { readonly employee: string; readonly accrued: string }[];
}
interface Modules {
  readonly json: readonly { readonly id: string; readonly hash: string }[];
}

/** A directory with an imported timesheet, made once and copied for each test. */
const template = join(tmpdir(), `esta-bypass-${process.pid}`);
beforeAll(async () => {
  const file = `${template}.csv`;
  await writeFile(file, 'employee,date,hours\nE1,2026-01-05,8.5\nE2,2026-01-06,7\n');
  expect(await esta('import', file, '--data', template)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await rm(template, { recursive: true, force: true });
  await rm(`${template}.csv`, { force: true });
});

async function imported(): Promise<string> {
  const data = join(await directory(), 'data');
  await cp(template, data, { recursive: true });
  return data;
}
const balancesOf = (data: string): Promise<{ code: number | null; json: Balances }> => document<Balances>('balances', '--data', data, '--as-of', '2026-06-30');

describe('what `esta balances` shows comes from the pinned components and from nowhere else', () => {
  it('changes by an hour when the accrual component is swapped for one that adds an hour', async () => {
    const data = await imported();
    const before = (await balancesOf(data)).json.balances;
    const { component, manifest } = await generousAccrual();
    expect(await document('install', component, '--manifest', manifest, '--data', data)).toMatchObject({ code: 0, json: { module: 'accrual-engine' } });
    const after = (await balancesOf(data)).json.balances;
    expect(after.length).toBe(2);
    for (const [i, { accrued }] of after.entries()) expect(accrued).toBe(toFraction(add(parseRational(before[i]!.accrued)!, ONE)));
  });

  it('is refused with 4007 when one byte of the pinned accrual component is changed', async () => {
    const data = await imported();
    const { json } = (await document('modules', '--data', data)) as unknown as Modules;
    const digits = json.find(({ id }) => id === 'accrual-engine')!.hash.replace('blake3-', '');
    const name = (await readdir(data, { recursive: true })).find((path) => path.endsWith('.wasm') && path.includes(digits))!;
    const bytes = await readFile(join(data, name));
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(join(data, name), bytes);
    expect(await balancesOf(data)).toMatchObject({ code: 1, json: { error: { code: 4007, name: 'hash-mismatch' } } });
    const listed = (await document<{ id: string; state: string }[]>('modules', '--data', data)).json;
    expect(listed.filter(({ state }) => state === 'refused').map(({ id }) => id)).toEqual(['accrual-engine']);
  });

  it('fails with the missing capability when the compliance engine may not ask the accrual engine', async () => {
    const data = await imported();
    const manifest = JSON.parse(await readFile(join(COMPLIANCE, 'dist/manifest.json'), 'utf8')) as { requiredCapabilities: { label: string }[] };
    const dropped = { ...manifest, requiredCapabilities: manifest.requiredCapabilities.filter(({ label }) => label !== 'accrual') };
    expect(dropped.requiredCapabilities.length).toBe(manifest.requiredCapabilities.length - 1);
    await writeFile(join(data, 'dropped.json'), JSON.stringify(dropped));
    await document('install', join(COMPLIANCE, 'dist/component.wasm'), '--manifest', join(data, 'dropped.json'), '--data', data);
    expect(await balancesOf(data)).toMatchObject({ code: 1, json: { error: { code: 1005, message: expect.stringContaining('accrual') as string } } });
  });
});

/** Builds the accrual engine from a copy of its sources in which every balance is an hour too good. */
async function generousAccrual(): Promise<{ component: string; manifest: string }> {
  // Under node_modules of the workspace, so that the copy finds the packages that the original finds.
  const copy = join(ROOT, 'node_modules/.cache', `generous-accrual-${process.pid}`);
  await mkdir(copy, { recursive: true });
  try {
    await cp(ACCRUAL, copy, { recursive: true, filter: (path) => !/node_modules$|dist$|reports$/.test(path.slice(ACCRUAL.length)) });
    const handler = join(copy, 'handlers/balances.ts');
    const source = await readFile(handler, 'utf8');
    const generous = source.replace('{ employee: employee.id, ...result }', '{ employee: employee.id, ...result, accrued: toFraction(add(parseRational(result.accrued)!, ONE)) }');
    expect(generous).not.toBe(source);
    await writeFile(handler, `import { add, ONE, parseRational, toFraction } from '@esta-logic/shared-types';\n${generous}`);
    const main = join(ROOT, 'tools/nx-plugin/src/componentize/main.ts');
    execFileSync(process.execPath, ['--conditions=@esta-logic/source', main, ROOT, copy], { stdio: 'pipe' });
    const kept = await directory();
    await cp(join(copy, 'dist'), kept, { recursive: true });
    return { component: join(kept, 'component.wasm'), manifest: join(kept, 'manifest.json') };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
