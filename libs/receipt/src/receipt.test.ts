import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { commitmentOf, formatCheckpoint, formatTlogProof, formatVerifierKey, signNote } from '@esta-logic/audit-log';
import { Journal, type Section } from '@esta-logic/journal';
import { canonicalJson, unwrap } from '@esta-logic/kernel-boundary';
import { component, decide, digest, MESSAGES, powers, rotated, signerOf } from '../test/decided.ts';
import {
  decodeReceipt,
  encodeReceipt,
  makeReceipt,
  parseSections,
  redactReceipt,
  verifyReceipt,
  type ClaimName,
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
const seqOf = async (message: Message): Promise<number> =>
  (await new Journal(decided.store).seqOf(decided.ids[message])) as number;
const receiptOf = async (message: Message, wishes?: ReceiptWishes): Promise<string> =>
  unwrap(await makeReceipt(await decided.sources(), await seqOf(message), wishes));
const verified = async (text: string, more: Partial<ReceiptPowers> = {}): Promise<ReceiptReport> =>
  unwrap(await verifyReceipt(text, { ...powers, ...more }));
const statesOf = ({ claims }: ReceiptReport): Partial<Record<ClaimName, string>> =>
  Object.fromEntries(claims.map(({ name, state }) => [name, state]));
const changed = (text: string, change: (receipt: Receipt) => Receipt): string =>
  encodeReceipt(digest, change(unwrap(decodeReceipt(digest, text)).receipt));

const ALL: readonly ClaimName[] = [
  ...(['file', 'key', 'checkpoint', 'inclusion', 'calls', 'output', 'payload', 'rest'] as const),
  ...(['module', 'agreement', 'computation'] as const),
];

describe('a receipt', () => {
  it('V1 proves a decision from the signature to the computation, whether it was granted or refused', async () => {
    for (const message of ['short', 'long', 'refused'] as const) {
      const report = await verified(await receiptOf(message));
      expect(report.claims.map(({ name, state }) => [name, state])).toEqual(ALL.map((name) => [name, 'proved']));
      expect(report.verdict).toBe('proved');
      expect(report.decision).toMatchObject({ messageId: decided.ids[message], module: 'leave', opcode: 'leave.add' });
      expect(JSON.parse(report.decision?.payload ?? '')).toEqual(MESSAGES[message].payload);
    }
    const granted = await verified(await receiptOf('short'));
    expect(JSON.parse(granted.decision?.reply ?? '')).toMatchObject({ balance: 8, citation: 'MCL 408.963' });
    const refused = await verified(await receiptOf('refused'));
    expect(refused.decision).toMatchObject({
      outcome: 1002,
      fault: { code: 1002, message: 'Hours cannot be negative.' },
    });
  });

  it('V2 with the component inside needs nothing else; without it anywhere, says that it was not computed', async () => {
    const whole = await receiptOf('short', { withComponent: true });
    const { findComponent: _none, ...bare } = powers;
    expect(unwrap(await verifyReceipt(whole, bare)).verdict).toBe('proved');
    const report = unwrap(await verifyReceipt(await receiptOf('short'), bare));
    expect([report.verdict, statesOf(report).module, statesOf(report).computation]).toEqual(['partly', 'open', 'open']);
    expect(unwrap(await verifyReceipt(whole, { ...bare, findComponent: () => new Uint8Array(8) })).verdict).toBe(
      'proved',
    );
  });

  it('V3 without a trusted key says so; with a key that the log never had it is refuted', async () => {
    const text = await receiptOf('short');
    const { trusted: _none, ...bare } = powers;
    const report = unwrap(await verifyReceipt(text, bare));
    expect([report.verdict, statesOf(report).key]).toEqual(['partly', 'open']);
    const other = await verified(text, { trusted: signerOf(9).key });
    expect([other.verdict, statesOf(other).key]).toEqual(['refuted', 'refuted']);
  });

  it('V4 with any sections withheld proves the others, and does not hold what is withheld', async () => {
    const sections: readonly Section[] = ['calls', 'output', 'payload', 'rest'];
    const whole = await receiptOf('short');
    for (let mask = 1; mask < 16; mask++) {
      const withhold = sections.filter((_, i) => mask & (1 << i));
      const text = await receiptOf('short', { withhold });
      expect(unwrap(redactReceipt(digest, whole, { withhold }))).toBe(text);
      const states = statesOf(await verified(text));
      for (const name of sections) expect(states[name]).toBe(withhold.includes(name) ? 'withheld' : 'proved');
      expect([states.inclusion, states.computation]).toEqual(['proved', 'withheld']);
    }
    const hidden = await receiptOf('long', { withhold: ['payload', 'calls', 'output'] });
    expect(hidden).not.toContain('nnnn');
    expect(hidden).not.toContain('Ben');
    const { decision } = await verified(hidden);
    expect([decision?.payload, decision?.reply]).toEqual([undefined, undefined]);
  });

  it('V4 a withheld section cannot be guessed with the salts that are shown', async () => {
    const whole = unwrap(decodeReceipt(digest, await receiptOf('short'))).receipt;
    const hidden = unwrap(decodeReceipt(digest, await receiptOf('short', { withhold: ['payload'] }))).receipt;
    const shown = Object.values(hidden.sections).map(({ salt }) => salt);
    expect(shown).not.toContain(whole.sections.payload?.salt);
    expect(new Set(shown).size).toBe(3);
  });

  it('V5 any byte of the file set to any other value is found, and something is named', async () => {
    for (const message of ['short', 'long'] as const) {
      const bytes = new TextEncoder().encode(await receiptOf(message));
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
          const flipped = bytes.slice();
          flipped[at] = ((flipped[at] as number) + by) & 0xff;
          const text = new TextDecoder().decode(flipped);
          const report = await verifyReceipt(text, { ...powers, findComponent: () => undefined });
          const named = report.ok ? report.value.verdict : report.fault.message;
          expect(named).toMatch(/^(refuted$|This is no receipt: )/);
        }),
        { numRuns: 250 },
      );
    }
  });

  it('V5 what is changed on purpose, with its checksum, is named', async () => {
    const text = await receiptOf('long', { withComponent: true });
    const section = (name: Section, change: (text: string) => string) => (receipt: Receipt) => {
      const shown = receipt.sections[name]!;
      return { ...receipt, sections: { ...receipt.sections, [name]: { ...shown, text: change(shown.text) } } };
    };
    const forgeries: readonly (readonly [ClaimName, (receipt: Receipt) => Receipt])[] = [
      [
        'inclusion',
        (receipt) => ({ ...receipt, record: receipt.record.replace('"outcome":"committed"', '"outcome":1002') }),
      ],
      ['inclusion', (receipt) => ({ ...receipt, record: receipt.record.replace(/"salt":"./, '"salt":"g') })],
      [
        'inclusion',
        (receipt) => ({ ...receipt, proof: receipt.proof.replace(/index (\d+)/, (_, n) => `index ${Number(n) - 1}`) }),
      ],
      [
        'checkpoint',
        (receipt) => ({ ...receipt, proof: receipt.proof.replace(/\n(\d+)\n(?=[^\n]+\n\n—)/, '\n999\n') }),
      ],
      ['key', (receipt) => ({ ...receipt, keys: { ...receipt.keys, notes: ['nothing'] } })],
      ['output', section('output', (json) => json.replace('reply', 'fault'))],
      ['rest', section('rest', (json) => json.replace('"fuel":', '"fuel":1'))],
      ['calls', section('calls', (json) => json.replace('[', '[[],'))],
      [
        'payload',
        (receipt) => ({
          ...receipt,
          blobs: Object.fromEntries(
            Object.entries(receipt.blobs).map(([hash, blob]) => [hash, blob.replace('nnn', 'nnm')]),
          ),
        }),
      ],
      ['module', (receipt) => ({ ...receipt, manifest: receipt.manifest.replace('Adds up hours', 'Adds up days') })],
      ['module', (receipt) => ({ ...receipt, component: btoa('no gzip') })],
    ];
    for (const [named, forge] of forgeries) {
      const forged = changed(text, forge);
      expect(forged).not.toBe(text);
      const report = await verified(forged);
      expect([named, report.verdict, statesOf(report)[named]]).toEqual([named, 'refuted', 'refuted']);
      expect(statesOf(report).file).toBe('proved');
    }
  });

  it('V6 an answer that the component does not give is refuted, even when the log itself says so', async () => {
    // The operator of a log can sign anything; the computation is what they cannot make up.
    const honest = unwrap(decodeReceipt(digest, await receiptOf('short'))).receipt;
    const lied = await lie(honest, { output: (text) => text.replace('\\"balance\\":8', '\\"balance\\":80') });
    const report = await verified(lied);
    expect(JSON.parse(report.decision?.reply ?? '')).toMatchObject({ balance: 80 });
    expect(statesOf(report)).toMatchObject({
      ...{ inclusion: 'proved', output: 'proved', agreement: 'proved', computation: 'refuted' },
    });
    expect(report.claims.at(-1)?.sentence).toContain('gave another');
  });

  it('V6 a decision under terms that cannot be had here is not computed, and not refuted', async () => {
    const honest = unwrap(decodeReceipt(digest, await receiptOf('short'))).receipt;
    const [terms, text] = Object.entries(honest.blobs).find(([, blob]) => blob.includes('"costs"'))!;
    const other = text.replace(/"costs":"\w+"/, `"costs":"${'0'.repeat(64)}"`);
    const hash = digest.blake3(new TextEncoder().encode(other));
    const report = await verified(
      await lie(honest, { rest: (json) => json.replace(terms, hash), blobs: { [hash]: other } }),
    );
    expect([report.verdict, statesOf(report).computation]).toEqual(['partly', 'open']);
    expect(report.claims.at(-1)?.sentence).toContain('cost table of the meter');
  });

  it('V7 of a component with a memory: the first is computed, a later one says why not', async () => {
    expect((await verified(await receiptOf('remembering'))).verdict).toBe('proved');
    const later = await verified(await receiptOf('remembered'));
    expect([later.verdict, statesOf(later).computation]).toEqual(['partly', 'open']);
    expect(later.claims.at(-1)?.sentence).toContain('1 messages before this one');
  });

  it('V8 after a rotation, old and new receipts hold under the first key', async () => {
    const next = signerOf(7);
    const chain = await rotated(decided.keyChain, decided.signer, next);
    const sources = await decided.sources();
    const { size, root } = (await verified(await receiptOf('short'))).checkpoint!;
    const note = await signNote(next, formatCheckpoint({ origin: 'log.example', size, root }));
    const text = unwrap(
      await makeReceipt({ ...sources, keyChain: chain, checkpoint: { note, size } }, await seqOf('short')),
    );
    for (const trusted of [decided.signer.key, next.key]) {
      const report = await verified(text, { trusted });
      expect([report.verdict, report.checkpoint?.key]).toEqual(['proved', formatVerifierKey(next.key)]);
    }
  });

  it('V9 what cannot be made is a fault: no crank, a checkpoint before it, a component that is gone', async () => {
    const sources = await decided.sources();
    expect(await makeReceipt(sources, 0)).toMatchObject({ ok: false, fault: { name: 'not-found' } });
    const early = { ...sources, checkpoint: { ...sources.checkpoint, size: 2 } };
    expect(await makeReceipt(early, await seqOf('short'))).toMatchObject({
      ok: false,
      fault: { name: 'invalid-argument' },
    });
    const gone = { ...sources, readFile: async () => undefined };
    expect(await makeReceipt(gone, await seqOf('short'))).toMatchObject({ ok: false, fault: { name: 'not-found' } });
    expect(parseSections(['payload', 'calls'])).toEqual({ ok: true, value: ['payload', 'calls'] });
    expect(parseSections(['salary'])).toMatchObject({ ok: false, fault: { name: 'invalid-argument' } });
  });

  it('V5 what is no receipt is refused, whatever it is', async () => {
    const text = await receiptOf('short');
    const value = JSON.parse(text) as Record<string, unknown>;
    for (const wrong of [
      ...['', '{}', 'null', '[]', '{"esta":"receipt"}'],
      ...Object.keys(value)
        .filter((name) => name !== 'check')
        .map((name) => canonicalJson({ ...value, [name]: undefined })),
      ...Object.keys(value)
        .filter((name) => name !== 'check')
        .map((name) => canonicalJson({ ...value, [name]: 7 })),
      canonicalJson({ ...value, more: 1 }),
    ])
      expect((await verifyReceipt(wrong, powers)).ok).toBe(false);
    for (const check of ['7', '['.repeat(100_000) + ']'.repeat(100_000)]) {
      const changed = text.replace(/"check":"\w+"/, `"check":${check}`);
      expect(statesOf(await verified(changed)).file).toBe('refuted');
    }
    expect(component.length).toBeGreaterThan(0);
  });
});

interface Lie {
  readonly output?: (text: string) => string;
  readonly rest?: (text: string) => string;
  readonly blobs?: Readonly<Record<string, string>>;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

/** The same receipt with other contents, as an operator could write them into their own log. */
async function lie(honest: Receipt, { output, rest, blobs = {} }: Lie): Promise<string> {
  // A log of one record has its leaf as root; the record must then have the number 0.
  const renumber = (json: string): string => json.replace(/"seq":\d+/, '"seq":0');
  let record = renumber(honest.record);
  const sections = { ...honest.sections };
  const change = (name: Section, how: (text: string) => string): void => {
    const { salt, text } = honest.sections[name]!;
    const [before, after] = [text, how(text)].map((given) => commitmentOf(digest, salt, given));
    record = record.replace(before!, after!);
    sections[name] = { salt, text: how(text) };
  };
  if (output) change('output', output);
  change('rest', (text) => (rest ?? String)(renumber(text)));
  const leaf = digest.sha256(new Uint8Array([0, ...unhex(digest.sha256Hex(record))]));
  const head = { origin: 'log.example', size: 1, root: hex(leaf) };
  const checkpoint = await signNote(decided.signer, formatCheckpoint(head));
  const proof = formatTlogProof({ seq: 0, path: [], checkpoint });
  return encodeReceipt(digest, { ...honest, record, proof, sections, blobs: { ...honest.blobs, ...blobs } });
}
