import type { DeploymentOptions } from '@esta-logic/backend';
import type { CommandInput } from '../command.ts';
import type { OptionName } from '../options.ts';
import { WrongUsage } from '../wrong-usage.ts';

type Settings = NonNullable<DeploymentOptions['settings']>;

const UNITS: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };
/** What lifts a bound. */
const NONE = 'none';

/** `--memory`, `--processes` and `--tenant-rate`: only what is given; null lifts the bound. */
export function settingsIn({ text }: Pick<CommandInput, 'text'>): Settings {
  const read = <T>(
    option: OptionName,
    parse: (given: string) => T | undefined,
    wanted: string,
  ): T | null | undefined => {
    const given = text(option);
    if (given === undefined) return undefined;
    if (given === NONE) return null;
    const parsed = parse(given);
    if (parsed !== undefined) return parsed;
    throw new WrongUsage(`The option --${option} needs ${wanted}, or ${NONE}, not ${JSON.stringify(given)}.`);
  };
  const memoryBytes = read('memory', bytesIn, 'an amount such as 512M or 2G');
  const processes = read('processes', countIn, 'a number of processes above 0');
  const tenantRate = read('tenant-rate', rateIn, 'messages per second such as 100, or with a burst such as 100/500');
  return {
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(processes === undefined ? {} : { processes }),
    ...(tenantRate === undefined ? {} : { tenantRate }),
  };
}

function bytesIn(given: string): number | undefined {
  const [, digits, unit] = /^(\d{1,9})([KMGT])(?:i?B)?$/i.exec(given) ?? [];
  const bytes = Number(digits) * UNITS[unit?.toUpperCase() ?? '']!;
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined;
}

function countIn(given: string): number | undefined {
  return /^\d{1,9}$/.test(given) && Number(given) > 0 ? Number(given) : undefined;
}

/** Without a burst a second's worth may come at once. */
function rateIn(given: string): { readonly burst: number; readonly perSecond: number } | undefined {
  const [rate = '', burst = rate, ...more] = given.split('/');
  const [perSecond, atOnce] = [countIn(rate), countIn(burst)];
  return perSecond === undefined || atOnce === undefined || more.length > 0 ? undefined : { burst: atOnce, perSecond };
}
