import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { manifestOf } from './component-variant.ts';
import { DataDirectory } from './data-directory.ts';
import { seeded } from './crash-rounds.ts';
import { ended, launch, said } from './esta-process.ts';
import { builtFile } from './workspace.ts';

const ROUNDS = Number(process.env['ESTA_STANDBY_ROUNDS'] ?? 3);
const SEED = Number(process.env['ESTA_STANDBY_SEED'] ?? 20_261_121);
/** Requests under way at a time. */
const SENDERS = 16;
/** At most this many decisions are confirmed before the primary is killed. */
const MOST_DECISIONS = 400;

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** One process of a pair; it does not outlive the test. */
function pairProcess(command: 'start' | 'standby', data: string, link: readonly string[]) {
  const child = launch([command, '--port', '0', '--data', data, '--json', ...link]);
  const end = ended(child);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await end;
  });
  const url = new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (bytes: Buffer | string) => resolve((JSON.parse(String(bytes)) as { url: string }).url));
    child.once('exit', (code) => reject(new Error(`esta ${command} ended with ${code} before it served.`)));
  });
  url.catch(() => undefined);
  return { child, end, url };
}

async function send(url: string, message: object): Promise<{ ok: boolean; payload?: unknown }> {
  const response = await fetch(`${url}/api/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-esta-client': 'system-tests' },
    body: JSON.stringify(message),
  });
  if (!response.ok) throw new Error(await response.text());
  const reply = (await response.json()) as { ok: boolean; payload?: unknown };
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  return reply;
}

const hire = (id: string) => ({
  type: 'Command',
  target: 'employee-service',
  opcode: 'employee.upsert',
  payload: { employees: [{ id, name: `Person ${id}` }] },
});

/** The ids of everybody who was hired, page by page. */
async function employees(url: string): Promise<string[]> {
  const ids: string[] = [];
  for (let next: string | undefined; ;) {
    const query = { type: 'Query', target: 'employee-service', opcode: 'employee.list' };
    const { payload } = await send(url, { ...query, payload: next === undefined ? {} : { after: next } });
    const page = payload as { employees: { id: string }[]; next?: string };
    ids.push(...page.employees.map(({ id }) => id));
    if (page.next === undefined) return ids;
    next = page.next;
  }
}

/** Adds employees until `enough` are confirmed and `stop` was called; gives the ids that were confirmed. */
async function load(url: string, enough: number, stop: () => void): Promise<Set<string>> {
  const confirmed = new Set<string>();
  let next = 0;
  const one = async (): Promise<void> => {
    for (;;) {
      const id = `P${next++}`;
      try {
        await send(url, hire(id));
      } catch (error) {
        // `fetch` fails with a TypeError when nobody answers; an answer that refuses is another matter.
        if (error instanceof TypeError) return;
        throw error;
      }
      confirmed.add(id);
      if (confirmed.size === enough) stop();
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, one));
  return confirmed;
}

describe('a primary that is killed under load', () => {
  const random = seeded(SEED);
  const rounds = Array.from({ length: ROUNDS }, () => 1 + Math.floor(random() * MOST_DECISIONS));
  it.each(rounds)('after %i confirmed decisions: its standby has every one of them and goes on', async (enough) => {
    const first = await DataDirectory.fresh();
    const link = ['--link', `127.0.0.1:${await freePort()}`, '--link-key', join(first.around, 'pair.key')];
    const primary = pairProcess('start', first.path, link);
    await said(primary.child, 'No standby is connected');
    const second = new DataDirectory(first.around, 'second');
    const standby = pairProcess('standby', second.path, link);
    const url = await primary.url;
    let killed = 0;
    const confirmed = await load(url, enough, () => {
      killed = performance.now();
      primary.child.kill('SIGKILL');
    });
    const successor = await standby.url;
    const pause = performance.now() - killed;
    const ids = await employees(successor);
    expect([...confirmed].filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(confirmed.size).toBeGreaterThanOrEqual(enough);
    await expect(send(successor, hire('after the takeover'))).resolves.toBeDefined();
    expect(await (await fetch(`${successor}/api/log/verify`)).json()).toMatchObject({ ok: true });
    standby.child.kill('SIGTERM');
    expect((await standby.end).err).not.toContain('comes to another result');
    console.info(`${confirmed.size} confirmed, ${ids.length} kept, serving again after ${Math.round(pause)} ms`);
  });
});

describe('a second standby', () => {
  it('R6: is turned away with a reason, and the first one takes over', async () => {
    const first = await DataDirectory.fresh();
    const link = ['--link', `127.0.0.1:${await freePort()}`, '--link-key', join(first.around, 'pair.key')];
    const primary = pairProcess('start', first.path, link);
    const standby = pairProcess('standby', new DataDirectory(first.around, 'second').path, link);
    await send(await primary.url, hire('somebody'));
    const third = await pairProcess('standby', new DataDirectory(first.around, 'third').path, link).end;
    expect(third).toMatchObject({ code: 1, err: expect.stringContaining('The primary has another standby') });
    primary.child.kill('SIGKILL');
    expect(await employees(await standby.url)).toEqual(['somebody']);
  });
});

describe('a standby that comes in the middle', () => {
  it('H6 R4: replays a service that remembers from its birth, and says nothing', async () => {
    const first = await DataDirectory.fresh();
    const second = new DataDirectory(first.around, 'second');
    const remembers = { ...manifestOf('employee-service'), version: '1.0.1', stateful: true };
    const manifest = await first.file('manifest.json', JSON.stringify(remembers));
    const component = builtFile('employee-service', 'component.wasm');
    expect((await first.tell('install', component, '--manifest', manifest, '--accept')).code).toBe(0);
    const link = ['--link', `127.0.0.1:${await freePort()}`, '--link-key', join(first.around, 'pair.key')];
    const primary = pairProcess('start', first.path, link);
    const before = pairProcess('standby', second.path, link);
    const url = await primary.url;
    for (const id of ['A', 'B', 'C']) await send(url, hire(id));
    before.child.kill('SIGTERM');
    await before.end;
    const after = pairProcess('standby', second.path, link);
    for (const id of ['D', 'E', 'F']) await send(url, hire(id));
    after.child.kill('SIGTERM');
    expect((await after.end).err).not.toContain('comes to another result');
  });
});

describe('the log of a pair', () => {
  it('R8: is signed by the standby after it has taken over, and whoever trusts its first key follows', async () => {
    const first = await DataDirectory.fresh();
    const second = new DataDirectory(first.around, 'second');
    const link = ['--link', `127.0.0.1:${await freePort()}`, '--link-key', join(first.around, 'pair.key')];
    const primary = pairProcess('start', first.path, link);
    const standby = pairProcess('standby', second.path, link);
    await primary.url;
    const before = (await first.ask<{ first: string; notes: unknown[] }>('log', 'key')).json;
    await first.ask('log', 'rotate-key');
    primary.child.kill('SIGKILL');
    const url = await standby.url;
    await send(url, hire('after'));
    expect(await second.ask('log', 'checkpoint')).toMatchObject({ code: 0 });
    const { code, json } = await second.ask<typeof before>('log', 'key');
    expect(code).toBe(0);
    expect(json.first).toBe(before.first);
    expect(json.notes).toHaveLength(2);
  });
});

describe('the old primary, started again', () => {
  it('follows its successor and is copied', async () => {
    const first = await DataDirectory.fresh();
    const key = ['--link-key', join(first.around, 'pair.key')];
    const link = ['--link', `127.0.0.1:${await freePort()}`, ...key];
    const primary = pairProcess('start', first.path, link);
    const second = new DataDirectory(first.around, 'second');
    const standby = pairProcess('standby', second.path, link);
    await send(await primary.url, hire('before'));
    primary.child.kill('SIGKILL');
    const [successor] = await Promise.all([standby.url, primary.end]);
    await send(successor, hire('between'));
    standby.child.kill('SIGTERM');
    expect(await standby.end).toMatchObject({ code: 0 });
    const back = ['--link', `127.0.0.1:${await freePort()}`, ...key];
    const again = pairProcess('start', second.path, back);
    const follower = pairProcess('standby', first.path, back);
    await Promise.all([again.url, said(follower.child, 'Following the primary')]);
    again.child.kill('SIGKILL');
    const ids = await employees(await follower.url);
    expect(ids.sort()).toEqual(['before', 'between']);
  });
});
