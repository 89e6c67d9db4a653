import type { Client } from '@esta-logic/client';
import { useEffect, useState } from 'react';
import { type Failure, failureOf } from '../api/failure.ts';
import { receiptIn } from './receipt-address.ts';

export interface GivenReceipt {
  readonly name: string;
  readonly receipt: string;
}

export type Given =
  | { readonly is: 'nothing' | 'fetching' }
  | ({ readonly is: 'given' } & GivenReceipt)
  | { readonly is: 'failed'; readonly failure: Failure };

/** The receipt that the address names, made by the server of this page, until the reader gives another. */
export function useGivenReceipt(client: Client): readonly [given: Given, give: (receipt: GivenReceipt) => void] {
  const [given, setGiven] = useState<Given>(() => ({
    is: receiptIn(location.hash) === undefined ? 'nothing' : 'fetching',
  }));
  useEffect(() => {
    const fetchNamed = (): void => {
      const id = receiptIn(location.hash);
      if (id === undefined) return;
      setGiven({ is: 'fetching' });
      client.receipt(id).then(
        (receipt) => setGiven({ is: 'given', name: `receipt-${id}.json`, receipt }),
        (error: unknown) => setGiven({ is: 'failed', failure: failureOf(error) }),
      );
    };
    fetchNamed();
    addEventListener('hashchange', fetchNamed);
    return () => removeEventListener('hashchange', fetchNamed);
  }, [client]);
  return [given, (receipt) => setGiven({ is: 'given', ...receipt })];
}
