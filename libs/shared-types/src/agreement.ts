import type { Decoder } from './decode.ts';
import { date, flag, object, oneOf, text } from './decode.ts';
import type { PlainDate } from './plain-date.ts';

/** A collective agreement or another contract that may defer the law until it ends. */
export interface Agreement {
  readonly type: 'cba' | 'individualContract';
  /** What people call it. */
  readonly name?: string;
  readonly signedOn?: PlainDate;
  readonly termStart?: PlainDate;
  /** Last day of its term. */
  readonly termEnd: PlainDate;
  readonly conflictsWithEsta?: boolean;
  readonly leoNotified?: boolean;
}

export const agreementDecoder: Decoder<Agreement> = object<Agreement>(
  {
    type: oneOf('cba', 'individualContract'),
    name: text,
    signedOn: date,
    termStart: date,
    termEnd: date,
    conflictsWithEsta: flag,
    leoNotified: flag,
  },
  ['type', 'termEnd'],
);
