import { LIMITS } from '@esta-logic/kernel-boundary';
import { metaKey, RANGES } from '@esta-logic/storage';
import { readJsonObject } from '../http/body.ts';
import { refuse } from '../http/problem.ts';
import type { Route, RouteRequest } from '../http/router.ts';

/** What a replay reads: the log, crank records, the texts that they name, and the index by message. */
const READABLE = [RANGES.audit, RANGES.cranks, RANGES.blobs, RANGES.messages];
const READABLE_KEYS: ReadonlySet<string> = new Set([metaKey('epoch')]);
const MAX_LIMIT = LIMITS.queryEntries.value;

/** `POST /api/records/get` with `{key}` → `{value?}`: a record as it is stored. Only for the owner's socket. */
export const recordRoute: Route = {
  method: 'POST',
  path: '/api/records/get',
  handle: async (given) => {
    const { key } = await readJsonObject(given.request);
    if (typeof key !== 'string' || (!READABLE_KEYS.has(key) && !isReadable(key, `${key}\u0000`)))
      refuse('invalid-argument', 'That is no key of a record.');
    return Response.json({ value: await (await readerOf(given)).get(key) });
  },
};

/** `POST /api/records/scan` with `{from, to, limit, reverse?}` → `{entries}`, of one kind of records. Only for the owner's socket. */
export const recordsRoute: Route = {
  method: 'POST',
  path: '/api/records/scan',
  handle: async (given) => {
    const { from, to, limit, reverse } = await readJsonObject(given.request);
    if (typeof from !== 'string' || typeof to !== 'string' || !isReadable(from, to) || !Number.isSafeInteger(limit))
      refuse('invalid-argument', 'That is no range of records.');
    const range = { from, to, limit: Math.min(limit as number, MAX_LIMIT), reverse: reverse === true };
    return Response.json({ entries: await (await readerOf(given)).scan(range) });
  },
};

const isReadable = (from: string, to: string): boolean =>
  READABLE.some((range) => from >= range.from && to <= range.to && from <= to);

function readerOf({ context: { kernel }, entrance }: RouteRequest): ReturnType<NonNullable<typeof kernel.records>> {
  if (entrance !== 'control')
    refuse(
      'capability-missing',
      'Records hold everything that services were told; they are read over the socket of the data directory.',
    );
  return kernel.records ? kernel.records() : refuse('not-found', 'This kernel has no records to read.');
}
