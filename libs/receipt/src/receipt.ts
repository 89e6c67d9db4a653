/**
 * The grammar of a receipt: one JSON object in canonical form (RFC 8785) and a newline. It holds one decision (one crank)
 * and what proves it, so that whoever has the file needs nothing else but a key that they trust.
 *
 *   receipt  = { "blobs": { <hash>: <text>... }, "check": <hash>, "component": <bytes>?, "esta": "receipt",
 *                "keys": <key chain of the log>, "manifest": <text>, "proof": <tlog-proof>, "record": <text>,
 *                "sections": { <section>: { "fields": [<field> | null...]?, "salt": <salt>, "text": <text> }... }, "v": 2 }
 *   record   = the audit record of the crank, as the log holds it; its entry in the log is SHA-256(record)
 *   proof    = the place of that entry in the log, and a signed checkpoint (C2SP tlog-proof, in full, as text)
 *   section  = "calls" | "output" | "payload" | "rest"; SHA-256(salt || text) is what the audit record commits to.
 *              A section that is not there is withheld.
 *   field    = { "salt": <salt>, "text": <text> }; null for one that is withheld. A section whose text commits to fields
 *              (libs/journal, split-section.ts) has them here, in their order
 *   blobs    = by their BLAKE3, the texts that the sections name
 *   manifest = the manifest of the module, as it was pinned
 *   bytes    = base64 of the gzip of the component
 *   check    = SHA-256 of the canonical form without "check": it finds accidents, and proves nothing
 *   hash     = 64 lower-case hexadecimal digits
 *   salt     = 32 lower-case hexadecimal digits, hashed as they stand here
 */
import { decodeKeyChain, encodeKeyChain, type KeyChain } from '@esta-logic/audit-log';
import { SECTIONS, type Section, type SectionText } from '@esta-logic/journal';
import { canonicalJson, fail, ok, type Digest, type Result } from '@esta-logic/kernel-boundary';

export interface Receipt {
  readonly record: string;
  readonly proof: string;
  readonly keys: KeyChain;
  readonly sections: Readonly<Partial<Record<Section, ShownSection>>>;
  readonly blobs: Readonly<Record<string, string>>;
  readonly manifest: string;
  /** Base64 of the gzip of the component. */
  readonly component?: string;
}

export interface ShownSection extends SectionText {
  /** Of a section that is split: its fields, null for each that is withheld. */
  readonly fields?: readonly (SectionText | null)[];
}

/** A receipt as it was read, and whether it was changed since it was written. */
export interface OpenedReceipt {
  readonly receipt: Receipt;
  readonly intact: boolean;
}

export function encodeReceipt(digest: Digest, receipt: Receipt): string {
  const { keys, ...parts } = receipt;
  const body = { ...parts, keys: { ...keys, v: 1 }, esta: 'receipt', v: 2 };
  return `${canonicalJson({ ...body, check: checkOf(digest, body) })}\n`;
}

const checkOf = (digest: Digest, body: object): string => digest.sha256Hex(canonicalJson(body));

/** Fault: invalid-argument, when the text is no receipt; nothing in it is believed yet. */
export function decodeReceipt(digest: Digest, text: string): Result<OpenedReceipt> {
  const value = parse(text);
  if (!isObject(value) || value['esta'] !== 'receipt') return notAReceipt('it does not say that it is one');
  if (value['v'] !== 2) return notAReceipt('its version is unknown; a newer esta may know it');
  const unknown = Object.keys(value).find((name) => !MEMBERS.has(name));
  if (unknown !== undefined) return notAReceipt(`it has an unknown member ${unknown.slice(0, 64)}`);
  const problem = problemOf(value);
  if (problem !== undefined) return notAReceipt(problem);
  const { check, esta: _esta, v: _v, keys, ...parts } = value;
  const body = { ...parts, keys, esta: 'receipt', v: 2 };
  // A checksum that is no text could be nested without end; everything else is of known shape by now.
  const intact = isHash(check) && check === checkOf(digest, body) && `${canonicalJson(value)}\n` === text;
  return ok({ receipt: { ...(parts as unknown as Receipt), keys: chainOf(keys) as KeyChain }, intact });
}

const MEMBERS = new Set([
  ...['blobs', 'check', 'component', 'esta', 'keys', 'manifest', 'proof', 'record', 'sections', 'v'],
]);
const HASH = /^[0-9a-f]{64}$/;
const SALT = /^[0-9a-f]{32}$/;

function problemOf(value: Readonly<Record<string, unknown>>): string | undefined {
  const { record, proof, manifest, component, keys, sections, blobs } = value;
  for (const [name, text] of Object.entries({ record, proof, manifest, component: component ?? '' }))
    if (typeof text !== 'string' || !text.isWellFormed()) return `its ${name} is damaged`;
  if (chainOf(keys) === undefined) return 'its keys are damaged';
  if (!isObject(sections) || !Object.entries(sections).every(([name, section]) => isSection(name, section)))
    return 'its sections are damaged';
  if (!isObject(blobs) || !Object.entries(blobs).every(([hash, text]) => isHash(hash) && typeof text === 'string'))
    return 'its blobs are damaged';
  return undefined;
}

function isSection(name: string, section: unknown): boolean {
  if (!(SECTIONS as readonly string[]).includes(name) || !isObject(section)) return false;
  const { fields, ...salted } = section;
  return (
    isSalted(salted) &&
    (fields === undefined || (Array.isArray(fields) && fields.every((field) => field === null || isSalted(field))))
  );
}

const isSalted = (value: unknown): value is SectionText =>
  isObject(value) &&
  Object.keys(value).length === 2 &&
  typeof value['text'] === 'string' &&
  typeof value['salt'] === 'string' &&
  SALT.test(value['salt']);

/** Undefined when it is no key chain; its signatures are checked later. */
function chainOf(keys: unknown): KeyChain | undefined {
  if (!isObject(keys) || keys['v'] !== 1 || !Array.isArray(keys['notes'])) return undefined;
  const { first, notes } = keys as unknown as KeyChain;
  return typeof first === 'string' ? decodeKeyChain(encodeKeyChain({ first, notes })) : undefined;
}

const isHash = (value: unknown): value is string => typeof value === 'string' && HASH.test(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const notAReceipt = (what: string): Result<never> => fail('invalid-argument', `This is no receipt: ${what}.`);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
