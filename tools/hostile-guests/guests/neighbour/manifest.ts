export default {
  id: 'neighbour',
  version: '0.1.0',
  description: 'Keeps a sum while others misbehave beside it.',
  abi: '0.1.0',
  ring: 2,
  priority: 'high',
  imports: ['db', 'ipc'],
  opcodes: {
    'neighbour.add': {
      types: ['Command'],
      description: 'Adds to the sum and answers it.',
      payload: {
        type: 'object',
        required: ['by'],
        properties: { by: { type: 'integer' } },
        additionalProperties: false,
      },
    },
    'neighbour.hear': {
      types: ['Command', 'Event'],
      description: 'Takes anything and keeps nothing.',
      payload: {},
    },
    'neighbour.bounce': {
      types: ['Command'],
      description: 'Calls whoever called it back.',
      payload: {},
    },
  },
} as const;
