import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type StoredEntry, type StoreWrite } from '@esta-logic/kernel-boundary';
import { memoryStore } from '@esta-logic/testkit';
import { sampleEvent } from '../test/sample-events.ts';
import { countedSalts, digest, keys, openOn, writeLog, type WrittenLog } from '../test/written-log.ts';
import type { LogHead } from './open-log.ts';
import type { ListedWrite } from './other-writes.ts';
import {
  encodeRecord,
  problemOfEvent,
  problemOfRecord,
  type AuditEvent,
  type AuditRecord,
  type CrankEvent,
  type CrankSections,
} from './record.ts';
import { verifyLog, type LogReport, type VerifyOptions } from './verify-log.ts';

const entriesOf = ({ store, records, head }: Pick<WrittenLog, 'store' | 'records' | 'head'>): StoredEntry[] => [
  ...records.map((value, seq) => ({ key: keys.record(seq), value })),
  { key: keys.head, value: head },
  ...store.entries().filter(({ key }) => !key.startsWith('a/') && key !== keys.head),
];

function verify(entries: readonly StoredEntry[], options: Partial<VerifyOptions> = {}): Promise<LogReport> {
  return verifyLog({ store: memoryStore({ entries }), digest, keys, pageSize: 3, ...options });
}

const SALT = 'ab'.repeat(16);

/** A UTF-8 byte of a text set to another value, decoded as a database would decode it. */
function flipByte(text: string, at: number, by: number): string {
  const bytes = new TextEncoder().encode(text);
  const index = at % bytes.length;
  bytes[index] = ((bytes[index] as number) + by) & 0xff;
  return new TextDecoder().decode(bytes);
}

const logs = await Promise.all(Array.from({ length: 19 }, (_, count) => writeLog(count)));
const log = logs[17] as WrittenLog;

