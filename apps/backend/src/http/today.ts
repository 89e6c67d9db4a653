import { ask } from '../deployment/ask.ts';
import type { KernelPort } from '../deployment/kernel-port.ts';

/** The Act is Michigan's; an employer elsewhere states its zone. */
export const DEFAULT_ZONE = 'America/Detroit';

/** Today's plain date in the employer's zone. The zone database is the host's, so this is decided here and not by a guest. */
export async function todayOf(kernel: KernelPort, now: () => number): Promise<string> {
  const { employer } = await ask<{ employer: { timeZone?: string } }>(kernel, 'employee-service', 'employer.get', {});
  return dateInZone(now(), employer.timeZone ?? DEFAULT_ZONE);
}

/** The plain date of an instant (milliseconds since the epoch) in an IANA zone; an unknown zone counts as Michigan's. */
export function dateInZone(milliseconds: number, zone: string): string {
  const parts = formatterOf(zone).formatToParts(milliseconds);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'iso8601' } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: DEFAULT_ZONE });
  }
}
