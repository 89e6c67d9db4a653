import type { ForkReport } from '@esta-logic/replay';
import type { Reply } from '@esta-logic/kernel-boundary';
import type { BalanceDifference } from '../past/balance-differences.ts';
import { hoursForPeople, several } from './numbers.ts';
import { table } from './table.ts';

/** Rows of one kind that people are shown; `--json` has them all. */
const SHOWN = 20;
const EXCERPT = 60;

/** What would differ, for people. */
export function forkText(
  seq: number,
  { messages, replies, state }: ForkReport,
  balances: readonly BalanceDifference[],
): string {
  return [
    `${several(messages, 'message')} from crank ${seq} on, run again with the change.`,
    section(
      several(replies.length, 'reply differs', 'replies differ'),
      ['crank', 'opcode', 'as it was', 'with the change'],
      replies.map(({ seq: at, opcode, before, after }) => [
        String(at),
        opcode,
        ...whereTheyDiffer(replyText(before), replyText(after)),
      ]),
    ),
    section(
      several(state.length, 'stored value differs', 'stored values differ'),
      ['collection', 'key', 'as it was', 'with the change'],
      state.map(({ service, collection, key, before, after }) => [
        `${service}.${collection}`,
        short(key),
        ...whereTheyDiffer(before ?? 'nothing', after ?? 'nothing'),
      ]),
    ),
    section(
      several(balances.length, 'balance differs', 'balances differ'),
      ['employee', 'as it was', 'with the change'],
      balances.map(({ employee, before, after }) => [employee, hours(before), hours(after)]),
    ),
  ].join('\n\n');
}

function section(heading: string, titles: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return `${heading}.`;
  const shown = table(
    titles.map((title) => ({ title })),
    rows.slice(0, SHOWN),
  );
  const more = rows.length > SHOWN ? `\n… and ${rows.length - SHOWN} more` : '';
  return `${heading}:\n${shown}${more}`;
}

const replyText = (reply: Reply): string =>
  reply.ok ? JSON.stringify(reply.payload) : `${reply.error.code} ${reply.error.name}: ${reply.error.message}`;
const hours = (exact: string | undefined): string => (exact === undefined ? 'nobody' : hoursForPeople(exact));
const short = (text: string): string => (text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT)}…`);

/** Both from a little before the first character that differs. */
function whereTheyDiffer(before: string, after: string): readonly [string, string] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const start = Math.max(0, same - EXCERPT / 3);
  const from = (text: string): string => short(start === 0 ? text : `…${text.slice(start)}`);
  return [from(before), from(after)];
}
