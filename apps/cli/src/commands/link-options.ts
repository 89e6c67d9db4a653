import type { CommandInput } from '../command.ts';
import { WrongUsage } from '../wrong-usage.ts';

/** Where the other kernel of a pair is, as `--link` and `--link-key` say it; undefined without `--link`. */
export interface LinkOptions {
  readonly host: string;
  readonly port: number;
  readonly keyFile: string;
}

const ADDRESS = /^(?:\[([0-9a-fA-F:]+)\]|([^:\s]+)):(\d{1,5})$/;

export function linkIn({ text }: Pick<CommandInput, 'text'>): LinkOptions | undefined {
  const link = text('link');
  const keyFile = text('link-key');
  if (link === undefined && keyFile === undefined) return undefined;
  if (link === undefined || keyFile === undefined)
    throw new WrongUsage('A pair needs both --link HOST:PORT and --link-key FILE.');
  const [, bracketed, plain, port] = ADDRESS.exec(link) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw new WrongUsage(
      `The option --link needs an address such as 127.0.0.1:4290 or [::1]:4290, not ${JSON.stringify(link)}.`,
    );
  return { host, port: Number(port), keyFile };
}
