import type { HostSettings } from '@esta-logic/client';

const MIB = 2 ** 20;

/** What bounds all modules and tenants together, and what the modules claim of it, in one line. */
export function settingsLine({ memoryBytes, processes, tenantRate, claimed }: HostSettings): string {
  const mebibytes = (bytes: number): string => `${Math.ceil(bytes / MIB)} MiB`;
  const of = (bound: string | undefined): string => (bound === undefined ? '' : ` of ${bound}`);
  const memory = `${mebibytes(claimed.memoryBytes)}${of(memoryBytes === undefined ? undefined : mebibytes(memoryBytes))}`;
  const tenants = tenantRate
    ? `each tenant may send ${tenantRate.perSecond} messages a second, ${tenantRate.burst} at once`
    : 'tenants may send as much as they like';
  return `The modules claim ${memory} and ${claimed.processes}${of(processes?.toString())} processes; ${tenants}.`;
}
