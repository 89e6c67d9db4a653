import { afterEach, describe, expect, it } from 'vitest';
import {
  fail,
  ok,
  unwrap,
  type Eventual,
  type FuelGovernor,
  type GuestEnvelope,
  type LoadedModule,
  type ModuleLoader,
  type Result,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';
import { WorkerPool } from '../src/index.ts';
import { moduleOf } from './scripted-module.ts';

const pools: WorkerPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

const HASHES = { plain: 'p1', stateful: 's1', unstartable: 'u1' };

function poolOf(workers: number, hashes: Readonly<Record<string, string>> = HASHES): ModuleLoader {
  const pool = new WorkerPool({
    entry: new URL('./scripted-worker.ts', import.meta.url),
    data: { hashes },
    workers,
    execArgv: ['--conditions=@esta-logic/source'],
  });
  pools.push(pool);
  const here = (id: string): LoadedModule =>
    moduleOf(id, HASHES[id as keyof typeof HASHES], () => Promise.reject(new Error('it must not run on this thread')));
  return pool.over({
    load: async (id) => ok(here(id)),
    installed: async () => ok([]),
    install: async () => fail('not-found', 'Nothing is installed here.'),
    pin: async () => fail('not-found', 'Nothing is pinned here.'),
  });
}

const envelope = (opcode: string, payload = ''): GuestEnvelope => ({
  kind: 'Query',
  source: 'client',
  opcode,
  payload,
  messageId: '1-1',
  correlationId: undefined,
  timestamp: '2026-01-01T00:00:00.000Z',
  tenantId: 'default',
});

const NOBODY = new Proxy({}, { get: () => () => fail('state-refused', 'Nobody is asked.') }) as SyscallHost;
const governor = (refill: () => Eventual<Result<number>> = () => ok(10)): FuelGovernor => ({
  begin: () => ({ units: 100, stackSlots: 1 }),
  refill,
});

async function instance(loader: ModuleLoader, id: string, host: SyscallHost = NOBODY, fuel = governor()) {
  return unwrap(await loader.load(id)).instantiate(host, fuel);
}

describe('a guest on a worker thread', () => {
  it('is as after its start for every crank, unless it is stateful', async () => {
    const loader = poolOf(2);
    const plain = await instance(loader, 'plain');
    const stateful = await instance(loader, 'stateful');
    const counts = async (guest: typeof plain): Promise<unknown[]> => {
      const replies: unknown[] = [];
      for (let i = 0; i < 6; i++) {
        replies.push(unwrap(await guest.handle(envelope('count'))));
        guest.reset();
      }
      return replies;
    };
    expect(await counts(plain)).toEqual(['1', '1', '1', '1', '1', '1']);
    expect(await counts(stateful)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(plain.reset()).toBe(true);
    expect(stateful.reset()).toBe(false);
  });

  it('is replaced when it grew or trapped, and nobody sees it', async () => {
    const plain = await instance(poolOf(1), 'plain');
    expect(plain.memoryBytes()).toBe(65_536);
    unwrap(await plain.handle(envelope('grow')));
    expect(plain.memoryBytes()).toBe(131_072);
    expect(await plain.handle(envelope('count'))).toEqual(ok('1'));
    expect(plain.memoryBytes()).toBe(65_536);
    expect(await plain.handle(envelope('trap'))).toMatchObject({ ok: false, fault: { code: 4001 } });
    expect(await plain.handle(envelope('count'))).toEqual(ok('1'));
  });

  it('gets its system calls answered here, at once and later', async () => {
    const asked: unknown[] = [];
    const host = new Proxy({} as SyscallHost, {
      get:
        (_, name) =>
        (...args: unknown[]) => {
          asked.push([name, ...args]);
          if (name === 'dbOpen') return ok(3);
          if (name === 'dbRead') return ok('value ü');
          if (name === 'timeNow') return ok(12n);
          return name === 'ipcCall' ? Promise.resolve(ok('answered later')) : undefined;
        },
    });
    const plain = await instance(poolOf(1), 'plain', host);
    const reply = unwrap(await plain.handle(envelope('calls', 'payload €')));
    expect(JSON.parse(reply)).toEqual([ok(3), ok('value ü'), ok('12n'), ok('answered later')]);
    expect(asked).toEqual([
      ['dbOpen', 'rows'],
      ['logWrite', 'info', 'hello'],
      ['dbRead', 3, 'key'],
      ['timeNow'],
      ['ipcCall', 1, 'o', 'payload €'],
    ]);
  });

  it('gets more fuel, stands until it does, and is told to end', async () => {
    let grants = 0;
    const stop = fail('timeout', 'It must end.');
    const plain = await instance(
      poolOf(1),
      'plain',
      NOBODY,
      governor(() => (++grants > 5 ? stop : grants % 2 === 0 ? ok(7) : Promise.resolve(ok(7)))),
    );
    expect(await plain.handle(envelope('spin', '4'))).toEqual(ok('"spun"'));
    expect(plain.fuelUsed()).toBe(128);
    expect(await plain.handle(envelope('spin', '4'))).toEqual(stop);
  });

  it('fails as the host’s own matter when what it asked failed, or when it threw', async () => {
    const host = new Proxy({} as SyscallHost, {
      get: () => () => {
        throw new Error('the store is gone');
      },
    });
    const plain = await instance(poolOf(1), 'plain', host);
    await expect(plain.handle(envelope('calls'))).rejects.toThrow('the store is gone');
    await expect(plain.handle(envelope('nonsense'))).rejects.toThrow('the guest was asked nonsense');
    expect(await plain.handle(envelope('count'))).toEqual(ok('1'));
  });

  it('loses its crank with its thread; another thread takes the place', async () => {
    const loader = poolOf(1);
    const plain = await instance(loader, 'plain');
    await expect(plain.handle(envelope('exit'))).rejects.toThrow(/ended with code 3/);
    expect(await plain.handle(envelope('count'))).toEqual(ok('1'));
  });
});

describe('modules on worker threads', () => {
  it('are refused while threads end before they have started', async () => {
    expect(await poolOf(1, { '*': 'dies' }).load('plain')).toMatchObject({
      ok: false,
      fault: { name: 'driver-failed', message: expect.stringContaining('ended with code 5') as string },
    });
  });

  it('are refused when a thread has another version, or cannot start them', async () => {
    const loader = poolOf(2, { ...HASHES, plain: 'another' });
    expect(await loader.load('plain')).toMatchObject({ ok: false, fault: { name: 'hash-mismatch' } });
    const unstartable = unwrap(await loader.load('unstartable'));
    await expect(unstartable.instantiate(NOBODY, governor())).rejects.toMatchObject({ fault: { name: 'trap' } });
  });

  it('run side by side: a guest that stands holds up nobody on another thread', async () => {
    const loader = poolOf(2);
    let release!: () => void;
    const held = new Promise<Result<number>>((resolve) => (release = () => resolve(ok(1))));
    const slow = await instance(
      loader,
      'plain',
      NOBODY,
      governor(() => held),
    );
    const quick = await instance(loader, 'plain');
    const spinning = slow.handle(envelope('spin', '1'));
    for (let i = 0; i < 10; i++) expect(await quick.handle(envelope('count'))).toEqual(ok('1'));
    release();
    expect(await spinning).toEqual(ok('"spun"'));
  });
});
