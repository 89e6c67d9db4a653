import { createHash } from 'node:crypto';
import { fail, ok, faultOf, type Fault, type Reply, type SendRequest } from '@esta-logic/kernel-boundary';
import { add, parseRational, rational, mul, sub, toFraction, ZERO, type Rational } from '@esta-logic/shared-types';
import type { KernelPort, StoredLetter } from '../src/deployment/kernel-port.ts';
import type { StagedRow } from '../src/import/timesheet-file.ts';

/** What a component of more than four bytes does otherwise. */
const DIFFERENCE = { seq: 1, messageId: '1-1', opcode: 'm.ask', sentence: 'm for m.ask gave another output.' };

type Payload = Record<string, unknown>;
type Handler = (payload: Payload) => unknown;

class Refusal extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

export interface MemoryKernel extends KernelPort {
  readonly sent: SendRequest[];
  readonly stored: Map<string, StagedRow>;
  readonly staged: Map<string, Map<number, readonly StagedRow[]>>;
  readonly settledIds: string[];
  /** What was asked of processes: verb and name. */
  readonly controlled: string[];
  readonly letters: Map<number, StoredLetter>;
  /** Replaces or adds the answer to one opcode. */
  answer(opcode: string, handler: Handler): void;
}

/** A kernel in memory with the opcodes that the routes need, true to the services' contract: staged rows are invisible until commit, a key counts once. */
export function createMemoryKernel(): MemoryKernel {
  const state = { employer: {}, policy: {}, configured: false };
  const stored = new Map<string, StagedRow>();
  const staged: MemoryKernel['staged'] = new Map();
  const sent: SendRequest[] = [];
  const settledIds: string[] = [];
  const controlled: string[] = [];
  const letters = new Map<number, StoredLetter>();
  const employees = new Map<string, Payload>();
  const installed: { module: string; version: string; hash: string }[] = [];
  const handlers = new Map<string, Handler>([
    ['employer.get', () => ({ ...state })],
    ['employer.set', ({ employer, policy }) => Object.assign(state, { employer, policy, configured: true })],
    ['employee.upsert', (payload) => upsert(employees, payload['employees'] as Payload[])],
    [
      'time.import.stage',
      ({ importId, part, rows }) => stage(staged, importId as string, part as number, rows as StagedRow[]),
    ],
    ['time.import.commit', ({ importId, parts }) => commit(staged, stored, importId as string, parts as number)],
    ['time.import.discard', ({ importId }) => ({ discarded: staged.delete(importId as string) })],
    ['time.shifts', ({ employee }) => ({ shifts: [...stored.values()].filter((row) => row.employee === employee) })],
    ['compliance.balances', (query) => balances(stored, query, state.employer)],
    [
      'compliance.series',
      () => ({ points: [{ date: '2026-01-31', hoursWorked: '8', accrued: '4/15', used: '0', available: '4/15' }] }),
    ],
  ]);
  const send = async (request: SendRequest): Promise<Reply> => {
    sent.push(request);
    const messageId = `m${sent.length}`;
    const handler = handlers.get(request.opcode);
    if (!handler)
      return {
        ok: false,
        error: faultOf('unknown-opcode', `${request.target} has no opcode ${request.opcode}.`),
        messageId,
      };
    try {
      return { ok: true, payload: structuredClone(handler(request.payload as Payload)), messageId };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: error.fault, messageId };
      throw error;
    }
  };
  return {
    sent,
    stored,
    staged,
    settledIds,
    controlled,
    letters,
    send,
    answer: (opcode, handler) => void handlers.set(opcode, handler),
    settled: async (messageId) => void settledIds.push(messageId),
    install: async (manifest, wasm) => {
      const { id, version } = manifest as { id: string; version: string };
      const pinned = { module: id, version, hash: createHash('sha256').update(wasm).digest('hex') };
      installed.push(pinned);
      return ok(pinned);
    },
    planInstall: async (manifest, wasm) => {
      const { id, version } = manifest as { id: string; version: string };
      const before = installed.find(({ module }) => module === id);
      const different = before && wasm.length > 4 ? [DIFFERENCE] : [];
      return ok({
        module: id,
        version,
        hash: createHash('sha256').update(wasm).digest('hex'),
        ...(before ? { replaces: before } : {}),
        capabilities: { added: [], removed: [], changed: [] },
        rehearsal: {
          cranks: 1,
          same: 1 - different.length,
          different,
          skipped: 0,
          fuel: { recorded: 1, rehearsed: 1 },
        },
      });
    },
    modules: () => installed,
    processes: () => [],
    settings: () => ({ claimed: { memoryBytes: 0, processes: 0 } }),
    ...processesOf(controlled),
    ...lettersOf(letters),
    logHead: async () => ({ size: sent.length, root: 'ab' }),
    verifyLog: async () => ({ ok: true, entries: sent.length, head: 'ab' }),
    stop: async () => undefined,
  };
}

