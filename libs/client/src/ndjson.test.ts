import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNdjson } from './ndjson.ts';

async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  // One buffer for all chunks, as a careless producer does.
  const buffer = new Uint8Array(64);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const chunk = bytes.subarray(at, at + Math.min(sizes[i % sizes.length] ?? 1, 64));
    buffer.set(chunk);
    yield buffer.subarray(0, chunk.length);
    at += chunk.length;
  }
}

const collect = async (lines: AsyncIterable<unknown>): Promise<unknown[]> => {
  const values: unknown[] = [];
  for await (const value of lines) values.push(value);
  return values;
};

describe('readNdjson', () => {
  it('gives the same values wherever the network cuts the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'grapheme' }),
            fc.integer(),
            fc.dictionary(fc.string(), fc.string({ unit: 'binary' })),
          ),
        ),
        fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1 }),
        fc.boolean(),
        async (values, sizes, newlineAtEnd) => {
          const text = values.map((value) => JSON.stringify(value)).join('\n') + (newlineAtEnd ? '\n' : '');
          expect(await collect(readNdjson(cut(new TextEncoder().encode(text), sizes)))).toEqual(
            values.map((value) => JSON.parse(JSON.stringify(value)) as unknown),
          );
        },
      ),
    );
  });

  it('refuses a line that is not JSON, naming it', async () => {
    const body = cut(new TextEncoder().encode('{"a":1}\n<html>\n'), [5]);
    await expect(collect(readNdjson(body))).rejects.toMatchObject({
      fault: { name: 'driver-failed', message: expect.stringContaining('<html>') as string },
    });
  });

  it('cancels and releases a web stream when the reader leaves early', async () => {
    const calls: string[] = [];
    const reader = {
      read: () => Promise.resolve({ done: false, value: new TextEncoder().encode('1\n') }),
      cancel: () => Promise.resolve(void calls.push('cancel')),
      releaseLock: () => void calls.push('release'),
    };
    for await (const value of readNdjson({ getReader: () => reader })) {
      expect(value).toBe(1);
      break;
    }
    expect(calls).toEqual(['cancel', 'release']);
  });
});
