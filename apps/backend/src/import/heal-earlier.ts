import { KernelError, unwrap } from '@esta-logic/kernel-boundary';
import type { KernelPort, StoredLetter } from '../deployment/kernel-port.ts';

/** What time-service sends on when an import is committed: until it is handled, the hours are in no balance. */
const SENT_ON: ReadonlySet<string> = new Set(['accrual.hours.stage', 'accrual.hours.publish', 'employee.first-seen']);
const SENDER = 'time-service';
const PAGE = 100;

export interface Healed {
  /** Messages of earlier imports that were handled now. */
  readonly messages: number;
  /** Why others still cannot be handled, one sentence each. */
  readonly stillFailing: readonly string[];
}

/**
 * Gives back to their targets what earlier imports sent on and nobody could handle. The rows of such an import are known
 * to the time service, so importing them again would count them as duplicates and never mend the balances.
 */
export async function healEarlier(kernel: KernelPort): Promise<Healed> {
  const letters = await lettersOfImports(kernel);
  const given = new Set<string>();
  const traces = new Set<string>();
  for (const { seq, envelope } of letters) {
    const { messageId, trace } = envelope.metadata;
    if (!(await giveBack(kernel, seq))) continue;
    given.add(messageId);
    if (trace !== undefined) traces.add(traceIdOf(trace.traceparent));
  }
  if (given.size === 0) return { messages: 0, stillFailing: [] };
  await Promise.all([...traces].map((trace) => kernel.settled(trace)));
  const dead = (await lettersOfImports(kernel)).filter(({ envelope }) => given.has(envelope.metadata.messageId));
  return {
    messages: given.size - dead.length,
    stillFailing: [...new Set(dead.map(({ fault }) => fault.message))],
  };
}

/** In the order in which they died, which is the order in which they were sent. */
async function lettersOfImports(kernel: KernelPort): Promise<readonly StoredLetter[]> {
  const found: StoredLetter[] = [];
  for (let after: number | undefined; ;) {
    const page = await kernel.deadLetters(PAGE, after);
    found.push(...page.filter(({ envelope: { source, opcode } }) => isOfSender(source) && SENT_ON.has(opcode)));
    if (page.length < PAGE) return found;
    after = page.at(-1)!.seq;
  }
}

/** A source is a process, `time-service#1`, or the module itself. */
const isOfSender = (source: string): boolean => source === SENDER || source.startsWith(`${SENDER}#`);

/** False where somebody else took the letter meanwhile. */
async function giveBack(kernel: KernelPort, seq: number): Promise<boolean> {
  try {
    unwrap(await kernel.retryDeadLetter(seq));
    return true;
  } catch (error) {
    if (error instanceof KernelError && ['not-found', 'conflict'].includes(error.fault.name)) return false;
    throw error;
  }
}

/** W3C Trace Context: version, trace id, parent id, flags. */
const traceIdOf = (traceparent: string): string => traceparent.split('-')[1] ?? '';
