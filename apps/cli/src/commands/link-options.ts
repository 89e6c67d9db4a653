import type { CommandInput } from '../command.ts';
import { WrongUsage } from '../wrong-usage.ts';
import { addressIn, type Address } from './address-option.ts';

/** Where the other kernel of a pair is, as `--link` and `--link-key` say it; undefined without `--link`. */
export interface LinkOptions extends Address {
  readonly keyFile: string;
}

export function linkIn({ text }: Pick<CommandInput, 'text'>): LinkOptions | undefined {
  const link = text('link');
  const keyFile = text('link-key');
  if (link === undefined && keyFile === undefined) return undefined;
  if (link === undefined || keyFile === undefined)
    throw new WrongUsage('A pair needs both --link HOST:PORT and --link-key FILE.');
  return { ...addressIn('link', link, 1), keyFile };
}
