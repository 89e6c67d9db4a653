import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeSplit, Journal, type Section } from '@esta-logic/journal';
import { unwrap } from '@esta-logic/kernel-boundary';
import { decide, digest, MESSAGES, powers, signerOf } from '../test/decided.ts';
import { fieldPlaces, placesInWords } from './field-places.ts';
import {
  decodeReceipt,
  encodeReceipt,
  makeReceipt,
  redactReceipt,
  verifyReceipt,
  type Receipt,
  type ReceiptPowers,
  type ReceiptReport,
  type ReceiptWishes,
} from './index.ts';

let decided: Awaited<ReturnType<typeof decide>>;
beforeAll(async () => {
  decided = await decide();
});

type Message = keyof typeof MESSAGES;
async function receiptOf(message: Message, wishes?: ReceiptWishes): Promise<string> {
  const seq = (await new Journal(decided.store).seqOf(decided.ids[message])) as number;
  return unwrap(await makeReceipt(await decided.sources(), seq, wishes));
}
const verified = async (text: string, more: Partial<ReceiptPowers> = {}): Promise<ReceiptReport> =>
  unwrap(await verifyReceipt(text, { ...powers, ...more }));
const receiptIn = (text: string): Receipt => unwrap(decodeReceipt(digest, text)).receipt;
const claimIn = ({ claims }: ReceiptReport, wanted: string) => claims.find(({ name }) => name === wanted);

describe('a receipt of a module that marks personal fields', () => {
  it('V10 shows all of them unless told, and proves everything', async () => {
    for (const message of ['personal', 'personalAndLong', 'personalRefused'] as const) {
      const report = await verified(await receiptOf(message));
      expect([message, report.verdict, report.claims.filter(({ state }) => state !== 'proved')]).toEqual([
        ...[message, 'proved', []],
      ]);
      expect(JSON.parse(report.decision?.payload ?? '')).toEqual(MESSAGES[message].payload);
    }
  });

  it('V10 redacted it withholds just these, proves the rest, and says in words what is withheld', async () => {
    for (const message of ['personal', 'personalAndLong'] as const) {
      const text = await receiptOf(message, { redact: true });
      for (const secret of ['Ann', 'Smith', 'Flu', 'nnnn']) expect(text).not.toContain(secret);
      expect(unwrap(redactReceipt(digest, await receiptOf(message), { redact: true }))).toBe(text);
      const report = await verified(text);
      expect(report.verdict).toBe('partly');
      expect(report.claims.filter(({ state }) => state === 'refuted')).toEqual([]);
      const { hours } = MESSAGES[message].payload;
      expect(JSON.parse(report.decision?.payload ?? '')).toEqual({
        ...{ hours, employee: '[withheld]', note: '[withheld]' },
      });
      expect(JSON.parse(report.decision?.reply ?? '')).toMatchObject({
        citation: 'MCL 408.963',
        employee: '[withheld]',
      });
      expect(claimIn(report, 'payload')?.sentence).toMatch(
        /apart from what is withheld of it: (employee, note|note, employee)/,
      );
      expect(claimIn(report, 'output')?.sentence).toContain('reply.employee, reply.note');
      expect(claimIn(report, 'calls')?.state).toBe('withheld');
      expect(claimIn(report, 'rest')?.state).toBe('proved');
      expect(claimIn(report, 'computation')).toMatchObject({ state: 'withheld', saying: 'not-computed-withheld' });
    }
  });

  it('V10 the reason of a refusal is shown, unless it repeats something personal', async () => {
    const plain = await verified(await receiptOf('personalRefused', { redact: true }));
    expect(plain.decision?.fault?.message).toBe('Hours cannot be negative.');
    const quoted = await receiptOf('personalQuoted', { redact: true });
    expect(quoted).not.toContain('Di has none');
    expect((await verified(quoted)).decision?.fault).toEqual({ code: 1002, message: '[withheld]' });
  });

  it('V11 no salt of a field that is withheld is in the file, and none that is shown leads to it', async () => {
    const whole = receiptIn(await receiptOf('personal'));
    const text = await receiptOf('personal', { redact: true });
    for (const { fields = [] } of Object.values(whole.sections))
      for (const field of fields) expect(text).not.toContain(field!.salt);
    const salts = Object.values(whole.sections).flatMap(({ salt, fields = [] }) => [
      salt,
      ...fields.map((f) => f!.salt),
    ]);
    expect(new Set(salts).size).toBe(salts.length);
  });

  it('V12 any field that is shown can be shown alone, and a changed one is refuted', async () => {
    const whole = receiptIn(await receiptOf('personal'));
    const places = (Object.entries(whole.sections) as [Section, (typeof whole.sections)[Section]][]).flatMap(
      ([name, section]) => (section?.fields ?? []).map((_, place) => ({ name, place })),
    );
    const only = (name: Section, place: number, change: (text: string) => string): string => {
      const sections = Object.fromEntries(
        Object.entries(whole.sections).map(([each, section]) => [
          each,
          {
            ...section,
            ...(section.fields && {
              fields: section.fields.map((field, i) =>
                each === name && i === place ? { ...field!, text: change(field!.text) } : null,
              ),
            }),
          },
        ]),
      );
      return encodeReceipt(digest, { ...whole, sections });
    };
    for (const { name, place } of places) {
      expect((await verified(only(name, place, String))).verdict).toBe('partly');
      const report = await verified(only(name, place, (text) => `${text} `));
      expect([name, claimIn(report, name)?.state, claimIn(report, name)?.saying]).toEqual([
        ...[name, 'refuted', 'part-incomplete'],
      ]);
    }
  });

  it('V12 fields that are left out, added or moved are found', async () => {
    const whole = receiptIn(await receiptOf('personal'));
    const { payload, rest } = whole.sections;
    const fields = payload!.fields!;
    const forged = (sections: Receipt['sections']): string =>
      encodeReceipt(digest, { ...whole, sections: { ...whole.sections, ...sections } });
    const { fields: _none, ...bare } = payload!;
    for (const sections of [
      { payload: bare },
      { payload: { ...payload!, fields: fields.slice(1) } },
      { payload: { ...payload!, fields: [...fields, null] } },
      { payload: { ...payload!, fields: fields.toReversed() } },
      { rest: { ...rest!, fields: [null] } },
    ])
      expect((await verified(forged(sections))).verdict).toBe('refuted');
    expect(decodeSplit(payload!.text)?.digests).toHaveLength(fields.length);
  });
});

