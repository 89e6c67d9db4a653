import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf, unwrap, type ComponentStore, type StoreWrite } from '@esta-logic/kernel-boundary';
import {
  manualClock,
  manualLoop,
  memoryComponentStore,
  memoryStore,
  testDigest,
  type StoreFault,
} from '@esta-logic/testkit';
import {
  goOnAlone,
  openPrimary,
  Standby,
  type Primary,
  type ReplicationEvent,
  type StandbyOptions,
} from '../src/index.ts';
import { memoryWire } from './pair.ts';

const put = (key: string, value: string): StoreWrite => ({ key, value });
const REPLICATION = 'k/replication';

interface Pair {
  readonly clock: ReturnType<typeof manualClock>;
  readonly wire: ReturnType<typeof memoryWire>;
  readonly primary: Primary;
  readonly standby: Standby;
  readonly here: ReturnType<typeof memoryStore>;
  readonly there: ReturnType<typeof memoryStore>;
  readonly files: ReturnType<typeof memoryComponentStore>;
  readonly events: ReplicationEvent[];
  readonly parts: Parameters<typeof openPrimary>[0];
  readonly connect: () => Promise<void>;
}

async function pair({
  here = memoryStore(),
  there = memoryStore(),
  components = memoryComponentStore({ 'modules.lock': new Uint8Array([1]), 'modules/a.wasm': new Uint8Array([2, 3]) }),
  check,
}: {
  components?: ComponentStore;
  here?: Pair['here'];
  there?: Pair['there'];
  check?: StandbyOptions['check'];
} = {}): Promise<Pair> {
  const clock = manualClock();
  const loop = manualLoop({ clock, mode: 'microtask' });
  const events: ReplicationEvent[] = [];
  const observe = (event: ReplicationEvent): void => void events.push(event);
  const files = memoryComponentStore();
  const parts = {
    provider: here,
    components,
    digest: testDigest(),
    loop,
    observe,
  };
  const primary = await openPrimary(parts);
  const standby = await Standby.open({
    id: 'one',
    provider: there,
    components: files,
    digest: testDigest(),
    clock,
    loop,
    observe,
    ...(check ? { check } : {}),
  });
  const wire = memoryWire();
  const connect = async (): Promise<void> => {
    const before = events.length;
    wire.join(
      (link) => primary.attach(link),
      (link) => standby.attach(link),
    );
    await until(() => events.slice(before).some(({ kind }) => kind === 'standby.following'));
  };
  return { clock, wire, primary, standby, here, there, files, events, parts, connect };
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000 && !condition(); turn++) await undefined;
  expect(condition()).toBe(true);
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) await undefined;
}

/** A commit that may never be confirmed: what it came to. */
function watched(done: Promise<void>): { outcome: 'open' | 'confirmed' | 'refused' } {
  const watch: { outcome: 'open' | 'confirmed' | 'refused' } = { outcome: 'open' };
  done.then(
    () => (watch.outcome = 'confirmed'),
    () => (watch.outcome = 'refused'),
  );
  return watch;
}

/** More than two pages of a copy. */
const manyEntries = () =>
  Array.from({ length: 1_200 }, (_, i) => ({ key: `k${String(i).padStart(5, '0')}`, value: 'old' }));

/** A store whose epoch is so many terms older. */
const behindBy = (terms: number, store: Pair['here']) =>
  store.entries().map(({ key, value }) => {
    if (key !== REPLICATION) return { key, value };
    const state = JSON.parse(value) as { epoch: number };
    return { key, value: JSON.stringify({ ...state, epoch: state.epoch - terms }) };
  });

describe('R1 a commit is confirmed when it is durable in both stores', () => {
  it('and not before', async () => {
    const { primary, here, there, connect } = await pair();
    const commit = watched(primary.provider.commit([put('a', '1')]) as Promise<void>);
    await settle();
    expect(here.entries()).toContainEqual({ key: 'a', value: '1' });
    expect(commit.outcome).toBe('open');
    await connect();
    await settle();
    expect(commit.outcome).toBe('confirmed');
    expect(there.entries()).toEqual(here.entries());
  });

  it('gives up, for good, when the standby does not confirm in time', async () => {
    const { primary, clock, wire, connect } = await pair();
    await connect();
    wire.silent = true;
    const commit = watched(primary.provider.commit([put('a', '1')]) as Promise<void>);
    clock.advance(30_000);
    await settle();
    expect(commit.outcome).toBe('refused');
    await expect(primary.provider.commit([put('b', '1')])).rejects.toThrow(/standby did not confirm/);
  });
});

