import { deliver } from '../deployment/ask.ts';
import type { KernelPort } from '../deployment/kernel-port.ts';
import type { Report } from './throttled-progress.ts';
import type { ListedEmployee } from './timesheet-file.ts';

/** At 200 bytes each well below one payload; a list this long is one message for nearly every employer. */
const PER_MESSAGE = 4000;

export interface Upserted {
  readonly created: number;
  readonly updated: number;
}

/** Stores an employee list. Each person is stored whole or not at all, and storing him again changes nothing. */
export async function upsertEmployees(
  kernel: KernelPort,
  employees: readonly ListedEmployee[],
  report: Report,
): Promise<Upserted> {
  let created = 0;
  let updated = 0;
  for (let start = 0; start < employees.length; start += PER_MESSAGE) {
    const some = employees.slice(start, start + PER_MESSAGE);
    const request = {
      type: 'Command',
      target: 'employee-service',
      opcode: 'employee.upsert',
      payload: { employees: some },
    } as const;
    const { payload, messageId } = await deliver<Upserted>(kernel, request);
    await kernel.settled(messageId);
    created += payload.created;
    updated += payload.updated;
    report('commit', start + some.length, employees.length);
  }
  return { created, updated };
}
