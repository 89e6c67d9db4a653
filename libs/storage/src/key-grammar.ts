/**
 * The grammar of every persisted key. Nothing else in the workspace spells a key.
 *
 *   state         s/<tenant>/<service>/<collection>/<key>
 *   usage         q/<tenant>/<service>
 *   mailbox       m/<target>/<seq>
 *   audit         a/<seq>
 *   writes        w/<seq>
 *   tile          t/<level>/<seq>
 *   dedup         d/<tenant>/<target>/<source>/<idempotency key>
 *   dead letter   x/<seq>
 *   crank         j/<seq>
 *   blob          b/<hash>
 *   message       i/<message id>
 *   module        k/modules/<id>
 *   meta          k/<name>
 *
 *   <hash>        64 lower-case hexadecimal digits
 *   <seq>         16 decimal digits, zero-padded: 2^53 - 1 fits, and numbers sort as they count
 *   <level>       one decimal digit: a tree of 2^53 leaves has 7 levels of tiles
 *   <key>         the rest of the string, as it is: keys of one collection sort by their UTF-8 bytes
 *   every other segment is escaped: `%`, `/`, U+0000 to U+001F, U+007F and lone surrogates become
 *   `%XX`, or `%uXXXX` for a surrogate (upper-case hexadecimal), so no user's string can contain a separator
 *   and none can spell another's key.
 *
 * The tenant stands first wherever a tenant's strings appear: one tenant's idempotency key cannot silence another's message.
 */
export type KeyParts =
  | {
      readonly kind: 'state';
      readonly tenantId: string;
      readonly service: string;
      readonly collection: string;
      readonly key: string;
    }
  | { readonly kind: 'usage'; readonly tenantId: string; readonly service: string }
  | { readonly kind: 'mailbox'; readonly target: string; readonly seq: number }
  | { readonly kind: 'audit'; readonly seq: number }
  | { readonly kind: 'writes'; readonly seq: number }
  | { readonly kind: 'tile'; readonly level: number; readonly seq: number }
  | {
      readonly kind: 'dedup';
      readonly tenantId: string;
      readonly target: string;
      readonly source: string;
      readonly idempotencyKey: string;
    }
  | { readonly kind: 'dead-letter'; readonly seq: number }
  | { readonly kind: 'crank'; readonly seq: number }
  | { readonly kind: 'blob'; readonly hash: string }
  | { readonly kind: 'message'; readonly messageId: string }
  | { readonly kind: 'module'; readonly id: string }
  | { readonly kind: 'meta'; readonly name: string };

/** Whose state: one collection of one service of one tenant. */
export interface CollectionName {
  readonly tenantId: string;
  readonly service: string;
  readonly collection: string;
}

/** Keys from `from` (inclusive) to `to` (exclusive). */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