describe('R2 a standby that comes back goes on where it stood, or is copied', () => {
  it('goes on after a broken connection', async () => {
    const { primary, here, there, wire, events, connect } = await pair();
    await connect();
    await primary.provider.commit([put('a', '1')]);
    wire.cut();
    const commit = watched(primary.provider.commit([put('b', '2'), { key: 'a', value: null }]) as Promise<void>);
    await settle();
    expect(commit.outcome).toBe('open');
    await connect();
    await settle();
    expect(commit.outcome).toBe('confirmed');
    expect(there.entries()).toEqual(here.entries());
    expect(events.filter((event) => event.kind === 'standby.in-step').map(({ copied }) => copied)).toEqual([
      true,
      false,
    ]);
  });

  it('is copied, old entries gone, while commits go on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(40), fc.option(fc.string({ maxLength: 3 }))), { minLength: 1, maxLength: 60 }),
        fc.boolean(),
        async (changes, slow) => {
          const entries = manyEntries();
          const answers = slow ? ('promise' as const) : ('sync' as const);
          const { primary, here, there, connect } = await pair({
            here: memoryStore({ entries, answers }),
            there: memoryStore({ entries: [{ key: 'left over', value: 'x' }], answers }),
          });
          const connected = connect();
          for (const [at, value] of changes)
            void primary.provider.commit([{ key: `k${String(at * 30).padStart(5, '0')}`, value }]);
          await connected;
          await primary.provider.commit([put('last', '1')]);
          expect(there.entries()).toEqual(here.entries());
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is copied when the other store went on alone in between', async () => {
    const first = await pair();
    await first.connect();
    await first.primary.provider.commit([put('a', '1')]);
    await first.primary.provider.close();
    const alone = first.here.reopen();
    await goOnAlone(alone);
    await alone.commit([put('a', 'changed alone')]);
    const again = await pair({ here: alone.reopen(), there: first.there.reopen() });
    await again.connect();
    expect(again.there.entries()).toEqual(again.here.entries());
    const never = memoryStore();
    await goOnAlone(never);
    expect(never.commits).toBe(0);
  });

  it('gets the component files that it lacks, the lock last, and every later one before the write is done', async () => {
    const { primary, files, connect } = await pair();
    await connect();
    expect(await files.list('')).toEqual(['modules.lock', 'modules/a.wasm']);
    await primary.components.write('modules/b.wasm', new Uint8Array([255, 0, 128]));
    expect(await files.read('modules/b.wasm')).toEqual(new Uint8Array([255, 0, 128]));
  });
});

it('R2 a file that is written while others go over goes over too', async () => {
  const files = memoryComponentStore({ 'modules/a.wasm': new Uint8Array([1]) });
  let late: Promise<void> | undefined;
  const components: ComponentStore = {
    ...files,
    read: async (name) => {
      const bytes = await files.read(name);
      late ??= Promise.all([
        sides.primary.components.write('modules/a.wasm', new Uint8Array([2])),
        sides.primary.components.write('modules/b.wasm', new Uint8Array([3])),
      ]).then(() => undefined);
      return bytes;
    },
  };
  const sides = await pair({ components });
  await sides.connect();
  await late;
  expect(await sides.files.read('modules/a.wasm')).toEqual(new Uint8Array([2]));
  expect(await sides.files.read('modules/b.wasm')).toEqual(new Uint8Array([3]));
});

/** Another standby with a store of its own, on a wire of its own. */
async function newcomer({ parts, clock, primary }: Pair, id = 'two') {
  const store = memoryStore();
  const other = await Standby.open({ ...parts, id, provider: store, components: memoryComponentStore(), clock });
  const wire = memoryWire();
  wire.join(
    (link) => primary.attach(link),
    (link) => other.attach(link),
  );
  return { other, store };
}

