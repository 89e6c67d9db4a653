import { defineService, fault } from '../src/index.ts';

/** A service whose component the test builds; its code runs inside QuickJS. */
export default defineService({
  handlers: {
    'probe.count': ({ by }: { by: number }, { db, time }) => {
      const rows = db('rows');
      rows.writeJson('count', (rows.readJson<number>('count') ?? 0) + by);
      return { count: rows.readJson('count'), at: time.now(), rows: [...rows.each('')] };
    },
    'probe.absent': (_, { db, message }) => [
      db('rows').read('none') === undefined,
      db('rows').readJson('none') === undefined,
      message.correlationId === undefined,
    ],
    'probe.refuse': () => fault('not-found', 'Not here.'),
    'probe.fail': () => (undefined as unknown as { missing: { deep: number } }).missing.deep,
    'probe.forbidden': (_, { db }) => db('forbidden').read('x'),
    'probe.clock': () => Date.now(),
    'probe.new-date': () => new Date().toISOString(),
    'probe.chance': () => Math.random(),
    'probe.date': ({ text }: { text: string }) => ({
      iso: new Date(text).toISOString(),
      same: new Date(text) instanceof Date,
      year: new Date(Date.UTC(2026, 1, 3)).getUTCFullYear(),
    }),
    'probe.channel': (_, { channel }) => channel('other').call('other.x', {}),
  },
});
