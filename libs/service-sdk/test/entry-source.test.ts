import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { entrySource, worldSource } from '../src/index.ts';

const wit = readFileSync(new URL('../../kernel-boundary/wit/kernel.wit', import.meta.url), 'utf8');

test('the entry binds exactly the named interfaces', () => {
  expect(entrySource(['time', 'db'], '/x/index.ts')).toBe(
    [
      'import { spareHeap } from "@esta-logic/service-sdk/hermetic-guest";',
      "import * as db from 'esta:kernel/db@0.1.0';",
      "import * as time from 'esta:kernel/time@0.1.0';",
      'import service from "/x/index.ts";',
      '',
      'export const handle = service.bind({ db, time });',
      'spareHeap();',
      '',
    ].join('\n'),
  );
});

test('the world keeps exactly the named interfaces; the rest of the package stays as it is', () => {
  const cut = worldSource(wit, ['db']);
  expect([...cut.matchAll(/^ {2}import ([a-z]+);/gm)].map(([, name]) => name)).toEqual(['db']);
  expect(cut.slice(0, cut.indexOf('world service'))).toBe(wit.slice(0, wit.indexOf('world service')));
  expect(cut).toContain('export handle: func(message: envelope) -> result<string, fault>;');
});

test('all interfaces named leaves the package as it is', () => {
  expect(worldSource(wit, ['audit', 'db', 'ipc', 'log', 'time'])).toBe(wit);
});

test('an interface that the world lacks is refused', () => {
  expect(() => worldSource(wit, ['vfs' as 'db'])).toThrow('The world "service" has no interface "vfs".');
});
