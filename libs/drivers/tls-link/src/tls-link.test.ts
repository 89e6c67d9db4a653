import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Link } from '@esta-logic/kernel-boundary';
import { dialLink, listenForLinks, readOrMakeLinkKey, type Listening } from './index.ts';
import { FrameCutter } from './frames.ts';

const key = new Uint8Array(32).fill(7);
const host = '127.0.0.1';
const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

const opened = <T extends { close(): unknown }>(thing: T): T => {
  open.push(thing);
  return thing;
};

/** The next end of a link that is accepted, with what it hears. */
function ends() {
  const heard: string[] = [];
  const links: Link[] = [];
  const wakes: (() => void)[] = [];
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise<void>((resolve) => wakes.push(resolve));
  };
  const wake = (): void => {
    for (const each of wakes.splice(0)) each();
  };
  let closed = 0;
  return {
    heard,
    links,
    until,
    closed: () => closed,
    accept: (link: Link) => {
      links.push(link);
      wake();
      return {
        frame: (text: string) => {
          heard.push(text);
          wake();
        },
        closed: () => {
          closed++;
          wake();
        },
      };
    },
  };
}

describe('a link over TLS', () => {
  it('carries frames both ways, whole and in order, whatever their length', async () => {
    const here = ends();
    const there = ends();
    const { port } = opened(await listenForLinks({ host, port: 0, key }, here.accept));
    opened(dialLink({ host, port, key }, there.accept));
    await here.until(() => here.links.length > 0);
    await there.until(() => there.links.length > 0);
    const frames = ['{}', 'ü€😀'.repeat(100_000), ...Array.from({ length: 500 }, (_, i) => `frame ${i}`)];
    for (const frame of frames) await there.links[0]!.send(frame);
    await here.until(() => here.heard.length === frames.length);
    expect(here.heard).toEqual(frames);
    await here.links[0]!.send('answer');
    await there.until(() => there.heard.length === 1);
    expect(there.heard).toEqual(['answer']);
  });

  it('dials again when the connection is gone, and what was sent before a close arrives', async () => {
    const here = ends();
    const there = ends();
    const { port } = opened(await listenForLinks({ host, port: 0, key }, here.accept));
    opened(dialLink({ host, port, key }, there.accept));
    await here.until(() => here.links.length === 1);
    void here.links[0]!.send('last words');
    here.links[0]!.close();
    await there.until(() => there.closed() === 1);
    expect(there.heard).toEqual(['last words']);
    await here.until(() => here.links.length === 2);
    await there.until(() => there.links.length === 2);
  });

  it('queues frames that nobody waited for, all alike', async () => {
    const warnings: Error[] = [];
    const warn = (warning: Error): void => void warnings.push(warning);
    process.on('warning', warn);
    opened({ close: () => process.off('warning', warn) });
    const here = ends();
    const there = ends();
    const { port } = opened(await listenForLinks({ host, port: 0, key }, here.accept));
    opened(dialLink({ host, port, key }, there.accept));
    await there.until(() => there.links.length > 0);
    const frames = Array.from({ length: 40 }, (_, i) => String(i).repeat(100_000));
    for (const frame of frames) void there.links[0]!.send(frame);
    await here.until(() => here.heard.length === frames.length);
    expect(here.heard).toEqual(frames);
    expect(warnings).toEqual([]);
  });

  it('finds an end that starts listening later', async () => {
    const there = ends();
    const first: Listening = await listenForLinks({ host, port: 0, key }, ends().accept);
    await first.close();
    opened(dialLink({ host, port: first.port, key }, there.accept));
    const here = ends();
    opened(await listenForLinks({ host, port: first.port, key }, here.accept));
    await here.until(() => here.links.length === 1);
  });

  it('is not opened for who has another key, or none', async () => {
    const here = ends();
    const there = ends();
    const { port } = opened(await listenForLinks({ host, port: 0, key }, here.accept));
    opened(dialLink({ host, port, key: new Uint8Array(32).fill(8) }, there.accept));
    const plain = connectPlain(port, host);
    plain.on('error', () => undefined);
    plain.write('{"kind":"follow"}\n');
    await new Promise((resolve) => plain.once('close', resolve));
    // One who has the key comes after them and is the first to be let in.
    const right = ends();
    opened(dialLink({ host, port, key }, right.accept));
    await right.until(() => right.links.length === 1);
    expect(here.links).toHaveLength(1);
    expect(there.links).toHaveLength(0);
  });

  it('names an address that is taken', async () => {
    const { port } = opened(await listenForLinks({ host, port: 0, key }, ends().accept));
    await expect(listenForLinks({ host, port, key }, ends().accept)).rejects.toThrow(/cannot be opened/);
  });
});

describe('frames', () => {
  it('are the same however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.nat(20)), (texts, cuts) => {
        const frames = texts.map((text) => text.replaceAll('\n', ''));
        const got: string[] = [];
        const cutter = new FrameCutter((frame) => got.push(frame));
        let stream = frames.map((frame) => `${frame}\n`).join('');
        for (const cut of cuts) {
          cutter.feed(stream.slice(0, cut));
          stream = stream.slice(cut);
        }
        cutter.feed(stream);
        expect(got).toEqual(frames);
      }),
    );
  });
});

describe('the key file', () => {
  it('is made once, for its owner only, and read after that; another file is refused', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'esta-link-'));
    opened({ close: () => rm(directory, { recursive: true }) });
    const path = join(directory, 'pair.key');
    const made = await readOrMakeLinkKey(path);
    expect(made).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readOrMakeLinkKey(path)).toEqual(made);
    expect(await readFile(path, 'utf8')).toMatch(/^esta-link-[0-9a-f]{64}\n$/);
    await writeFile(path, 'hello');
    await expect(readOrMakeLinkKey(path)).rejects.toThrow(/is no link key/);
    await expect(readOrMakeLinkKey(join(directory, 'no', 'such'))).rejects.toThrow(/cannot be used/);
  });
});
