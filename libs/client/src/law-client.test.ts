import { describe, expect, it } from 'vitest';
import { createClient } from './client.ts';
import type { FetchInit, FetchLike } from './fetch-like.ts';
import { entryCauseWords, entryKindWord } from './law-words.ts';

/** A server that answers everything with one text and keeps what it was asked. */
function serverOf(body: string): { fetchLike: FetchLike; seen: string[]; bodies: unknown[] } {
  const seen: string[] = [];
  const bodies: unknown[] = [];
  const fetchLike: FetchLike = async (url, init: FetchInit) => {
    seen.push(`${init.method} ${url}`);
    bodies.push(init.body);
    const chunk = new TextEncoder().encode(body);
    return { ok: true, status: 200, body: once(chunk), text: () => Promise.resolve(body) };
  };
  return { fetchLike, seen, bodies };
}

async function* once(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  yield chunk;
}

describe('the law in the client', () => {
  it('asks the documented routes', async () => {
    const { fetchLike, seen, bodies } = serverOf('{}');
    const client = createClient(fetchLike);
    await client.ledger('E 1', { asOf: '2026-06-30', language: 'es' });
    await client.statement('E 1', { format: 'csv' });
    await client.obligations({ from: '2026-01-01' });
    await client.packs();
    await client.usable('E 1', { hours: '8', date: '2026-02-01' });
    await client.employees();
    await client.setEmployee('E 1', { name: 'Ada' });
    await client.separateEmployee('E 1', '2026-02-01', true);
    await client.rehireEmployee('E 1', '2026-03-01');
    await client.decide('waiting', { employer: {} }, 'es');
    expect(seen).toEqual([
      'GET /api/employees/E%201/ledger?asOf=2026-06-30&language=es',
      'GET /api/employees/E%201/statement?format=csv',
      'GET /api/obligations?from=2026-01-01',
      'GET /api/packs',
      'GET /api/employees/E%201/usable?hours=8&date=2026-02-01',
      'GET /api/employees',
      'PUT /api/employees/E%201',
      'POST /api/employees/E%201/separate',
      'POST /api/employees/E%201/rehire',
      'POST /api/decisions',
    ]);
    expect(bodies[7]).toBe('{"date":"2026-02-01","paidOut":true}');
    expect(bodies[9]).toBe('{"question":"waiting","given":{"employer":{}},"language":"es"}');
  });

  it('follows a year end and gives its report', async () => {
    const report = { through: '2026-12-31', preview: true, lines: [], warnings: [] };
    const events = [
      { event: 'progress', done: 200, total: 210 },
      { event: 'progress', done: 210, total: 210 },
      { event: 'result', result: report },
    ];
    const { fetchLike, seen } = serverOf(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    const done: number[] = [];
    const client = createClient(fetchLike);
    const got = await client.previewYearEnd({ project: true }, (progress) => done.push(progress.done));
    expect([got, done, seen]).toEqual([report, [200, 210], ['GET /api/year-end?project=1']]);
  });

  it('does not take a year end that stops for a success, and hands on a refusal', async () => {
    await expect(createClient(serverOf('{"event":"progress","done":1}\n').fetchLike).closeYear()).rejects.toThrow(
      /before the year end was reported/,
    );
    const error = { code: 1007, name: 'not-found', message: 'Nobody.' };
    const refused = serverOf(`${JSON.stringify({ event: 'error', error })}\n`);
    await expect(createClient(refused.fetchLike).closeYear({ through: '2025-12-31' })).rejects.toThrow();
  });

  it('names entries in both languages, and leaves a cause that somebody wrote as it is', () => {
    expect([entryKindWord('use', 'en'), entryKindWord('use', 'es')]).toEqual(['Used', 'Usado']);
    const show = (hours: string): string => `~${hours}`;
    expect(entryCauseWords({ cause: 'worked', counted: '8' }, 'es', show)).toBe('~8 horas trabajadas');
    expect(entryCauseWords({ cause: 'yearEnd' }, 'es', show)).toBe('fin del año');
    expect(entryCauseWords({ cause: 'Found in a drawer' }, 'es', show)).toBe('Found in a drawer');
  });
});
