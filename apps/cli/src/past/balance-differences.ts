import type { Client } from '@esta-logic/client';

/** What an employee may use, in one history and in the other; undefined where there is no such employee. */
export interface BalanceDifference {
  readonly employee: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Balances that differ between two kernels, by employee; none where the services of this release are not installed. */
export async function balanceDifferences(unchanged: Client, changed: Client): Promise<readonly BalanceDifference[]> {
  const [before, after] = await Promise.all([availableIn(unchanged), availableIn(changed)]);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((employee) => before.get(employee) !== after.get(employee))
    .sort()
    .map((employee) => ({ employee, before: before.get(employee), after: after.get(employee) }));
}

async function availableIn(client: Client): Promise<ReadonlyMap<string, string>> {
  try {
    const { balances } = await client.balances();
    return new Map(balances.map(({ employee, available }) => [employee, available]));
  } catch {
    return new Map();
  }
}
