import type { Client } from '@esta-logic/client';
import { KernelError } from '@esta-logic/kernel-boundary';
import { isPlainDate } from '@esta-logic/shared-types';
import { WrongUsage } from './wrong-usage.ts';

/** What stands for the employer's zone where none is stated. */
const DEFAULT_ZONE = 'America/Detroit';

/** Asks the compliance engine; its refusal is thrown as the KernelError that the command reports. */
export async function askCompliance<T>(client: Client, opcode: string, payload: object): Promise<T> {
  const reply = await client.send({ type: 'Query', target: 'compliance-engine', opcode, payload, priority: 'high' });
  if (!reply.ok) throw new KernelError(reply.error);
  return reply.payload as T;
}

/** The day of an option, checked before a kernel is opened; undefined when it is not given. */
export function dateOption(name: string, given: string | undefined): string | undefined {
  if (given !== undefined && !isPlainDate(given))
    throw new WrongUsage(`The option --${name} needs a date such as 2026-06-30, not ${JSON.stringify(given)}.`);
  return given;
}

/** Today's plain date where the employer is. */
export async function todayAtEmployer(client: Client): Promise<string> {
  const { employer } = await client.employer();
  return todayIn(typeof employer['timeZone'] === 'string' ? employer['timeZone'] : DEFAULT_ZONE);
}

function todayIn(timeZone: string): string {
  try {
    // Sweden writes dates as ISO 8601 does.
    return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date());
  } catch {
    return todayIn(DEFAULT_ZONE);
  }
}
