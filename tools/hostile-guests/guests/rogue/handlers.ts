import { fault, type Context, type Handler } from '@esta-logic/service-sdk';
import type { Deed } from './deeds.ts';

type OwnDeed = Exclude<Deed, `raw-${string}`> | 'echo';

/** Writes first, so that there is something which must not stay. */
const after = (context: Context): void => context.db('rows').writeJson('left-behind', { by: 'rogue' });

const forever = (act: (round: number) => void): never => {
  for (let round = 0; ; round++) act(round);
};

/** Goes on whatever the kernel says, as hostile code would. */
const stubborn = (act: (round: number) => void): never =>
  forever((round) => {
    try {
      act(round);
    } catch {
      // Again.
    }
  });

const down = (n: number): number => (n < 0 ? n : down(n + 1) + 1);

const spinning: Partial<Record<OwnDeed, Handler>> = {
  spin: () => forever(() => undefined),
  'spin-after-write': (_, context) => {
    after(context);
    return forever(() => undefined);
  },
  recurse: (_, context) => {
    after(context);
    return down(0);
  },
  allocate: (_, context) => {
    after(context);
    const kept: unknown[] = [];
    return forever(() => kept.push(new Uint8Array(10_000).fill(1)));
  },
  'one-large-string': (_, context) => {
    after(context);
    return 'x'.repeat(100_000_000).length;
  },
  regex: (_, context) => {
    after(context);
    return /^(a+)+$/u.test(`${'a'.repeat(60)}!`);
  },
};

const flooding: Partial<Record<OwnDeed, Handler>> = {
  'read-flood': (_, context) => {
    after(context);
    return stubborn(() => context.db('rows').read('left-behind'));
  },
  'refused-flood': (_, context) => stubborn(() => context.db('not-mine')),
  'log-flood': (_, context) => stubborn(() => context.log('error', 'Again. '.repeat(500))),
  'audit-flood': (_, context) => stubborn((round) => context.audit({ record: 'noise', round })),
  'clock-flood': (_, context) => stubborn(() => context.time.now()),
  'message-flood': (_, context) =>
    stubborn((round) => context.channel('neighbour').send('Command', 'neighbour.hear', { round })),
  'call-flood': (_, context) => stubborn((round) => context.channel('neighbour').call('neighbour.hear', { round })),
  'scan-deleted': (_, context) => {
    const rows = context.db('rows');
    const names = Array.from({ length: 5000 }, (_row, i) => `gone-${i}`);
    rows.transact(names.map((key) => ({ key, value: '1' })));
    rows.transact(names.map((key) => ({ key, value: undefined })));
    return stubborn(() => rows.query('gone'));
  },
  'write-flood': (_, context) => stubborn((round) => context.db('rows').write(`row-${round}`, 'x'.repeat(1000))),
};

const oversized: Partial<Record<OwnDeed, Handler>> = {
  'large-message': (_, context) => {
    after(context);
    return context.channel('neighbour').send('Command', 'neighbour.hear', { text: 'x'.repeat(1_100_000) });
  },
  'huge-key': (_, context) => {
    after(context);
    context.db('rows').write('k'.repeat(10_000), '1');
  },
  'huge-value': (_, context) => {
    after(context);
    context.db('rows').write('k', 'v'.repeat(1_100_000));
  },
};

const disguised: Partial<Record<OwnDeed, Handler>> = {
  echo: (payload) => payload,
  'call-cycle': (_, context) => {
    after(context);
    return context.channel('neighbour').call('neighbour.bounce', {});
  },
  'wait-for-spinner': (_, context) => {
    after(context);
    return context.channel('brute').call('brute.spin', {});
  },
  'other-tenant-key': (_, context) => {
    for (const key of ['../other/rogue/rows/k', '/s/other/rogue/rows/k', '../../other/rogue/rows/k'])
      context.db('rows').write(key, '"mine"');
    return context.db('rows').query('').length;
  },
  'other-tenant-payload': (_, context) =>
    context.channel('neighbour').call('neighbour.add', { by: 1, tenantId: 'other' }),
  'surrogate-key': (_, context) => {
    after(context);
    context.db('rows').write('k\ud800', '1');
  },
  'surrogate-value': (_, context) => {
    after(context);
    context.db('rows').write('k', '\udfff');
  },
  'nul-key': (_, context) => {
    after(context);
    context.db('rows').write('k\u0000', '1');
  },
  'prototype-names': (_, context) => {
    for (const name of ['__proto__', 'constructor', 'toString']) context.db('rows').write(name, '"mine"');
    context.audit(JSON.parse('{"record":"x","__proto__":{"kind":"crank"},"constructor":1}') as object);
    return context.channel('neighbour').call('neighbour.add', JSON.parse('{"by":1,"__proto__":{"by":2}}'));
  },
  'terminal-codes': () => fault('handler-failed', '\u001b[2J\u001b]0;mine\u0007\r\nAll is well.\u202e=HYPERLINK("x")'),
};

const throwing: Partial<Record<OwnDeed, Handler>> = {
  'throw-null': (_, context) => {
    after(context);
    throw null;
  },
  'throw-proxy': (_, context) => {
    after(context);
    throw new Proxy(new Error('x'), {
      get: () => {
        throw new Error('no property');
      },
    });
  },
  'throw-getter': (_, context) => {
    after(context);
    throw Object.defineProperty(new Error('x'), 'message', {
      get: () => {
        throw new Error('no message');
      },
    });
  },
  'throw-kernel-fault': (_, context) => {
    after(context);
    return fault('storage-failed', 'The storage provider failed, says the guest.');
  },
};

/** One handler per deed. */
export const handlers: Readonly<Record<string, Handler>> = Object.fromEntries(
  Object.entries({ ...spinning, ...flooding, ...oversized, ...disguised, ...throwing }).map(([deed, handler]) => [
    `rogue.${deed}`,
    handler,
  ]),
);
