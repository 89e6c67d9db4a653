import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '@esta-logic/kernel-boundary';
import { createClient } from './client.ts';
import type { FetchInit, FetchLike } from './fetch-like.ts';

interface Seen {
  url: string;
  init: FetchInit;
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** A server that answers everything with one document and keeps what it was asked. */
function serverOf(status: number, body: string): { fetchLike: FetchLike; seen: Seen[] } {
  const seen: Seen[] = [];
  const fetchLike: FetchLike = async (url, init) => {
    seen.push({ url, init });
    return { ok: status < 400, status, body: once(body), text: () => Promise.resolve(body) };
  };
  return { fetchLike, seen };
}

describe('createClient', () => {
  it('asks the documented route for each method, always with the header that proves same origin', async () => {
    const { fetchLike, seen } = serverOf(200, '{}');
    const client = createClient(fetchLike, 'http://h');
    await client.balances({ asOf: '2026-06-30', employee: 'E 1' });
    await client.series('a/b', { step: 'month' });
    await client.setEmployer({ employer: {}, policy: {} });
    await client.install({ id: 'm' }, new Uint8Array([1, 2, 3]));
    await client.verifyLog();
    await client.stopProcess('time-service#1');
    await client.suspendProcess('time-service');
    await client.resumeProcess('time-service');
    await client.deadLetters();
    await client.deadLetters(7);
    await client.deadLetter(7);
    await client.retryDeadLetter(7);
    await client.discardDeadLetter(7);
    expect(seen.map(({ url, init }) => `${init.method} ${url}`)).toEqual([
      'GET http://h/api/balances?asOf=2026-06-30&employee=E%201',
      'GET http://h/api/employees/a%2Fb/series?step=month',
      'PUT http://h/api/employer',
      'POST http://h/api/modules',
      'GET http://h/api/log/verify',
      'POST http://h/api/processes/time-service%231/stop',
      'POST http://h/api/processes/time-service/suspend',
      'POST http://h/api/processes/time-service/resume',
      'GET http://h/api/dead-letters',
      'GET http://h/api/dead-letters?after=7',
      'GET http://h/api/dead-letters/7',
      'POST http://h/api/dead-letters/7/retry',
      'POST http://h/api/dead-letters/7/discard',
    ]);
    expect(seen[3]!.init.body).toBe('{"manifest":{"id":"m"},"componentBase64":"AQID"}');
    for (const { init } of seen) expect(init.headers['x-esta-client']).toBe('1');
  });

  it('turns an error document into a KernelError with its code', async () => {
    const { fetchLike } = serverOf(
      404,
      '{"error":{"code":1013,"name":"not-found","message":"There is no employee E9."}}',
    );
    await expect(createClient(fetchLike).balances()).rejects.toMatchObject({
      message: 'There is no employee E9.',
      fault: { code: 1013 },
    });
  });

  it.each([
    '<html>bad gateway</html>',
    '{"error":"no"}',
    '{"error":{"code":7,"name":"not-found","message":"x"}}',
    'null',
  ])('says so when a failure gives no reason: %s', async (body) => {
    await expect(createClient(serverOf(502, body).fetchLike).health()).rejects.toMatchObject({
      fault: { name: 'driver-failed', message: expect.stringContaining('502') as string },
    });
  });

  it('says how to start the server when it cannot be reached', async () => {
    const client = createClient(() => Promise.reject(new Error('ECONNREFUSED')), 'http://h');
    await expect(client.health()).rejects.toMatchObject({
      fault: { code: 5004, message: expect.stringContaining('esta start') as string },
    });
  });
});

describe('importFile', () => {
  const result = {
    accepted: 1,
    rejected: [],
    employees: 1,
    shifts: 1,
    duplicates: 0,
    layout: 'generic',
    description: '',
    notes: [],
  };
  const lines = (...events: unknown[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');

  it('reports progress in order and resolves with the result', async () => {
    const progress = [
      { event: 'progress', stage: 'read', done: 1, total: 2 },
      { event: 'progress', stage: 'accrual', done: 2, total: 2 },
    ];
    const { fetchLike, seen } = serverOf(200, lines(...progress, { event: 'result', result }));
    const got: unknown[] = [];
    const answer = await createClient(fetchLike).importFile(
      'csv',
      { layout: 'auto', dryRun: true, name: 'a b.csv' },
      { onProgress: (event) => got.push(event) },
    );
    expect(answer).toEqual(result);
    expect(got).toEqual(progress);
    expect(seen[0]!.url).toBe('/api/imports?layout=auto&dryRun=1&name=a%20b.csv');
  });

  it('rejects with the fault of an error event', async () => {
    const { fetchLike } = serverOf(
      200,
      lines({ event: 'error', error: { code: 1016, name: 'invalid-file', message: 'No header.' } }),
    );
    await expect(createClient(fetchLike).importFile('')).rejects.toMatchObject({ fault: { code: 1016 } });
  });

  it('does not take a stream that stops for a success', async () => {
    const { fetchLike } = serverOf(200, lines({ event: 'progress', stage: 'read', done: 1, total: 2 }));
    await expect(createClient(fetchLike).importFile('')).rejects.toMatchObject({ fault: { name: 'driver-failed' } });
  });
});

describe('toBase64', () => {
  // ECMAScript 2026; not yet in the TypeScript library.
  const reference = (bytes: Uint8Array): string => (bytes as unknown as { toBase64(): string }).toBase64();

  it('agrees with the engine’s own encoder', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(toBase64(bytes)).toBe(reference(bytes));
      }),
    );
  });

  it('joins pieces of a long input without padding in between', () => {
    const long = new Uint8Array(70_001).map((_, i) => i * 7);
    expect(toBase64(long)).toBe(reference(long));
  });
});
