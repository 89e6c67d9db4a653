import { faultOf, fromBase64, KernelError } from '@esta-logic/kernel-boundary';
import type { HttpCall } from './http-call.ts';
import { queryString } from './query-string.ts';

/** The keys that a log has had: the first, and a note for each change that the key before it signed. */
export interface LogKeys {
  readonly first: string;
  readonly notes: readonly string[];
}

export interface ReceiptOptions {
  /** `payload`, `calls`, `output` or `rest`: what stays out of the file. */
  readonly withhold?: readonly string[];
  /** Leaves out what the module marks as personal, field by field, and the system calls. */
  readonly redact?: boolean;
  readonly withComponent?: boolean;
  /** A checkpoint that the log signed before, with the cosignatures that it has. */
  readonly checkpoint?: string;
}

/** What a deployment proves to strangers. */
export interface ProofClient {
  logKeys(): Promise<LogKeys>;
  /** Puts a new signing key in the place of the one in use. */
  rotateLogKey(): Promise<LogKeys>;
  /** The newest state of the log, as a signed note. */
  checkpoint(): Promise<string>;
  /** A tile of the published log, by its path. */
  publishedTile(path: string): Promise<Uint8Array>;
  /** The receipt of a message, by its id, or of a crank, by its number, as the text of a file. */
  receipt(id: string, options?: ReceiptOptions): Promise<string>;
}

export function createProofClient(call: HttpCall): ProofClient {
  return {
    logKeys: () => call.json('GET', '/api/log/keys'),
    rotateLogKey: () => call.json('POST', '/api/log/keys'),
    checkpoint: async () => (await call.json<{ note: string }>('GET', '/api/log/checkpoint')).note,
    publishedTile: async (path) => {
      const { base64 } = await call.json<{ base64: string }>('GET', `/api/log/tile${queryString({ path })}`);
      const bytes = fromBase64(base64);
      if (bytes === undefined) throw new KernelError(faultOf('internal', `The tile ${path} came without its bytes.`));
      return bytes;
    },
    receipt: async (id, options = {}) =>
      (await call.json<{ receipt: string }>('POST', '/api/receipts', { id, ...options })).receipt,
  };
}
