import { expect, it } from 'vitest';
import type { Handle } from '../src/api.ts';
import { createMemoryApi } from './memory-api.ts';

/** An API over a kernel that has stored these values. */
function apiWith(stored: Readonly<Record<string, string>>): Handle {
  const { handle, kernel } = createMemoryApi();
  const entries = Object.entries(stored).map(([key, value]) => ({ key, value }));
  kernel.records = async () => ({
    get: (key) => stored[key],
    scan: ({ from, to, limit }) => entries.filter(({ key }) => key >= from && key < to).slice(0, limit),
  });
  return handle;
}

const post = (path: string, body: object): Request =>
  new Request(`http://localhost${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-esta-client': '1' },
    body: JSON.stringify(body),
  });

it('records are read over the socket of the data directory, not over the port that browsers reach', async () => {
  const handle = apiWith({ 'j/0000000000000007': '{}' });
  const get = post('/api/records/get', { key: 'j/0000000000000007' });
  expect((await handle(get.clone(), 'loopback')).status).toBe(403);
  expect(await (await handle(get, 'control')).json()).toEqual({ value: '{}' });
});

it('what services keep, and what is no record, is not among them', async () => {
  const handle = apiWith({ 's/default/service/rows/a': 'kept' });
  for (const key of ['s/default/service/rows/a', 'k/audit-head', 'm/x/0000000000000001', 'j', '', 7])
    expect((await handle(post('/api/records/get', { key }), 'control')).status).toBe(400);
  for (const range of [
    { from: 'j/', to: 's0', limit: 1 },
    { from: 'a/', to: 'a0' },
    { from: 'j0', to: 'j/', limit: 1 },
  ])
    expect((await handle(post('/api/records/scan', range), 'control')).status).toBe(400);
});

it('a range of one kind of records comes in order, as many as are asked for', async () => {
  const handle = apiWith({ 'j/0000000000000001': '1', 'j/0000000000000002': '2', 'j/0000000000000003': '3' });
  const scanned = await handle(post('/api/records/scan', { from: 'j/', to: 'j0', limit: 2 }), 'control');
  expect(await scanned.json()).toEqual({
    entries: [
      { key: 'j/0000000000000001', value: '1' },
      { key: 'j/0000000000000002', value: '2' },
    ],
  });
});
