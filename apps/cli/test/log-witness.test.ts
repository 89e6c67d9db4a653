import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../src/run.ts';

let around: string;
let data: string;
let key: string;

interface Asked<T> {
  readonly code: number;
  readonly json: T;
  readonly err: string;
}

/** Runs a command in this process. `onError` sees what it writes to stderr. */
async function esta<T = Record<string, unknown>>(
  argv: readonly string[],
  { signal = new AbortController().signal, onError = (_text: string): void => undefined } = {},
): Promise<Asked<T>> {
  let out = '';
  let err = '';
  const streams = {
    out: (text: string) => void (out += text),
    err: (text: string) => {
      err += text;
      onError(text);
    },
    columns: 120,
  };
  const code = await run([...argv, '--json'], { streams, cwd: around, signal });
  return { code, json: JSON.parse(out === '' ? '{}' : out) as T, err };
}

/** A witness that listens until the function is done. */
async function withWitness<T>(keep: string, use: (address: string) => Promise<T>): Promise<T> {
  const end = new AbortController();
  const { promise: listening, resolve } = Promise.withResolvers<{ url: string; key: string }>();
  const streams = {
    out: (text: string) => resolve(JSON.parse(text) as { url: string; key: string }),
    err: () => undefined,
    columns: undefined,
  };
  const argv = ['log', 'witness', '--listen', '127.0.0.1:0', '--keep', keep, '--key', key, '--json'];
  const ended = run(argv, { streams, cwd: around, signal: end.signal });
  try {
    const { url, key: own } = await listening;
    return await use(`${own}@${url}`);
  } finally {
    end.abort();
    await ended;
  }
}

const published = (name: string): string => join(around, name);
const more = (): Promise<Asked<object>> => esta(['send', 'employee-service', 'employer.get', '{}', '--data', data]);

beforeAll(async () => {
  around = await mkdtemp(join(tmpdir(), 'esta-witness-'));
  data = join(around, 'data');
  await more();
  key = (await esta<{ first: string }>(['log', 'key', '--data', data])).json.first;
});
afterAll(() => rm(around, { recursive: true, force: true }));

describe('a witness that listens', () => {
  it('L30 cosigns what is published, goes on from there after a restart, and its key is required by whoever verifies', async () => {
    const keep = join(around, 'kept');
    const directory = published('witnessed');
    const publish = (address: string) => esta(['log', 'publish', directory, '--witness', address, '--data', data]);
    const own = await withWitness(keep, async (address) => {
      expect(await publish(address)).toMatchObject({ code: 0, json: { cosignatures: 1 } });
      return address.slice(0, address.lastIndexOf('@'));
    });
    await more();
    await withWitness(keep, async (address) => {
      expect(await publish(address)).toMatchObject({ code: 0, json: { cosignatures: 1 } });
      const checkpoint = await esta<{ note: string }>(['log', 'checkpoint', '--witness', address, '--data', data]);
      expect(checkpoint.json.note.split('\n— ')).toHaveLength(3);
    });
    const verify = (...args: string[]) => esta(['log', 'verify', '--published', directory, '--key', key, ...args]);
    expect((await verify('--witness', own)).code).toBe(0);
    const stranger = await withWitness(join(around, 'other'), (address) =>
      Promise.resolve(address.slice(0, address.lastIndexOf('@'))),
    );
    expect((await verify('--witness', `${own},${stranger}`)).code).toBe(1);
    expect((await verify('--witness', `${own},${stranger}`, '--quorum', '1')).code).toBe(0);
    expect((await verify('--witness', own, '--quorum', '2')).code).toBe(2);
    expect((await stat(join(keep, 'witness.key'))).mode & 0o777).toBe(0o600);
  });

  it('L30 the log is published without a cosignature that is not to be had, and that is said', async () => {
    const keep = join(around, 'third');
    await withWitness(keep, async (address) => {
      const [own = '', url = ''] = address.split('@');
      const other = await withWitness(join(around, 'fourth'), (one) => Promise.resolve(one.split('@')[0]!));
      const wrong = await esta(['log', 'publish', published('a'), '--witness', `${other}@${url}`, '--data', data]);
      expect([wrong.code, wrong.json['cosignatures']]).toEqual([1, 0]);
      expect(wrong.err).toContain('without a cosignature of its key');
      const silent = `${own}@http://127.0.0.1:1`;
      const none = await esta(['log', 'publish', published('b'), '--witness', silent, '--data', data]);
      expect([none.code, none.json['cosignatures']]).toEqual([1, 0]);
      expect(none.err).toContain('does not answer');
      // It has seen more of this log than is to be published: a data directory that was set back.
      const seen = JSON.parse(await readFile(join(keep, 'seen.json'), 'utf8')) as {
        seen: Record<string, { size: number }>;
      };
      for (const log of Object.values(seen.seen)) log.size += 1000;
      await writeFile(join(keep, 'seen.json'), JSON.stringify(seen));
      const back = await esta(['log', 'checkpoint', '--witness', address, '--data', data]);
      expect([back.code, back.json['cosignatures']]).toEqual([1, 0]);
      expect(back.err).toContain('restored from a backup');
      expect((await esta(['log', 'checkpoint', '--witness', url, '--data', data])).code).toBe(2);
    });
  });
});

describe('a publication that was interrupted', () => {
  it('L20 says so, and goes on when it is run again', async () => {
    const directory = published('resumed');
    const stop = new AbortController();
    const cut = await esta(['log', 'publish', directory, '--data', data], {
      signal: stop.signal,
      onError: (text) => void (text.includes('1 of ') && stop.abort()),
    });
    expect(cut.code).toBe(1);
    expect(cut.err).toContain('Interrupted: 1 file of 2 are there. What is published is nothing yet');
    expect((await esta(['log', 'publish', directory, '--data', data])).code).toBe(0);
    expect((await esta(['log', 'verify', '--published', directory, '--key', key])).code).toBe(0);
  });

  it('L21 and a file of another log that was there is not taken for its own', async () => {
    const directory = published('mixed');
    const { size } = (await esta<{ size: number }>(['log', 'publish', published('own'), '--data', data])).json;
    // Opening a data directory is recorded too, so the log is a little longer then.
    await mkdir(join(directory, 'tile/0/000.p'), { recursive: true });
    for (let width = size; width < size + 20; width++)
      await writeFile(join(directory, `tile/0/000.p/${width}`), new Uint8Array(width * 32));
    const mixed = await esta(['log', 'publish', directory, '--data', data]);
    expect(mixed.code).toBe(1);
    expect(mixed.err).toContain('tile/0/000.p/');
  });
});
