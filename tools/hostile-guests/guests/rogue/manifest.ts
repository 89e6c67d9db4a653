import { DEEDS } from './deeds.ts';

const declaration = { types: ['Command'], description: 'Misbehaves as its name says.', payload: {} } as const;

export default {
  id: 'rogue',
  version: '0.1.0',
  description: 'Misbehaves, one opcode per way to do it.',
  abi: '0.1.0',
  ring: 2,
  priority: 'low',
  imports: ['audit', 'db', 'ipc', 'log', 'time'],
  opcodes: Object.fromEntries(['echo', ...DEEDS].map((deed) => [`rogue.${deed}`, declaration])),
} as const;