describe('R6 a primary has one standby', () => {
  it('and turns another away while that one follows, which goes on following', async () => {
    const sides = await pair();
    await sides.connect();
    const { other, store } = await newcomer(sides);
    await other.refused;
    expect(other.refusal).toMatchObject({
      name: 'state-refused',
      message: expect.stringContaining('has another standby, one'),
    });
    expect(sides.events).toContainEqual({ kind: 'standby.turned-away', id: 'two' });
    expect(await other.promote()).toMatchObject({ ok: false });
    await sides.primary.provider.commit([put('a', '1')]);
    expect(sides.there.entries()).toEqual(sides.here.entries());
    expect(store.entries()).toEqual([]);
  });

  it('also when that one was cut off and may be about to take over, and when the primary was started again', async () => {
    const sides = await pair();
    await sides.connect();
    sides.wire.cut();
    const first = await newcomer(sides);
    await first.other.refused;
    const again = await openPrimary({ ...sides.parts, provider: sides.here.reopen() });
    const second = await newcomer({ ...sides, primary: again });
    await second.other.refused;
    expect(await sides.standby.promote()).toMatchObject({ ok: true });
  });

  it('until that one has said that it rests, when the primary stops in good order', async () => {
    const sides = await pair();
    await sides.connect();
    await sides.primary.provider.close();
    expect(await sides.standby.promote()).toMatchObject({ ok: false });
    const again = await openPrimary({ ...sides.parts, provider: sides.here.reopen() });
    const { store } = await newcomer({ ...sides, primary: again });
    await again.provider.commit([put('a', '1')]);
    expect(store.entries()).toContainEqual({ key: 'a', value: '1' });
  });

  it('or until the directory has gone on alone', async () => {
    const sides = await pair();
    await sides.connect();
    sides.wire.silent = true;
    const closed = sides.primary.provider.close();
    sides.clock.advance(1_000);
    await closed;
    const store = sides.here.reopen();
    const again = await openPrimary({ ...sides.parts, provider: store });
    const early = await newcomer({ ...sides, primary: again });
    await early.other.refused;
    await again.provider.close();
    await goOnAlone(sides.here.reopen());
    const last = await openPrimary({ ...sides.parts, provider: sides.here.reopen() });
    await newcomer({ ...sides, primary: last });
    await last.provider.commit([put('a', '1')]);
  });

  it('and the one that comes first, of two that come at once', async () => {
    const sides = await pair({ here: memoryStore({ answers: 'promise' }) });
    const [first, second] = [await newcomer(sides, 'first'), await newcomer(sides, 'second')];
    await second.other.refused;
    await sides.primary.provider.commit([put('a', '1')]);
    expect(first.store.entries()).toContainEqual({ key: 'a', value: '1' });
  });
});

