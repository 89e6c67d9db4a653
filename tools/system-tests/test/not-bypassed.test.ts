import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { buildVariant, componentOf, manifestOf, withoutCapability, withText } from './component-variant.ts';
import { DataDirectory, type Balance } from './data-directory.ts';
import { served } from './served.ts';
import { EMPLOYER } from './timesheet.ts';
import { builtFile } from './workspace.ts';

const CSV = `employee,date,hours\n${Array.from({ length: 15 }, (_, i) => `E1,2025-04-${String(i + 1).padStart(2, '0')},8`).join('\n')}\n`;
const AS_OF = '2025-06-30';
const PLAIN = { employee: 'E1', hoursWorked: '120', accrued: '4' };

let base: DataDirectory;
beforeAll(async () => {
  base = await withHoursImported(mkdtempSync(join(tmpdir(), 'esta-not-bypassed-')));
});
afterAll(() => rmSync(base.around, { recursive: true, force: true }));

/** A data directory of the test's own with 120 hours of one person. */
const withHours = (): Promise<DataDirectory> => DataDirectory.fresh(base.path);

async function withHoursImported(around: string): Promise<DataDirectory> {
  const data = new DataDirectory(around);
  await cp(inject('template'), data.path, { recursive: true });
  await data.ask('employer', '--set', await data.file('employer.json', JSON.stringify(EMPLOYER)));
  expect(await data.ask('import', await data.file('hours.csv', CSV))).toMatchObject({ code: 0 });
  return data;
}

const balance = async (data: DataDirectory): Promise<Balance> => (await data.balances(AS_OF))[0]!;
const refusal = (data: DataDirectory) => data.ask('balances', '--as-of', AS_OF);
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** The pin of a module in `modules.lock`. */
function pinOf(data: DataDirectory, module: string): { hash: string; manifestHash: string; glue: { key: string } } {
  const lock = JSON.parse(readFileSync(join(data.path, 'modules.lock'), 'utf8')) as {
    modules: Record<string, ReturnType<typeof pinOf>>;
  };
  return lock.modules[module]!;
}

function flip(path: string, at = statSync(path).size >> 1): void {
  const bytes = readFileSync(path);
  bytes[at]! ^= 1;
  writeFileSync(path, bytes);
}

describe('the balances come from the pinned component', () => {
  it('one that adds an hour, installed in its place, changes them; the pinned one again, and they are as before', async () => {
    const data = await withHours();
    expect(await balance(data)).toMatchObject(PLAIN);
    const line = "'accrual.balances': balances,";
    const more = `'accrual.balances': (query, context) => {
      const { balances: found, ...rest } = balances(query, context);
      return { ...rest, balances: found.map((one) => ({ ...one, accrued: String(Number(one.accrued) + 1) })) };
    },`;
    const variant = buildVariant('accrual-engine', data.around, 'index.ts', line, more);
    const install = ['install', variant, '--manifest', builtFile('accrual-engine', 'manifest.json')];
    const preview = await data.ask(...install, '--preview');
    expect(preview).toMatchObject({ code: 0, json: { rehearsal: { different: [{ opcode: 'accrual.balances' }] } } });
    expect(await data.ask(...install)).toMatchObject({ code: 1, json: { error: { name: 'state-refused' } } });
    expect(await balance(data)).toMatchObject(PLAIN);
    const installed = await data.ask(...install, '--accept');
    expect(installed).toMatchObject({ code: 0, json: { module: 'accrual-engine' } });
    expect(installed.json['hash']).toBe(pinOf(data, 'accrual-engine').hash);
    expect(await balance(data)).toMatchObject({ ...PLAIN, accrued: '5' });

    const back = await data.ask(
      'install',
      '--accept',
      builtFile('accrual-engine', 'component.wasm'),
      '--manifest',
      builtFile('accrual-engine', 'manifest.json'),
    );
    expect(back).toMatchObject({ code: 0 });
    expect(await balance(data)).toMatchObject(PLAIN);
  });
});

