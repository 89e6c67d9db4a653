import { createClient } from '@esta-logic/client';
import { expect, it } from 'vitest';
import { directory, document, esta, started } from './esta-process.ts';

it('U4 Q5 bounds given to esta start hold, stay with the directory, are shown and logged, and can be lifted', async () => {
  const data = await directory();
  const kernel = await started(data, '--memory', '2G', '--tenant-rate', '1');
  const client = createClient((address, init) => fetch(address, init as RequestInit), kernel.url);
  const question = { type: 'Query', target: 'time-service', opcode: 'time.nothing', payload: {} } as const;
  const replies = await Promise.all(Array.from({ length: 20 }, () => client.send(question)));
  const names = new Set(replies.map((reply) => (reply.ok ? 'ok' : reply.error.name)));
  expect([...names].sort()).toEqual(['quota-exceeded', 'unknown-opcode']);
  expect((await kernel.stop()).code).toBe(0);

  const shown = (await esta('ps', '--data', data)).out;
  expect(shown).toContain('of 2048 MiB');
  expect(shown).toContain('each tenant may send 1 messages a second, 1 at once');

  const lifted = await started(data, '--memory', 'none', '--tenant-rate', 'none');
  expect((await lifted.stop()).code).toBe(0);
  expect((await esta('ps', '--data', data)).out).toContain('tenants may send as much as they like');
  expect(await document('log', 'verify', '--data', data)).toMatchObject({ code: 0, json: { ok: true } });
}, 120_000);
