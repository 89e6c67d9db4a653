import type { OptionName } from '../options.ts';
import { WrongUsage } from '../wrong-usage.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

const ADDRESS = /^(?:\[([0-9a-fA-F:]+)\]|([^:\s]+)):(\d{1,5})$/;

/** Reads `HOST:PORT`. `leastPort`: 0 where any free port will do. */
export function addressIn(option: OptionName, text: string, leastPort: 0 | 1): Address {
  const [, bracketed, plain, port] = ADDRESS.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) < leastPort || Number(port) > 65_535)
    throw new WrongUsage(
      `The option --${option} needs an address such as 127.0.0.1:4290 or [::1]:4290, not ${JSON.stringify(text)}.`,
    );
  return { host, port: Number(port) };
}