describe('a changed byte', () => {
  it('of the pinned component is refused with 4007 before any of it runs, and cured by installing again', async () => {
    const data = await withHours();
    const { hash } = pinOf(data, 'accrual-engine');
    const file = join(data.path, 'modules', `${hash}.wasm`);
    flip(file);
    const { code, json, err } = await refusal(data);
    expect({ code, json }).toEqual({
      code: 1,
      json: { error: { code: 4007, name: 'hash-mismatch', message: expect.any(String) as string } },
    });
    const { message } = json['error'] as { message: string };
    expect(message).toContain('The component of "accrual-engine" has the hash blake3-');
    expect(message).toContain(`but modules.lock pins ${hash.slice(0, 19)}`);
    expect(err).toContain(message);
    const modules = await data.ask<{ id: string; state: string }[]>('modules');
    expect(modules.json.find(({ id }) => id === 'accrual-engine')).toMatchObject({
      state: 'refused',
      fault: { code: 4007 },
    });
    const processes = await data.ask<{ module: string }[]>('ps');
    expect(processes.json.map(({ module }) => module)).not.toContain('accrual-engine');

    await data.ask(
      'install',
      '--accept',
      builtFile('accrual-engine', 'component.wasm'),
      '--manifest',
      builtFile('accrual-engine', 'manifest.json'),
    );
    expect(await balance(data)).toMatchObject(PLAIN);
  });

  it('another whole component under the name of the pinned one is refused as well', async () => {
    const data = await withHours();
    writeFileSync(
      join(data.path, 'modules', `${pinOf(data, 'accrual-engine').hash}.wasm`),
      componentOf('compliance-engine'),
    );
    expect(await refusal(data)).toMatchObject({ code: 1, json: { error: { code: 4007 } } });
  });

  it('of the pinned manifest, which grants its capabilities, is refused with 4007', async () => {
    const data = await withHours();
    flip(join(data.path, 'modules', `${pinOf(data, 'compliance-engine').manifestHash}.manifest.json`));
    expect(await refusal(data)).toMatchObject({
      code: 1,
      json: { error: { code: 4007, message: expect.stringContaining('manifest of "compliance-engine"') as string } },
    });
  });

  it('of the lock is refused with 4007', async () => {
    const data = await withHours();
    const lock = join(data.path, 'modules.lock');
    const { hash } = pinOf(data, 'accrual-engine');
    const digit = hash.at(-1) === '0' ? '1' : '0';
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(hash, `${hash.slice(0, -1)}${digit}`));
    expect(await refusal(data)).toMatchObject({ code: 1, json: { error: { code: 4007 } } });
  });

  it('of any file derived from it is noticed: the file is made anew from the pinned bytes, and what was changed never runs', async () => {
    const data = await withHours();
    const cache = join(data.path, 'cache');
    const modules = readdirSync(cache);
    const names = readdirSync(join(cache, modules[0]!)).toSorted();
    expect(names).toContain('plan.json');
    // One file of each module at a time, so that every kind of file is met; the plan says how the others are linked.
    const rounds: string[][] = [];
    for (let i = 0; i < names.length; i += modules.length) {
      rounds.push(modules.map((module, m) => join(cache, module, names[(i + m) % names.length]!)));
    }
    for (const files of rounds) {
      const before = files.map(hashOf);
      for (const file of files) flip(file);
      expect(files.map(hashOf).filter((hash, i) => hash === before[i])).toEqual([]);
      const { code, out } = await refusal(data);
      expect({ code, json: JSON.parse(out) as unknown }).toMatchObject({ code: 0, json: { balances: [PLAIN] } });
      expect(files.filter((file, i) => hashOf(file) !== before[i]).map((file) => basename(file))).toEqual([]);
    }
  });

  it('a derived file that is gone is made anew', async () => {
    const data = await withHours();
    rmSync(join(data.path, 'cache'), { recursive: true });
    expect(await balance(data)).toMatchObject(PLAIN);
    expect(readdirSync(join(data.path, 'cache')).length).toBe(4);
  });
});

