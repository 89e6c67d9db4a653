import { mkdtemp, stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@esta-logic/client';
import { afterEach, describe, expect, it } from 'vitest';
import { controlFetch } from '../src/deployment/control-fetch.ts';
import { listenOnPort, listenOnSocket, type Listening } from '../src/http/listen.ts';
import { createMemoryApi } from './memory-api.ts';

const open: Listening[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const keep = (listening: Listening): Listening => {
  open.push(listening);
  return listening;
};
const socketPath = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'esta-')), 'control.sock');

describe('listenOnPort', () => {
  it('answers the typed client over TCP, import stream and all', async () => {
    const { url } = keep(await listenOnPort(createMemoryApi().handle, 0));
    const client = createClient(fetch as never, url);
    const stages: string[] = [];
    const result = await client.importFile('E1,2026-01-05,8\n', {}, { onProgress: ({ stage }) => stages.push(stage) });
    expect(result).toMatchObject({ accepted: 1, shifts: 1 });
    expect(new Set(stages)).toEqual(new Set(['read', 'stage', 'commit', 'accrual']));
    expect(await client.balances()).toMatchObject({ balances: [{ employee: 'E1', accrued: '4/15' }] });
  });

  it('refuses a Host that is not this machine, on the wire', async () => {
    const { url } = keep(await listenOnPort(createMemoryApi().handle, 0));
    const status = await new Promise((resolve) => {
      httpRequest(`${url}/api/health`, { headers: { host: 'evil.example' } }, (response) =>
        resolve(response.resume().statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });

  it('answers nonsense with 400 and lives on', async () => {
    const { url } = keep(await listenOnPort(createMemoryApi().handle, 0));
    const raw = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(url!).port), '127.0.0.1');
      socket.end('GET http://[/ HTTP/1.1\r\nHost: localhost\r\n\r\n');
      socket.on('data', (bytes) => resolve(bytes.toString()));
    });
    expect(raw).toContain('400');
    expect((await createClient(fetch as never, url).health()).ok).toBe(true);
  });

  it('says which port is taken and what to do', async () => {
    const { url } = keep(await listenOnPort(createMemoryApi().handle, 0));
    const port = Number(new URL(url!).port);
    await expect(listenOnPort(createMemoryApi().handle, port)).rejects.toMatchObject({
      fault: { code: 5004, message: expect.stringContaining(`Port ${port} is taken`) as string },
    });
  });

  it('finishes what is in flight when it closes, and accepts nothing more', async () => {
    const gate = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const listening = await listenOnPort(async () => {
      entered.resolve();
      await gate.promise;
      return Response.json({ ok: true });
    }, 0);
    const answer = fetch(`${listening.url}/api/health`);
    await entered.promise;
    const closed = listening.close();
    await expect(fetch(`${listening.url}/api/health`)).rejects.toThrow();
    gate.resolve();
    expect(await (await answer).json()).toEqual({ ok: true });
    await closed;
  });

  it('tells the import that its reader left', async () => {
    const aborted = Promise.withResolvers<void>();
    const { handle } = createMemoryApi({
      readTimesheet: (_bytes, { signal, onProgress }) => {
        onProgress(0, 1);
        return new Promise((_, reject) =>
          signal?.addEventListener('abort', () => {
            aborted.resolve();
            reject(new Error('left'));
          }),
        );
      },
    });
    const { url } = keep(await listenOnPort(handle, 0));
    const leave = new AbortController();
    const client = createClient(fetch as never, url);
    const left = client.importFile('x', {}, { signal: leave.signal, onProgress: () => leave.abort() });
    await expect(left).rejects.toThrow();
    await aborted.promise;
  });
});

describe('listenOnSocket', () => {
  it('answers the client over the control socket, which only its owner may open', async () => {
    const path = await socketPath();
    keep(await listenOnSocket(createMemoryApi().handle, path));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const client = createClient(controlFetch(path));
    async function* upload(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('E1,2026-01-05,8\nE2,2026');
      yield Buffer.from('-01-05,7\n');
    }
    expect(await client.importFile(upload())).toMatchObject({ accepted: 2, employees: 2 });
    expect(await client.employer()).toMatchObject({ configured: false });
  });

  it('says that nothing listens there', async () => {
    await expect(createClient(controlFetch(await socketPath())).health()).rejects.toMatchObject({
      fault: { code: 5004 },
    });
  });
});
