/**
 * The grammar of a crank record: one JSON object in canonical form (RFC 8785), kept under the number of the crank's audit
 * record. It holds everything that the crank was given and everything that it did, so that a component with the same
 * hash, metered alike, can be run again on it alone and must do the same.
 *
 *   record   = { "calls": [<call>...], "output": <output>, "payload": <text>, "personal": <personal>?, "rest": <rest>,
 *                "salts": <salts>, "v": 2 }
 *   text     = a JSON string | { "blob": <hash> }
 *   hash     = 64 lower-case hexadecimal digits: BLAKE3 of the text's UTF-8
 *   call     = [ <syscall>, [<argument>...], <result> ]               the guest received the result
 *            | [ <syscall>, [<argument>...], <result>, "finished" ]   the host had finished; the guest never received it
 *            | [ <syscall>, [<argument>...], null, "pending" ]        the host had not finished
 *   argument = <text> | <number> | null (left out) | [[<text>, <text> | null]...] (changes; null deletes)
 *   result   = [ <value> ] | <fault>
 *   value    = <text> | <number> | null (nothing) | [[<text>, <text>]...] (keys and values)
 *   fault    = { "code": <number>, "message": <string> }
 *   output   = { "fault": <fault>?, "refused": <fault>?, "reply": <text>? }
 *   rest     = { "crank": <id>, "ended": <ended>, "envelope": <the message without its payload>, "fuel": <units>,
 *                "instance": { "before": <seq>?, "cranks": <number> }, "outbox": [<message id>...], "process": <id>,
 *                "seq": <seq>, "terms": <hash>, "time": <instant> }
 *   ended    = { "how": "returned" | "faulted" | "trapped" | "not-started" | "defect" }
 *            | { "how": "stopped", "units": <number> } | { "how": "recalled", "message": <message id> }
 *
 *   personal = { "payload": <shape>?, "reply": <shape>? }    what the module's manifest marks (personal-shape.ts); absent
 *              when it marks nothing for any opcode
 *   salts    = 128 random lower-case hexadecimal digits: 32 for each section, in the order of SECTIONS;
 *              32 more for the fields (committed-sections.ts), when there is `personal`
 *
 * The audit record commits to each section by SHA-256 of its salt and its text; with `personal`, of what stands for the
 * text (split-section.ts). A text of more than BLOB_UNITS UTF-16 units is a blob: it is kept once, under its hash, and
 * whoever has the record without it cannot read it. A text with U+0000 or half of a surrogate pair always stands in the record itself.
 * What the arguments and the value of a call mean is decided by its syscall: CALL_SHAPES in recorded-call.ts.
 * `terms` is the hash of a blob of its own grammar: crank-terms.ts. What a crank wrote is not in its record: it follows
 * from the calls (state-writes.ts).
 *
 * A field is never renamed or removed and its meaning never changes: records of old releases stay replayable.
 */
import type { Fault, IPCMessage } from '@esta-logic/kernel-boundary';
import type { PersonalOpcode } from './personal-shape.ts';
import type { RecordedCall } from './recorded-call.ts';

/** A message without its payload. */
export type RecordedEnvelope = Omit<IPCMessage, 'payload'>;

/**
 * How the guest's run ended.
 *
 * - `returned`: its handler gave a reply.
 * - `faulted`: its handler refused, with `fault`.
 * - `trapped`: it was ended, with `fault`, and its instance was thrown away: a trap of WebAssembly, a bound of the meter,
 *   or a handler that gave a fault of the resource category.
 * - `stopped`: it was granted `units` of fuel in all, and at its first safe point without fuel it was told to end, with `fault`.
 * - `recalled`: no guest ran; `reply` is what the message of that id got, for it had the same idempotency key.
 * - `not-started`: no guest ran; the module could not be loaded or started, or was told to end before, with `fault`.
 * - `defect`: the host failed under it, with `fault`; nothing of it can be run again.
 */
export type Ended =
  | { readonly how: 'returned' | 'faulted' | 'trapped' | 'not-started' | 'defect' }
  | { readonly how: 'stopped'; readonly units: number }
  | { readonly how: 'recalled'; readonly message: string };

/** A crank record in memory: its texts in full, whether they are stored in it or as blobs. */
export interface CrankRecord {
  /** Number of its audit record: the logical clock. */
  readonly seq: number;
  /** Wall clock when it was sealed, ISO 8601 in UTC; never earlier than that of a record before it. */
  readonly time: string;
  /** The crank's id, from which the ids of its messages are made. */
  readonly crank: string;
  readonly process: string;
  /** Hash of the terms that it ran under, see crank-terms.ts. */
  readonly terms: string;
  readonly envelope: RecordedEnvelope;
  readonly payload: string;
  /** What of payload and reply is personal; absent when the module marks nothing for any opcode. */
  readonly personal?: PersonalOpcode;
  /**
   * `cranks`: how many cranks this memory has seen since its post-start image; 0 for every crank of a hermetic process.
   * `before`: the seq of the last of them, absent when there is none.
   */
  readonly instance: { readonly cranks: number; readonly before?: number };
  /** Every system call, in order. */
  readonly calls: readonly RecordedCall[];
  readonly ended: Ended;
  /** What the handler returned, or the reply that was recalled. */
  readonly reply?: string;
  /** How the guest's run failed. */
  readonly fault?: Fault;
  /** Why the kernel kept nothing although the run did not end in just this fault: a reply that its manifest does not allow, a deadline. */
  readonly refused?: Fault;
  /** Units that the guest used. */
  readonly fuel: number;
  /** Ids of the messages that left with the commit, in order. */
  readonly outbox: readonly string[];
}

/** The fault for which nothing of the crank was kept, or undefined when it was committed. */
export const failureOf = ({ refused, fault }: CrankRecord): Fault | undefined => refused ?? fault;

/** The parts of a record that its audit record commits to one by one, so that a receipt can withhold some of them. */
export const SECTIONS = ['calls', 'output', 'payload', 'rest'] as const;
export type Section = (typeof SECTIONS)[number];

/** Texts of more UTF-16 units than this are blobs: a payload is sent, received and often written as it is. */
export const BLOB_UNITS = 1024;
