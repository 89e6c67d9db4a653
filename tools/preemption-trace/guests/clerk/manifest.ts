export default {
  id: 'clerk',
  version: '0.1.0',
  description: 'Answers people.',
  abi: '0.1.0',
  ring: 2,
  priority: 'high',
  imports: [],
  opcodes: {
    'clerk.answer': { types: ['Query'], description: 'Answers at once.', payload: {} },
  },
} as const;
