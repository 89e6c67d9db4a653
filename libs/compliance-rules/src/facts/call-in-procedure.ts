import { wordsOf } from './name-words.ts';

/**
 * A call-in procedure, as employers write it: a sentence or name (`"call at least 2 hours before the shift"`),
 * or an object whose keys name minutes or hours before the shift and say whether a call may follow the need.
 */
const SECONDS: Readonly<Record<string, number>> = { minute: 60, min: 60, hour: 3600, hr: 3600 };

function unitSeconds(name: string): number | undefined {
  const unit = Object.keys(SECONDS).find((word) => wordsOf(name).some((part) => part.startsWith(word)));
  return unit === undefined ? undefined : SECONDS[unit];
}

/** Seconds before the start of the shift by which the procedure wants a call; 0 when it names none. */
export function leadSeconds(procedure: unknown): number {
  if (typeof procedure === 'string') {
    const match = /(\d+)[\s_-]*(minute|min|hour|hr)/i.exec(procedure);
    return match === null ? 0 : Number(match[1]) * (SECONDS[(match[2] ?? '').toLowerCase()] ?? 0);
  }
  if (typeof procedure !== 'object' || procedure === null) return 0;
  const leads = Object.entries(procedure).map(([name, value]) =>
    typeof value === 'number' ? value * (unitSeconds(name) ?? 0) : 0,
  );
  return Math.max(0, ...leads);
}

/** False only where the procedure says that a call after the need became known is not accepted. */
export function letsNoticeFollowNeed(procedure: unknown): boolean {
  if (typeof procedure !== 'object' || procedure === null) return true;
  const said = Object.entries(procedure).find(([name]) =>
    wordsOf(name).some((word) => word.startsWith('aware') || word.startsWith('know')),
  );
  return said === undefined || said[1] !== false;
}
