import type { CaseOutcome, CasesReport, WorkedCase } from '@esta-logic/client';
import { isPlainDate } from '@esta-logic/shared-types';
import type { KernelPort } from '../deployment/kernel-port.ts';
import { compareExpected } from './compare-expected.ts';

/** Runs each case through the compliance component and compares what it decides. A fault, also "not supported", is a failure that says so. */
export async function runCases(kernel: KernelPort, cases: readonly WorkedCase[]): Promise<CasesReport> {
  const outcomes: CaseOutcome[] = [];
  for (const one of cases) outcomes.push(await runCase(kernel, one));
  const passed = outcomes.filter(({ pass }) => pass).length;
  return { passed, failed: outcomes.length - passed, cases: outcomes };
}

async function runCase(kernel: KernelPort, { id, given, expect }: WorkedCase): Promise<CaseOutcome> {
  const { question, pack, ...facts } = given;
  const reply = await kernel.send({
    type: 'Query',
    target: 'compliance-engine',
    opcode: 'compliance.decide',
    payload: { question, given: { ...probeDatesOf(expect), ...facts }, ...(pack === undefined ? {} : { pack }) },
    priority: 'high',
  });
  if (!reply.ok)
    return {
      id,
      pass: false,
      got: { error: reply.error },
      diff: [{ path: '', expected: expect, got: { error: reply.error } }],
    };
  const got = (reply.payload as { result?: unknown }).result;
  const diff = compareExpected(expect, got);
  return { id, pass: diff.length === 0, got, diff };
}

/**
 * Days that the expectation asks about (`appliesOn: {"2026-06-01": …}`) and that the facts may not list: a decision can
 * only speak of days that it is asked about. Only the days are read, never the answers.
 */
function probeDatesOf(expect: WorkedCase['expect']): { probeDates?: readonly string[] } {
  const days = Object.values(expect).flatMap((value) =>
    typeof value === 'object' && value !== null ? Object.keys(value).filter(isPlainDate) : [],
  );
  return days.length === 0 ? {} : { probeDates: [...new Set(days)] };
}
