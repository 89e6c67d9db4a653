import type { Context, TextHandler } from '@esta-logic/service-sdk';
import { partKey, type StagedPart } from '../timesheet-row.ts';

/** How senders begin the payload; whoever begins it in another way costs the parsing of all of it. */
const START = /^\{"importId":"([A-Za-z0-9_-]{1,80})","part":(\d{1,4}),/;

/** Opcode `time.import.stage`: the payload is kept as it came, since reading and writing its rows would take most of an import. */
export const stage: TextHandler = {
  text: (payload, context) => {
    const start = START.exec(payload);
    const { importId, part } = start
      ? { importId: start[1]!, part: Number(start[2]) }
      : (JSON.parse(payload) as StagedPart);
    context.db('staged').write(partKey(importId, part), payload);
    return JSON.stringify({ part });
  },
};

/** Opcode `time.import.discard`. */
export function discard({ importId }: { readonly importId: string }, context: Context): { discarded: number } {
  const staged = context.db('staged');
  let discarded = 0;
  for (;;) {
    const page = staged.query(`${importId}/`, { limit: 16 });
    for (const { key } of page) staged.delete(key);
    discarded += page.length;
    if (page.length < 16) return { discarded };
  }
}
