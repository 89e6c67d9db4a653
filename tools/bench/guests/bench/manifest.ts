const text = {
  type: 'object',
  required: ['text'],
  properties: { text: { type: 'string' } },
  additionalProperties: false,
} as const;
const size = {
  type: 'object',
  required: ['n'],
  properties: { n: { type: 'integer', minimum: 0 } },
  additionalProperties: false,
} as const;

export default {
  id: 'bench',
  version: '0.1.0',
  description: 'Does what is measured, in TypeScript.',
  abi: '0.1.0',
  ring: 2,
  priority: 'normal',
  stateful: true,
  imports: [],
  opcodes: {
    'bench.echo': { types: ['Query'], description: 'Answers its payload.', payload: text },
    'bench.loop': { types: ['Query'], description: 'Adds n numbers, one by one.', payload: size },
    'bench.json': { types: ['Query'], description: 'Reads and writes n shifts as JSON.', payload: size },
    'bench.spin': { types: ['Query'], description: 'Never answers.', payload: {} },
  },
  limits: { cpuMillisecondsPerCall: 60_000 },
} as const;
