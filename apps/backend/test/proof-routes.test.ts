import { expect, it } from 'vitest';
import type { Proofs, ReceiptRequest } from '../src/deployment/proofs.ts';
import { createMemoryApi } from './memory-api.ts';

const asked: ReceiptRequest[] = [];
const proofs: Proofs = {
  keys: async () => ({ first: 'key', notes: [] }),
  rotateKey: async () => ({ first: 'key', notes: ['note'] }),
  nameSuccessor: async () => undefined,
  checkpoint: async () => 'log\n1\nroot\n\n— log signature\n',
  tile: async (path) => new TextEncoder().encode(path),
  receipt: async (request) => (asked.push(request), '{"esta":"receipt"}\n'),
  component: async (hash) => new TextEncoder().encode(hash),
};

it('the proofs of a running kernel are keys, checkpoints, tiles, receipts and components', async () => {
  const { call, kernel } = createMemoryApi();
  Object.assign(kernel, { proofs });
  expect(await call('GET', '/api/log/keys')).toEqual({ status: 200, body: { first: 'key', notes: [] } });
  expect(await call('POST', '/api/log/keys', {})).toMatchObject({ status: 200, body: { notes: ['note'] } });
  expect(await call('GET', '/api/log/checkpoint')).toMatchObject({ body: { note: await proofs.checkpoint() } });
  expect(await call('GET', '/api/log/tile?path=tile/0/000')).toMatchObject({ body: { base64: btoa('tile/0/000') } });
  const wishes = { id: '1-7', withhold: ['payload'], redact: true, withComponent: true, checkpoint: 'note' };
  expect(await call('POST', '/api/receipts', wishes)).toMatchObject({ body: { receipt: '{"esta":"receipt"}\n' } });
  await call('POST', '/api/receipts', { id: '41' });
  expect(asked).toEqual([wishes, { id: '41', withhold: [], redact: false, withComponent: false }]);
});

it('what is asked of them wrongly is refused by name, and a kernel of the past has none', async () => {
  const { call, kernel } = createMemoryApi();
  expect(await call('GET', '/api/log/keys')).toMatchObject({ body: { error: { name: 'state-refused' } } });
  Object.assign(kernel, { proofs });
  for (const body of [
    {},
    { id: 7 },
    { id: '' },
    { id: '1', withhold: [1] },
    { id: '1', redact: 'yes' },
    { id: '1', withComponent: 'yes' },
    { id: '1', checkpoint: 1 },
    { id: '1', witholding: [] },
  ])
    expect(await call('POST', '/api/receipts', body)).toMatchObject({ status: 400, body: { error: { code: 1012 } } });
  expect(await call('GET', '/api/log/tile?tile=1')).toMatchObject({ status: 400 });
});