/** One process, `time-service#1`. */
function processesOf(controlled: string[]): Pick<KernelPort, 'suspend' | 'resume' | 'terminate'> {
  const verb = (name: string, state: string) => async (process: string) => {
    if (!['time-service#1', 'time-service'].includes(process))
      return fail('not-found', `There is no process "${process}".`);
    controlled.push(`${name} ${process}`);
    return ok({ id: 'time-service#1', state });
  };
  return {
    suspend: verb('suspend', 'suspended'),
    resume: verb('resume', 'waiting'),
    terminate: verb('terminate', 'completed'),
  };
}

function lettersOf(
  letters: Map<number, StoredLetter>,
): Pick<KernelPort, 'deadLetters' | 'deadLetter' | 'retryDeadLetter' | 'discardDeadLetter'> {
  const find = async (seq: number) => {
    const letter = letters.get(seq);
    return letter ? ok(letter) : fail('not-found', `There is no dead letter ${seq}.`);
  };
  const take = async (seq: number) => {
    const found = await find(seq);
    letters.delete(seq);
    return found;
  };
  return {
    deadLetters: async (limit, after = -1) => [...letters.values()].filter(({ seq }) => seq > after).slice(0, limit),
    deadLetter: find,
    retryDeadLetter: take,
    discardDeadLetter: take,
  };
}

export const refuseWith = (fault: Fault): never => {
  throw new Refusal(fault);
};

function upsert(employees: Map<string, Payload>, list: readonly Payload[]): { created: number; updated: number } {
  const before = employees.size;
  for (const one of list) employees.set(one['id'] as string, one);
  const created = employees.size - before;
  return { created, updated: list.length - created };
}

function stage(
  staged: MemoryKernel['staged'],
  importId: string,
  part: number,
  rows: readonly StagedRow[],
): { staged: number } {
  const parts = staged.get(importId) ?? new Map<number, readonly StagedRow[]>();
  staged.set(importId, parts.set(part, rows));
  return { staged: rows.length };
}

function commit(
  staged: MemoryKernel['staged'],
  stored: Map<string, StagedRow>,
  importId: string,
  parts: number,
): Payload {
  const all = Array.from(
    { length: parts },
    (_, part) => staged.get(importId)?.get(part) ?? refuseWith(faultOf('state-refused', `Part ${part} is missing.`)),
  ).flat();
  const fresh = all.filter((row) => !stored.has(row.key));
  for (const row of fresh) stored.set(row.key, row);
  staged.delete(importId);
  const uses = fresh.filter(({ kind }) => kind === 'use').length;
  return {
    shifts: fresh.length - uses,
    uses,
    duplicates: all.length - fresh.length,
    employees: new Set(all.map((row) => row.employee)).size,
    parts,
  };
}

/** Two to a page, so that paging is exercised. */
function balances(stored: Map<string, StagedRow>, { asOf, employee, after }: Payload, employer: Payload): Payload {
  const ids = [...new Set([...stored.values()].map((row) => row.employee))]
    .sort()
    .filter((id) => employee === undefined || id === employee);
  const page = ids.filter((id) => after === undefined || id > (after as string)).slice(0, 2);
  const last = page.at(-1);
  const next = last !== undefined && last !== ids.at(-1) ? { next: last } : {};
  return {
    asOf,
    employer: { ...employer, size: 'large' },
    balances: page.map((id) =>
      balanceOf(
        id,
        [...stored.values()].filter((row) => row.employee === id),
      ),
    ),
    ...next,
  };
}

function balanceOf(employee: string, rows: readonly StagedRow[]): Payload {
  const sum = (kind: string): Rational =>
    rows.filter((row) => row.kind === kind).reduce((total, row) => add(total, parseRational(row.hours)!), ZERO);
  const accrued = mul(sum('work'), rational(1, 30));
  return {
    employee,
    hoursWorked: toFraction(sum('work')),
    accrued: toFraction(accrued),
    carriedIn: '0',
    used: toFraction(sum('use')),
    available: toFraction(sub(accrued, sum('use'))),
    usableFrom: '2026-01-01',
    citations: ['MCL 408.963'],
  };
}
