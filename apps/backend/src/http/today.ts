import { ask } from '../deployment/ask.ts';
import type { KernelPort } from '../deployment/kernel-port.ts';

/** The Act is Michigan's; an employer elsewhere states its zone. */
export const DEFAULT_ZONE = 'America/Detroit';

/** Today's plain date in the employer's zone. The zone database is the host's, so this is decided here and not by a guest. */
export async function todayOf(kernel: KernelPort, now: () => number): Promise<string> {
  return dateInZone(now(), await zoneOf(kernel));
}

/** The employer's IANA zone; Michigan's where none is stated or the stated one is not known here. */
export async function zoneOf(kernel: KernelPort): Promise<string> {
  const { employer } = await ask<{ employer: { timeZone?: string } }>(kernel, 'employee-service', 'employer.get', {});
  const zone = employer.timeZone ?? DEFAULT_ZONE;
  return isZone(zone) ? zone : DEFAULT_ZONE;
}

/** The plain date of an instant (milliseconds since the epoch) in an IANA zone. */
export function dateInZone(milliseconds: number, zone: string): string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone } as const;
  const parts = new Intl.DateTimeFormat('en-US', options).formatToParts(milliseconds);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