describe('a dropped capability', () => {
  const drops = [
    ['compliance-engine', 'accrual'],
    ['compliance-engine', 'employees'],
    ['accrual-engine', 'hours'],
  ] as const;

  const reason = (module: string, label: string): string =>
    expect.stringMatching(new RegExp(`^${module}.*"${label}"`)) as string;

  it.each(drops)('%s without "%s" cannot answer: 1005 and that reason', async (module, label) => {
    const data = await withHours();
    const manifest = await data.file('less.json', JSON.stringify(withoutCapability(module, label)));
    expect(
      await data.ask('install', '--accept', builtFile(module, 'component.wasm'), '--manifest', manifest),
    ).toMatchObject({
      code: 0,
    });
    const { code, json } = await refusal(data);
    expect({ code, json }).toMatchObject({
      code: 1,
      json: { error: { code: 1005, name: 'capability-missing', message: reason(module, label) } },
    });
    await data.ask(
      'install',
      '--accept',
      builtFile(module, 'component.wasm'),
      '--manifest',
      builtFile(module, 'manifest.json'),
    );
    expect(await balance(data)).toMatchObject(PLAIN);
  });

  it('takes effect in a running kernel from the next message on', async () => {
    const data = await withHours();
    await served(data);
    expect(await balance(data)).toMatchObject(PLAIN);
    const manifest = await data.file('less.json', JSON.stringify(withoutCapability('accrual-engine', 'hours')));
    await data.ask('install', '--accept', builtFile('accrual-engine', 'component.wasm'), '--manifest', manifest);
    expect(await refusal(data)).toMatchObject({ code: 1, json: { error: { code: 1005 } } });
    await data.ask(
      'install',
      '--accept',
      builtFile('accrual-engine', 'component.wasm'),
      '--manifest',
      builtFile('accrual-engine', 'manifest.json'),
    );
    expect(await balance(data)).toMatchObject(PLAIN);
  });

  it('makes an import say that its hours are not in the balances', async () => {
    const data = await withHours();
    const manifest = await data.file('less.json', JSON.stringify(withoutCapability('accrual-engine', 'staged')));
    await data.ask('install', '--accept', builtFile('accrual-engine', 'component.wasm'), '--manifest', manifest);
    const more = await data.file('more.csv', 'employee,date,hours\nE1,2025-05-01,15\n');
    const { code, json } = await data.ask('import', more);
    const message = expect.stringMatching(/accrual-engine.*"staged".*dead letters/) as string;
    expect({ code, json }).toMatchObject({ code: 1, json: { error: { code: 1005, message } } });
  });
});

describe('a component that asks for more than a guest may have', () => {
  const rogue = [
    [
      'wasi',
      (bytes: Buffer) => withText(bytes, 'esta:kernel/db@0.1.0', 'wasi:random/ab@0.2.0'),
      {},
      'wasi:random/ab@0.2.0',
    ],
    [
      'a kernel interface that its manifest does not name',
      (bytes: Buffer) => bytes,
      { imports: [] },
      'esta:kernel/db@0.1.0',
    ],
    [
      'an interface of a later kernel',
      (bytes: Buffer) => withText(bytes, 'esta:kernel/db@0.1.0', 'esta:kernel/db@0.2.0'),
      {},
      'esta:kernel/db@0.2.0',
    ],
  ] as const;

  it.each(rogue)('%s: refused at install with 4009, and nothing changes', async (_, change, fields, named) => {
    const data = await withHours();
    const component = await data.file('rogue.wasm', change(componentOf('accrual-engine')));
    const manifest = await data.file('rogue.json', JSON.stringify({ ...manifestOf('accrual-engine'), ...fields }));
    const files = (): string[] => readdirSync(data.path, { recursive: true }).map(String).toSorted();
    const [lock, before] = [hashOf(join(data.path, 'modules.lock')), files()];
    const { code, json } = await data.ask('install', '--accept', component, '--manifest', manifest);
    expect({ code, json }).toMatchObject({
      code: 1,
      json: { error: { code: 4009, name: 'forbidden-import', message: expect.stringContaining(named) as string } },
    });
    expect(hashOf(join(data.path, 'modules.lock'))).toBe(lock);
    expect(files()).toEqual(before);
    expect(await balance(data)).toMatchObject(PLAIN);
  });

  it('a file that is no component: refused, and nothing changes', async () => {
    const data = await withHours();
    const { code, json } = await data.ask(
      'install',
      '--accept',
      await data.file('no.wasm', 'no component'),
      '--manifest',
      builtFile('accrual-engine', 'manifest.json'),
    );
    expect({ code, json }).toMatchObject({ code: 1, json: { error: { name: 'invalid-component' } } });
    expect(await balance(data)).toMatchObject(PLAIN);
  });
});