describe('R3 a standby takes over with everything that was confirmed', () => {
  it('and the old primary confirms nothing any more', async () => {
    const { primary, standby, connect, events } = await pair();
    await connect();
    await primary.provider.commit([put('a', '1')]);
    const { epoch } = unwrap(await standby.promote());
    expect(epoch).toBeGreaterThan(1);
    await settle();
    await expect(primary.provider.commit([put('b', '1')])).rejects.toThrow(/taken over/);
    expect(events.map(({ kind }) => kind)).toContain('standby.fenced');
  });

  it('even when nobody can tell the old primary', async () => {
    const { primary, standby, there, wire, connect } = await pair();
    await connect();
    wire.silent = true;
    unwrap(await standby.promote());
    const commit = watched(primary.provider.commit([put('b', '1')]) as Promise<void>);
    wire.silent = false;
    await settle();
    expect(commit.outcome).not.toBe('confirmed');
    expect(there.entries().map(({ key }) => key)).not.toContain('b');
  });

  it('which tells a primary of an older epoch that its time is over', async () => {
    const first = await pair();
    await first.connect();
    await first.primary.provider.commit([put('a', '1')]);
    const behind = first.here.reopen();
    unwrap(await first.standby.promote());
    // The successor ran and stopped; its directory now follows, by mistake, the old primary started again.
    const mistaken = await pair({ here: behind, there: first.there.reopen() });
    await mistaken.primary.provider.close();
    const older = await openPrimary({
      ...mistaken.parts,
      provider: memoryStore({ entries: behindBy(2, first.there) }),
    });
    mistaken.wire.join(
      (link) => older.attach(link),
      (link) => mistaken.standby.attach(link),
    );
    await until(() => mistaken.standby.refusal !== undefined);
    await expect(older.provider.commit([put('b', '1')])).rejects.toThrow(/taken over/);
  });

  it('not when it never followed anybody', async () => {
    const { standby } = await pair();
    expect(await standby.promote()).toMatchObject({ ok: false, fault: { name: 'state-refused' } });
  });

  it('not while a copy is half made', async () => {
    const { standby, wire, primary, there } = await pair({
      here: memoryStore({ answers: 'promise', entries: manyEntries() }),
    });
    wire.join(
      (link) => primary.attach(link),
      (link) => standby.attach(link),
    );
    await until(() => there.entries().some(({ value }) => value.includes('copying')));
    wire.cut();
    expect(await standby.promote()).toMatchObject({ ok: false, fault: { name: 'state-refused' } });
    await expect(
      openPrimary({ provider: there, components: memoryComponentStore(), digest: testDigest(), loop: manualLoop() }),
    ).rejects.toThrow(/copy that was never finished/);
  });

  it('whatever breaks, whenever: nothing confirmed is lost, and its state is one that the primary had', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.constant('commit' as const) },
      { weight: 2, arbitrary: fc.constant('cut' as const) },
      { weight: 2, arbitrary: fc.constant('connect' as const) },
      { weight: 2, arbitrary: fc.constant('silence' as const) },
      { weight: 6, arbitrary: fc.nat(40) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.boolean(), async (steps, slow) => {
        const answers = slow ? ('promise' as const) : ('sync' as const);
        const { primary, standby, there, wire, connect } = await pair({
          here: memoryStore({ answers }),
          there: memoryStore({ answers }),
        });
        await connect();
        const commits: { outcome: string }[] = [];
        let last: Promise<void> = Promise.resolve();
        for (const what of steps) {
          if (what === 'commit') {
            const n = commits.length;
            // The store's commit queue has one group on its way at a time.
            last = last.then(() => primary.provider.commit([put(`n${n}`, ''), put('last', String(n))]));
            commits.push(watched(last));
          } else if (what === 'cut') wire.cut();
          else if (what === 'silence') wire.silent = true;
          else if (what === 'connect') {
            wire.silent = false;
            wire.join(
              (link) => primary.attach(link),
              (link) => standby.attach(link),
            );
          } else for (let turn = 0; turn < what; turn++) await undefined;
        }
        const promoted = await standby.promote();
        await settle();
        const confirmed = commits.filter(({ outcome }) => outcome === 'confirmed').length;
        if (!promoted.ok) return;
        const kept = there.entries().filter(({ key }) => key.startsWith('n')).length;
        expect(kept).toBeGreaterThanOrEqual(confirmed);
        expect(there.entries().find(({ key }) => key === 'last')?.value).toBe(
          kept === 0 ? undefined : String(kept - 1),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('R4 a standby keeps no batch that does not hold', () => {
  it('and the primary is not told that it does', async () => {
    const fault = faultOf('log-broken', 'Record 3 was changed.');
    const { primary, there, events, connect } = await pair({
      check: {
        copied: () => undefined,
        batch: (writes) => (writes.some(({ key }) => key === 'bad') ? fault : undefined),
      },
    });
    await connect();
    await primary.provider.commit([put('good', '1')]);
    const commit = watched(primary.provider.commit([put('bad', '1')]) as Promise<void>);
    await settle();
    expect(commit.outcome).toBe('open');
    expect(events.at(-2)).toEqual({ kind: 'standby.refused', position: 3, fault });
    expect(there.entries().map(({ key }) => key)).not.toContain('bad');
  });

  it('closes a connection that speaks nonsense', async () => {
    for (const nonsense of [
      '',
      '{',
      '{"kind":"batch"}',
      '{"kind":"batch","epoch":1,"position":7,"writes":[]}',
      '"x"',
    ]) {
      const { standby, wire, primary, connect } = await pair();
      await connect();
      let closed = false;
      const end = standby.attach({ send: () => undefined, close: () => (closed = true) });
      end.frame(nonsense);
      await until(() => closed);
      const wrong = primary.attach({ send: () => undefined, close: () => (closed = false) });
      wrong.frame(nonsense);
      await until(() => !closed);
      wire.cut();
    }
  });
});

describe('R7 whatever fails in a store', () => {
  it('of the standby is not confirmed, and comes again when there is room', async () => {
    const faults: StoreFault[] = [];
    const sides = await pair({ there: memoryStore({ faults }) });
    await sides.connect();
    faults.push({ commit: sides.there.commits + 1, kind: 'fail' });
    const commit = watched(sides.primary.provider.commit([put('a', '1')]) as Promise<void>);
    await settle();
    expect(commit.outcome).toBe('open');
    expect(sides.events.map(({ kind }) => kind)).toContain('standby.refused');
    await sides.connect();
    await settle();
    expect(commit.outcome).toBe('confirmed');
    expect(sides.there.entries()).toEqual(sides.here.entries());
  });

  it('of the primary ends its decisions, and its standby takes over', async () => {
    const faults: StoreFault[] = [];
    const sides = await pair({ here: memoryStore({ faults }) });
    await sides.connect();
    const lost = watched(sides.standby.lost);
    faults.push({ commit: sides.here.commits + 1, kind: 'fail' });
    await expect(sides.primary.provider.commit([put('a', '1')])).rejects.toThrow(/told to fail/);
    await expect(sides.primary.provider.commit([put('b', '1')])).rejects.toThrow(/could not be stored here/);
    await settle();
    for (let again = 0; again < 12; again++) {
      sides.wire.join(
        (link) => sides.primary.attach(link),
        (link) => sides.standby.attach(link),
      );
      sides.clock.advance(200);
      await settle();
    }
    expect(lost.outcome).toBe('confirmed');
    expect(await sides.standby.promote()).toMatchObject({ ok: true });
  });
});

describe('a connection that is cut at any frame', () => {
  const writes = (n: number): StoreWrite[] => [put(`n${n}`, ''), put('last', String(n))];

  /** Copies a store and confirms some commits; gives the frames that went over. */
  async function history(cutAt: number | undefined, goOn: (sides: Pair) => Promise<void>): Promise<number> {
    const sides = await pair({ here: memoryStore({ entries: manyEntries() }) });
    const join = (): void =>
      sides.wire.join(
        (link) => sides.primary.attach(link),
        (link) => sides.standby.attach(link),
      );
    sides.wire.cutAt = cutAt;
    join();
    const commit = (n: number) => watched(sides.primary.provider.commit(writes(n)) as Promise<void>);
    const duringTheCopy = [0, 1, 2].map(commit);
    const file = sides.primary.components.write('modules/b.wasm', new Uint8Array([1]));
    await settle();
    const commits = [...duringTheCopy, ...[3, 4, 5].map(commit)];
    await settle();
    await goOn(sides);
    await file;
    expect(commits.map(({ outcome }) => outcome)).toEqual(commits.map(() => 'confirmed'));
    return sides.wire.frames;
  }

  it('R1 R2 is whole again with the next one, with everything that was given out', async () => {
    const frames = await history(undefined, async () => undefined);
    expect(frames).toBeGreaterThan(18);
    for (let at = 0; at < frames; at++) {
      await history(at, async ({ connect, primary, here, there }) => {
        await connect();
        await primary.provider.commit([put('after', '1')]);
        expect(there.entries()).toEqual(here.entries());
      });
    }
  });
});

describe('R5 a primary that is silent is lost', () => {
  it('but not one that stopped in good order', async () => {
    const { primary, standby, clock, connect } = await pair();
    await connect();
    const lost = watched(standby.lost);
    await primary.provider.close();
    await settle();
    clock.advance(10_000);
    await settle();
    expect(lost.outcome).toBe('open');
    expect(await standby.promote()).toMatchObject({ ok: false });
  });

  it('or whose connection broke and did not come back at once', async () => {
    const { standby, clock, wire, connect } = await pair();
    await connect();
    const lost = watched(standby.lost);
    wire.cut();
    await settle();
    clock.advance(400);
    await connect();
    clock.advance(200);
    await settle();
    expect(lost.outcome).toBe('open');
    wire.cut();
    await settle();
    clock.advance(400);
    await connect();
    wire.cut();
    await settle();
    clock.advance(100);
    await settle();
    expect(lost.outcome).toBe('open');
    clock.advance(400);
    await settle();
    expect(lost.outcome).toBe('confirmed');
  });

  it('and not before it has been silent for that long', async () => {
    const { standby, clock, wire, connect } = await pair();
    await connect();
    const lost = watched(standby.lost);
    for (let beat = 0; beat < 20; beat++) {
      clock.advance(250);
      await settle();
    }
    expect(lost.outcome).toBe('open');
    wire.silent = true;
    clock.advance(1_900);
    await settle();
    expect(lost.outcome).toBe('open');
    clock.advance(250);
    await settle();
    expect(lost.outcome).toBe('confirmed');
  });
});