describe('append', () => {
  it('L1 a record is canonical JSON with its number and a salt', async () => {
    const fresh = await openOn(memoryStore());
    for (let n = 0; n < 30; n++) {
      const writes = fresh.append(sampleEvent(n));
      const text = writes[0]?.value as string;
      expect(JSON.parse(text)).toEqual({ ...sampleEvent(n), v: 2, seq: n, salt: String(n).padStart(32, '0') });
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(problemOfRecord(text)).toBeUndefined();
      const grown = n % 16 === 15 ? [keys.tile(0, 0)] : [];
      expect(writes.map(({ key }) => key)).toEqual([keys.record(n), ...grown, keys.head]);
    }
  });

  it('L1 the fast encoding of every kind is the canonical one', () => {
    const anyHash = fc.option(fc.constant('ab'.repeat(32)), { nil: undefined });
    fc.assert(
      fc.property(fc.nat(10_000), fc.jsonValue(), fc.string(), anyHash, (n, record, text, writes) => {
        const sample = sampleEvent(n);
        const event = {
          ...sample,
          ...(sample.kind === 'audit' ? { record } : {}),
          ...(sample.kind === 'crank' ? { opcode: text, messageId: text, fuel: n % 3 === 0 ? undefined : n } : {}),
        } as AuditEvent;
        const encoded = encodeRecord(event, n, SALT, writes);
        const full = { ...event, seq: n, salt: SALT, v: 2, ...(writes === undefined ? {} : { writes }) };
        expect(encoded).toBe(canonicalJson(JSON.parse(JSON.stringify(full))));
        expect(problemOfRecord(encoded)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('L1 an event outside the grammar is refused before it is counted', async () => {
    const fresh = await openOn(memoryStore());
    const crank = sampleEvent(1) as CrankEvent & { readonly time: string; readonly sections: CrankSections };
    const nested = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
    const audit = { kind: 'audit', time: crank.time, process: 'p', module: 'm', messageId: 'i' } as const;
    const wrong = [
      { ...crank, time: '2025-06-01' },
      { ...crank, sections: { ...crank.sections, calls: 'abc' } },
      { ...crank, sections: { calls: crank.sections.calls } },
      { ...crank, outcome: 'failed' },
      { ...crank, syscalls: -1 },
      { ...crank, outbox: [1] },
      { ...crank, extra: 1 },
      { ...crank, process: undefined },
      { ...crank, kind: 'crunk' },
      { ...crank, kind: 'toString' },
      { ...audit, record: undefined },
      { ...audit, record: { nested } },
    ] as unknown as AuditEvent[];
    for (const event of wrong) expect(problemOfEvent(event)).toBeTypeOf('string');
    expect(
      fresh.append({ ...audit, record: JSON.parse('{"__proto__":{"a":1},"b":[[]]}') as unknown })[0]?.value,
    ).toContain('"__proto__":{"a":1}');
  });

  it('L2 a log opened again at any stored head goes on as if it had never been closed', async () => {
    for (let cut = 1; cut < 17; cut++) {
      const again = await openOn((logs[cut] as WrittenLog).store, countedSalts(cut));
      expect(again.head()).toEqual(log.heads[cut]);
      for (let n = cut; n < 17; n++) expect(again.append(sampleEvent(n))[0]?.value).toBe(log.records[n]);
      expect(again.head()).toEqual(log.heads[17]);
    }
  });

  it('L2 a log with a damaged end is refused: nothing is recorded behind it', async () => {
    const last = keys.record(16);
    const damaged: [key: string, value: string | null][] = [
      ...['', '{}', 'null', log.head.slice(0, -1), log.head.replace('"size":17', '"size":19'), ` ${log.head}`].map(
        (head): [string, string] => [keys.head, head],
      ),
      [keys.head, (logs[16] as WrittenLog).head.replace('"size":16', '"size":32')],
      [keys.head, log.head.replace(/"leaves":"./, '"leaves":"g')],
      [keys.head, log.head.replace(/(?<="leaves":")./, (digit) => (digit === '0' ? '1' : '0'))],
      [keys.head, log.head.replace(/(?<="roots":")./, (digit) => (digit === '0' ? '1' : '0'))],
      [keys.tile(0, 0), null],
      [keys.tile(0, 0), '0'.repeat(17 * 64)],
      [keys.record(3), (log.records[3] as string).replace('2025', '2026')],
      [last, null],
      [last, (log.records[16] as string).replace('2025', '2026')],
    ];
    for (const [key, value] of damaged) {
      const store = memoryStore({ entries: log.store.entries() });
      await store.commit([{ key, value }]);
      await expect(openOn(store)).rejects.toThrow(/audit log is damaged/);
    }
  });
});

describe('verify', () => {
  it('L3 an untouched log of any length verifies, whatever the page size', async () => {
    for (let count = 0; count <= 17; count++) {
      const written = logs[count] as WrittenLog;
      const entries = written.store.entries();
      for (const pageSize of [1, 2, 5, 1000])
        expect(await verify(entries, { pageSize })).toEqual({
          ok: true,
          entries: count,
          head: written.heads[count]?.root,
        });
    }
  });

  it('L4 any byte of any record set to any other value is found, and the record is named', async () => {
    let kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat(16), fc.nat(5000), fc.integer({ min: 1, max: 255 }), async (seq, at, by) => {
        const changed = flipByte(log.records[seq] as string, at, by);
        fc.pre(changed !== log.records[seq]);
        const report = await verify(entriesOf({ ...log, records: log.records.with(seq, changed) }));
        expect(report).toMatchObject({ ok: false, problem: { seq } });
        kinds = kinds.add(report.problem?.kind as string);
      }),
      { numRuns: 1500 },
    );
    expect([...kinds].every((kind) => kind === 'changed' || kind === 'moved')).toBe(true);
  });

  it('L4 a record replaced by another valid one is found and named', async () => {
    for (let seq = 0; seq < 17; seq++) {
      const forged = canonicalJson({
        ...(JSON.parse(log.records[seq] as string) as AuditRecord),
        time: '2026-01-01T00:00:00.000Z',
      });
      const report = await verify(entriesOf({ ...log, records: log.records.with(seq, forged) }));
      expect(report).toMatchObject({ ok: false, entries: seq, problem: { seq, kind: 'changed' } });
    }
  });

  it('L4 with several things wrong at once, no wrong record is counted among those that hold', async () => {
    const damage = fc.record({ seq: fc.nat(16), how: fc.constantFrom('flip', 'remove', 'forge'), at: fc.nat(5000) });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), fc.boolean(), async (damages, added) => {
        const entries = new Map(
          entriesOf(added ? { ...log, records: (logs[18] as WrittenLog).records } : log).map(({ key, value }) => [
            key,
            value,
          ]),
        );
        for (const { seq, how, at } of damages) {
          const key = keys.record(seq);
          const text = entries.get(key) ?? '';
          if (how === 'remove') entries.delete(key);
          else if (how === 'flip' && text !== '') entries.set(key, flipByte(text, at, 1));
          else if (text.startsWith('{')) entries.set(key, text.replace(/"time":"2025/, '"time":"2026'));
        }
        const report = await verify([...entries].map(([key, value]) => ({ key, value })));
        expect(report.ok).toBe(false);
        expect(report.entries).toBeLessThanOrEqual(Math.min(...damages.map(({ seq }) => seq)));
      }),
      { numRuns: 500 },
    );
  });

  it('L5 any record removed is named', async () => {
    for (let seq = 0; seq < 17; seq++) {
      const entries = entriesOf(log).filter(({ key }) => key !== keys.record(seq));
      expect(await verify(entries)).toMatchObject({ ok: false, problem: { seq, kind: 'missing' } });
    }
  });

  it('L6 a record added behind, in between under a strange key, or without a head is named', async () => {
    const longer = logs[18] as WrittenLog;
    expect(await verify(entriesOf({ ...log, records: longer.records }))).toMatchObject({
      ok: false,
      problem: { seq: 17, kind: 'added' },
    });
    for (const key of [`${keys.record(4)}x`, 'a/', 'a/zzz']) {
      expect(await verify([...entriesOf(log), { key, value: log.records[4] as string }])).toMatchObject({
        ok: false,
        problem: { kind: 'added' },
      });
    }
    expect(await verify(entriesOf(log).filter(({ key }) => key !== keys.head))).toMatchObject({
      ok: false,
      problem: { kind: 'head' },
    });
  });

  it('L7 any two records exchanged are found at the first of them', async () => {
    for (const [a, b] of [
      [0, 1],
      [3, 4],
      [2, 16],
      [15, 16],
    ] as const) {
      const records = log.records.with(a, log.records[b] as string).with(b, log.records[a] as string);
      expect(await verify(entriesOf({ ...log, records }))).toMatchObject({
        ok: false,
        problem: { seq: a, kind: 'moved' },
      });
    }
  });

  it('L8 any byte of the head set to any other value is found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(5000), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const head = flipByte(log.head, at, by);
        fc.pre(head !== log.head);
        expect((await verify(entriesOf({ ...log, head }))).ok).toBe(false);
      }),
      { numRuns: 800 },
    );
  });

  it('L8 the head of a shorter or another log does not fit', async () => {
    for (let count = 1; count < 17; count++) {
      expect(await verify(entriesOf({ ...log, head: (logs[count] as WrittenLog).head }))).toMatchObject({
        ok: false,
        problem: { seq: count, kind: 'added' },
      });
    }
    expect((await verify(entriesOf({ ...log, head: (await writeLog(17, 100)).head }))).ok).toBe(false);
  });

  it('L25 a list of other writes of which any byte was changed, that is missing or belongs to another record is named; the lists are told in order', async () => {
    const others = (n: number): readonly StoreWrite[] =>
      n % 3 === 0
        ? [
            { key: `m/${n}`, value: `mail ${n}` },
            { key: `m/${n - 3}`, value: null },
          ]
        : [];
    const { store } = await writeLog(17, 0, others);
    const told: [number, number][] = [];
    const writes = (seq: number, list: readonly ListedWrite[]): void => void told.push([seq, list.length]);
    expect(await verify(store.entries(), { writes })).toMatchObject({ ok: true, entries: 17 });
    expect(told).toEqual([0, 3, 6, 9, 12, 15].map((seq) => [seq, 2]));
    for (const [seq] of told) {
      const list = (await store.get(keys.writes(seq))) as string;
      const another = (await store.get(keys.writes((seq + 3) % 18))) as string;
      const flipped = [...list].flatMap((_, at) => [1, 64, 128].map((by) => flipByte(list, at, by)));
      for (const value of [null, another, `${list} `, list.slice(1), ...new Set(flipped)]) {
        if (value === list) continue;
        const changed = memoryStore({ entries: store.entries() });
        await changed.commit([{ key: keys.writes(seq), value }]);
        expect(await verify(changed.entries())).toMatchObject({ ok: false, problem: { seq, kind: 'writes' } });
      }
    }
  });

  it('L9 a log rewritten or cut back together with its head does not fit a head that was kept elsewhere', async () => {
    const other = await writeLog(17, 1);
    expect((await verify(entriesOf(other))).ok).toBe(true);
    for (let size = 1; size <= 17; size++) {
      const trusted = log.heads[size] as LogHead;
      expect((await verify(entriesOf(log), { trusted })).ok).toBe(true);
      expect(await verify(entriesOf(other), { trusted })).toMatchObject({ ok: false, problem: { kind: 'rewritten' } });
      if (size > 1)
        expect(await verify(entriesOf(logs[size - 1] as WrittenLog), { trusted })).toMatchObject({
          ok: false,
          problem: { kind: 'rewritten' },
        });
    }
    expect(await verify([], { trusted: log.heads[3] as LogHead })).toMatchObject({
      ok: false,
      problem: { kind: 'rewritten' },
    });
  });

  it('L10 a log that grows while it is read verifies', async () => {
    const store = memoryStore();
    const live = await openOn(memoryStore());
    for (let n = 0; n < 10; n++) await store.commit(live.append(sampleEvent(n)));
    let turns = 0;
    const report = await verifyLog({
      store,
      digest,
      keys,
      pageSize: 2,
      turn: async () => {
        if (turns++ < 7) await store.commit(live.append(sampleEvent(100 + turns)));
      },
    });
    expect(report).toEqual({ ok: true, entries: 17, head: live.head().root });
  });
});