const SEQ_DIGITS = 16;
const HASH = /^[0-9a-f]{64}$/;
const MUST_ESCAPE = /[%/\u0000-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const NEEDS_NO_ESCAPE = /^[A-Za-z0-9_.:@-]*$/;
const ESCAPED = /%(?:u([0-9A-F]{4})|([0-9A-F]{2}))/g;

function escapeSegment(text: string): string {
  if (NEEDS_NO_ESCAPE.test(text)) return text;
  return text.replace(MUST_ESCAPE, (unit) => {
    const hex = unit.charCodeAt(0).toString(16).toUpperCase();
    return hex.length > 2 ? `%u${hex}` : `%${hex.padStart(2, '0')}`;
  });
}

const unescapeSegment = (text: string): string =>
  text.includes('%')
    ? text.replace(ESCAPED, (_, wide, byte) => String.fromCharCode(parseInt((wide ?? byte) as string, 16)))
    : text;

/** @throws RangeError for what is not a whole number from 0 to 2^53 - 1: sequence numbers are the kernel's own. */
function formatSeq(seq: number): string {
  if (seq === lastSeq.seq) return lastSeq.text;
  if (!Number.isSafeInteger(seq) || seq < 0) throw new RangeError(`${seq} is not a sequence number`);
  lastSeq = { seq, text: String(seq).padStart(SEQ_DIGITS, '0') };
  return lastSeq.text;
}

/** What one crank writes stands under its one number. */
let lastSeq = { seq: -1, text: '' };

function parseSeq(text: string | undefined): number | undefined {
  if (text?.length !== SEQ_DIGITS || !/^\d+$/.test(text)) return undefined;
  const seq = Number(text);
  return Number.isSafeInteger(seq) ? seq : undefined;
}

const rangeUnder = (prefix: string): KeyRange => ({ from: `${prefix}/`, to: `${prefix}0` });

/** `s/<tenant>/<service>/<collection>/`: with a key behind it, a key of that collection. */
export const statePrefix = ({ tenantId, service, collection }: CollectionName): string =>
  `s/${escapeSegment(tenantId)}/${escapeSegment(service)}/${escapeSegment(collection)}/`;
export const stateKey = (name: CollectionName, key: string): string => statePrefix(name) + key;
export const usageKey = (tenantId: string, service: string): string =>
  `q/${escapeSegment(tenantId)}/${escapeSegment(service)}`;
export const mailboxKey = (target: string, seq: number): string => `m/${escapeSegment(target)}/${formatSeq(seq)}`;
export const auditKey = (seq: number): string => `a/${formatSeq(seq)}`;
/** What else the batch of an audit record wrote, under its number. */
export const writesKey = (seq: number): string => `w/${formatSeq(seq)}`;
export const tileKey = (level: number, seq: number): string => `t/${level}/${formatSeq(seq)}`;
export const dedupKey = (of: { tenantId: string; target: string; source: string; idempotencyKey: string }): string =>
  `d/${escapeSegment(of.tenantId)}/${escapeSegment(of.target)}/${escapeSegment(of.source)}/${escapeSegment(of.idempotencyKey)}`;
export const deadLetterKey = (seq: number): string => `x/${formatSeq(seq)}`;
/** The record of a crank, under the number of its audit record. */
export const crankKey = (seq: number): string => `j/${formatSeq(seq)}`;
/** A text that crank records refer to by its hash. */
export const blobKey = (hash: string): string => `b/${hash}`;
/** Where the number of the last crank that took a message is kept. */
export const messageKey = (messageId: string): string => `i/${escapeSegment(messageId)}`;
export const moduleKey = (id: string): string => `k/modules/${escapeSegment(id)}`;
export const metaKey = (name: string): string => `k/${escapeSegment(name)}`;

/** All keys of one kind, or of one owner of that kind. */
export const RANGES = {
  state: rangeUnder('s'),
  stateOfTenant: (tenantId: string): KeyRange => rangeUnder(`s/${escapeSegment(tenantId)}`),
  stateOfService: (tenantId: string, service: string): KeyRange =>
    rangeUnder(`s/${escapeSegment(tenantId)}/${escapeSegment(service)}`),
  usage: rangeUnder('q'),
  mailboxes: rangeUnder('m'),
  mailbox: (target: string): KeyRange => rangeUnder(`m/${escapeSegment(target)}`),
  audit: rangeUnder('a'),
  writes: rangeUnder('w'),
  tiles: rangeUnder('t'),
  dedup: rangeUnder('d'),
  dedupOfTarget: (tenantId: string, target: string): KeyRange =>
    rangeUnder(`d/${escapeSegment(tenantId)}/${escapeSegment(target)}`),
  deadLetters: rangeUnder('x'),
  cranks: rangeUnder('j'),
  blobs: rangeUnder('b'),
  messages: rangeUnder('i'),
  modules: rangeUnder('k/modules'),
  everything: { from: '', to: '\u{10ffff}' },
} as const;

/** Where the audit log keeps its records and what they list, its tree and its head: what `@esta-logic/audit-log` takes as `keys`. */
export const AUDIT_LOG_KEYS = {
  record: auditKey,
  records: RANGES.audit,
  writes: writesKey,
  head: metaKey('audit-head'),
  tile: tileKey,
} as const;

/** Where the log's key chain is kept (`encodeKeyChain` of `@esta-logic/audit-log`). */
export const LOG_KEYS_KEY = metaKey('log-keys');

export function formatKey(parts: KeyParts): string {
  switch (parts.kind) {
    case 'state':
      return stateKey(parts, parts.key);
    case 'usage':
      return usageKey(parts.tenantId, parts.service);
    case 'mailbox':
      return mailboxKey(parts.target, parts.seq);
    case 'audit':
      return auditKey(parts.seq);
    case 'writes':
      return writesKey(parts.seq);
    case 'tile':
      return tileKey(parts.level, parts.seq);
    case 'dedup':
      return dedupKey(parts);
    case 'dead-letter':
      return deadLetterKey(parts.seq);
    case 'crank':
      return crankKey(parts.seq);
    case 'blob':
      return blobKey(parts.hash);
    case 'message':
      return messageKey(parts.messageId);
    case 'module':
      return moduleKey(parts.id);
    case 'meta':
      return metaKey(parts.name);
  }
}

/** What a stored key names, or undefined when it is not a key of this grammar, in its only spelling. */
export function parseKey(key: string): KeyParts | undefined {
  const parts = parseParts(key);
  return parts !== undefined && formatKey(parts) === key ? parts : undefined;
}

function parseParts(key: string): KeyParts | undefined {
  const [root, ...raw] = key.split('/');
  const [a = '', b = '', c = '', d = ''] = raw.map(unescapeSegment);
  if (root === 's' && raw.length >= 4) {
    return { kind: 'state', tenantId: a, service: b, collection: c, key: raw.slice(3).join('/') };
  }
  switch (`${root}${raw.length}`) {
    case 'q2':
      return { kind: 'usage', tenantId: a, service: b };
    case 'm2':
      return withSeq(raw[1], (seq) => ({ kind: 'mailbox', target: a, seq }));
    case 'a1':
      return withSeq(raw[0], (seq) => ({ kind: 'audit', seq }));
    case 'w1':
      return withSeq(raw[0], (seq) => ({ kind: 'writes', seq }));
    case 't2':
      return /^\d$/.test(a) ? withSeq(raw[1], (seq) => ({ kind: 'tile', level: Number(a), seq })) : undefined;
    case 'd4':
      return { kind: 'dedup', tenantId: a, target: b, source: c, idempotencyKey: d };
    case 'x1':
      return withSeq(raw[0], (seq) => ({ kind: 'dead-letter', seq }));
    case 'j1':
      return withSeq(raw[0], (seq) => ({ kind: 'crank', seq }));
    case 'b1':
      return HASH.test(a) ? { kind: 'blob', hash: a } : undefined;
    case 'i1':
      return { kind: 'message', messageId: a };
    case 'k2':
      return raw[0] === 'modules' ? { kind: 'module', id: b } : undefined;
    case 'k1':
      return { kind: 'meta', name: a };
    default:
      return undefined;
  }
}

function withSeq(text: string | undefined, make: (seq: number) => KeyParts): KeyParts | undefined {
  const seq = parseSeq(text);
  return seq === undefined ? undefined : make(seq);
}