describe('the places of fields', () => {
  it('V10 are named as they stand, each once with its number', () => {
    const shown = ['{"people":[{"name":', ',"born":', '},{"name":', '}],"all":', '}'];
    expect(fieldPlaces(shown)).toEqual(['people[].name', 'people[].born', 'people[].name', 'all']);
    expect(placesInWords(fieldPlaces(shown))).toBe('people[].name (2), people[].born, all');
    expect(placesInWords(fieldPlaces(['', '']))).toBe('all of it');
    expect(fieldPlaces(['no JSON', ''])).toEqual(['']);
  });

  it('V10 no text around fields confuses them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...'{}[]":,\\u0001field ') }), { minLength: 1 }),
        (shown) => {
          expect(fieldPlaces(shown)).toHaveLength(shown.length - 1);
        },
      ),
    );
  });
});

describe('witnesses of a receipt', () => {
  it('V13 as many as are wanted must have cosigned its checkpoint', async () => {
    const text = await receiptOf('short');
    const [a, b] = [signerOf(21, 'a.example').key, signerOf(22, 'b.example').key].map((key) => ({
      ...key,
      use: 'witness' as const,
    }));
    const report = await verified(text, { witnesses: { keys: [a!, b!], quorum: 1 } });
    expect([report.verdict, claimIn(report, 'witnesses')?.state]).toEqual(['partly', 'open']);
    expect(claimIn(report, 'witnesses')?.sentence).toContain('0 of 2');
    expect(claimIn(await verified(text), 'witnesses')).toBeUndefined();
  });
});
