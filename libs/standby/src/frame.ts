import type { StoredEntry, StoreWrite } from '@esta-logic/kernel-boundary';
import { isStandbyId } from './replication-state.ts';

/**
 * What goes over a link: one JSON object per frame.
 *
 *   standby → primary   follow    who am I, how far did I come, which files do I have
 *                       applied   everything up to this position is durable here
 *                       kept      the file with this ticket is durable here
 *                       fenced    I have taken over: nobody may commit below this epoch
 *                       resting   I have heard that you stop, and do not take over
 *   primary → standby   continue  your state is a beginning of mine; batches follow
 *                       copy      it is not: forget it, pages and batches follow
 *                       page      entries of the copy, in key order
 *                       copied    the copy is whole
 *                       batch     one commit
 *                       file      a component file
 *                       beat      nothing new; I live
 *                       stopping  I stop in good order; nobody has to take over
 *                       refused   I have another standby
 *                       fenced    you are ahead of me: I commit nothing any more
 */
export type StandbyFrame =
  | {
      readonly kind: 'follow';
      readonly version: 2;
      /** The standby's own, the same for ever. */
      readonly id: string;
      readonly epoch: number;
      readonly position: number;
      /** BLAKE3 of each component file, by name. */
      readonly files: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'applied'; readonly position: number }
  | { readonly kind: 'kept'; readonly ticket: number }
  | { readonly kind: 'resting' }
  | { readonly kind: 'fenced'; readonly epoch: number };

export type PrimaryFrame =
  | { readonly kind: 'continue' | 'copy'; readonly epoch: number }
  | { readonly kind: 'page'; readonly entries: readonly StoredEntry[] }
  /** `state`: the replication state that the entries are of, as it is stored. */
  | { readonly kind: 'copied'; readonly state: string }
  | {
      readonly kind: 'batch';
      readonly epoch: number;
      readonly position: number;
      readonly writes: readonly StoreWrite[];
    }
  | { readonly kind: 'file'; readonly ticket: number; readonly name: string; readonly base64: string }
  | { readonly kind: 'beat' | 'stopping' }
  | { readonly kind: 'refused'; readonly standby: string }
  | { readonly kind: 'fenced'; readonly epoch: number };

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): boolean => typeof value === 'string';
const isEntry = (value: unknown): boolean => {
  const { key, value: content } = Object(value) as Partial<StoredEntry>;
  return isText(key) && isText(content);
};
const isWrite = (value: unknown): boolean => {
  const { key, value: content } = Object(value) as Partial<StoreWrite>;
  return isText(key) && (content === null || isText(content));
};
const each =
  (test: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(test);
const isFiles = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every(isText);

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const STANDBY: Readonly<Record<StandbyFrame['kind'], Shape>> = {
  follow: { version: (value) => value === 2, id: isStandbyId, epoch: isCount, position: isCount, files: isFiles },
  applied: { position: isCount },
  kept: { ticket: isCount },
  fenced: { epoch: isCount },
  resting: {},
};

const PRIMARY: Readonly<Record<PrimaryFrame['kind'], Shape>> = {
  continue: { epoch: isCount },
  copy: { epoch: isCount },
  page: { entries: each(isEntry) },
  copied: { state: isText },
  batch: { epoch: isCount, position: isCount, writes: each(isWrite) },
  file: { ticket: isCount, name: isText, base64: isText },
  beat: {},
  stopping: {},
  refused: { standby: isText },
  fenced: { epoch: isCount },
};

export const encodeFrame = (frame: StandbyFrame | PrimaryFrame): string => JSON.stringify(frame);

/** Undefined for what is no frame of that side. */
export const decodeStandbyFrame = (text: string): StandbyFrame | undefined => decode(text, STANDBY);
export const decodePrimaryFrame = (text: string): PrimaryFrame | undefined => decode(text, PRIMARY);

function decode<F extends { readonly kind: string }>(
  text: string,
  shapes: Readonly<Record<F['kind'], Shape>>,
): F | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const frame = Object(value) as Readonly<Record<string, unknown>>;
  const kind = String(frame['kind']);
  if (!Object.hasOwn(shapes, kind)) return undefined;
  const shape = shapes[kind as F['kind']];
  return Object.entries(shape).every(([name, fits]) => fits(frame[name])) ? (frame as unknown as F) : undefined;
}
