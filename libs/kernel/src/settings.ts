import type { BucketRate } from '@esta-logic/ipc-router';
import type { Digest } from '@esta-logic/kernel-boundary';
import type { HostLimits } from '@esta-logic/resource-manager';
import { metaKey, type Store } from '@esta-logic/storage';
import type { LogEvent } from './log-event.ts';

/**
 * What operators set for all modules and all tenants together; what is absent is not bounded. It is kept in the store and
 * holds across boots:
 *
 *   k/settings = { "memoryBytes"?: bytes, "processes"?: count, "tenantRate"?: { "burst": messages, "perSecond": messages } }
 */
export interface Settings extends HostLimits {
  readonly tenantRate?: BucketRate;
}

/** What a boot sets: null lifts a bound, and what is absent stays as an earlier boot set it. */
export type SettingsChange = { readonly [Name in keyof Settings]?: Settings[Name] | null };

const SETTINGS_KEY = metaKey('settings');

/** Settings with a change of some of them, as their text is stored: in the order of their names. */
function changed(before: Settings, change: SettingsChange): Settings {
  const names: readonly (keyof Settings)[] = ['memoryBytes', 'processes', 'tenantRate'];
  const all = names.map((name) => [name, change[name] === undefined ? before[name] : change[name]] as const);
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== null));
}

/** What holds for a boot, and what is to be sealed where that differs from the boot before. */
export interface SettingsOfBoot {
  readonly settings: Settings;
  readonly event?: LogEvent;
  readonly write?: { readonly key: string; readonly value: string };
}

/** Reads what earlier boots set, with what this one changes of it. */
export async function settingsOfBoot(
  store: Store,
  digest: Pick<Digest, 'sha256Hex'>,
  change: SettingsChange,
): Promise<SettingsOfBoot> {
  const reading = store.begin();
  const stored = (await reading.get(SETTINGS_KEY)) ?? '{}';
  reading.discard();
  const settings = changed(JSON.parse(stored) as Settings, change);
  const value = JSON.stringify(settings);
  if (value === stored) return { settings };
  return {
    settings,
    event: { kind: 'configuration.changed', name: 'settings', hash: digest.sha256Hex(value) },
    write: { key: SETTINGS_KEY, value },
  };
}
