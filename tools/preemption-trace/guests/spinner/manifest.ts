export default {
  id: 'spinner',
  version: '0.1.0',
  description: 'Loops for ever.',
  abi: '0.1.0',
  ring: 2,
  priority: 'low',
  imports: [],
  limits: { cpuMillisecondsPerCall: 300 },
  opcodes: {
    'spinner.spin': { types: ['Command'], description: 'Loops for ever.', payload: {} },
  },
} as const;
