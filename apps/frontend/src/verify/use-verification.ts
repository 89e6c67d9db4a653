import type { Claim, ReceiptReport } from '@esta-logic/receipt';
import { useEffect, useState } from 'react';
import type { Problem, VerificationNews, VerificationOrder } from './verification.ts';

export interface Verification {
  readonly busy: boolean;
  /** Settled so far, in order. */
  readonly claims: readonly Claim[];
  readonly report?: ReceiptReport;
  readonly problem?: Problem;
}

const UNABLE: Problem = { title: 'This browser could not run the check; a newer one may.' };
const WAITING: Verification = { busy: true, claims: [] };

/** Checks a receipt in a worker of its own; another order ends the one before. */
export function useVerification(order: VerificationOrder): Verification {
  const [verification, setVerification] = useState<{ readonly of: VerificationOrder; readonly is: Verification }>();
  useEffect(() => {
    const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
    const update = (change: (now: Verification) => Verification): void =>
      setVerification((now) => ({ of: order, is: change(now?.of === order ? now.is : WAITING) }));
    worker.addEventListener('message', ({ data }: MessageEvent<VerificationNews>) => {
      if ('claim' in data) update((now) => ({ ...now, claims: [...now.claims, data.claim] }));
      else if ('report' in data) update((now) => ({ ...now, busy: false, report: data.report }));
      else update((now) => ({ ...now, busy: false, problem: data.problem }));
    });
    worker.addEventListener('error', () => update((now) => ({ ...now, busy: false, problem: UNABLE })));
    worker.postMessage(order);
    return () => worker.terminate();
  }, [order]);
  return verification?.of === order ? verification.is : WAITING;
}
