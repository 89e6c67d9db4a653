import {
  decodeManifest,
  OVERFLOW_POLICIES,
  PROCESS_PRIORITIES,
  unwrap,
  type DecodedManifest,
} from '@esta-logic/kernel-boundary';
import type { Random } from './random.ts';

/** The only opcode of simulated modules. */
export const OPCODE = 'work.do';

/** A random module: any priority, overflow policy and size of mailbox. */
export const randomModule = (random: Random, id: string): DecodedManifest =>
  unwrap(
    decodeManifest({
      id,
      version: '1.0.0',
      description: 'Works as the seed says.',
      abi: '0.1.0',
      ring: 2,
      priority: random.pick(PROCESS_PRIORITIES.slice(1)),
      imports: [],
      requiredCapabilities: [],
      overflow: random.pick(OVERFLOW_POLICIES),
      limits: { mailboxCapacity: random.between(2, 24) },
      opcodes: { [OPCODE]: { types: ['Command', 'Query', 'Event'], description: 'Works', payload: {} } },
    }),
  );
