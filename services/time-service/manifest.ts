const ID = { type: 'string', minLength: 1, maxLength: 48 } as const;
const IMPORT_ID = { type: 'string', minLength: 1, maxLength: 80, pattern: '^[A-Za-z0-9_-]+$' } as const;
const DATE = { type: 'string', format: 'date' } as const;
const HOURS = { type: 'string', format: 'fraction' } as const;
const PART = { type: 'integer', minimum: 0, maximum: 9999 } as const;

export default {
  id: 'time-service',
  version: '0.1.0',
  description:
    'Keeps shifts and leave taken, imports timesheets whole or not at all, and tells accrual-engine of them.',
  abi: '0.1.0',
  ring: 2,
  priority: 'normal',
  imports: ['audit', 'db', 'ipc'],
  opcodes: {
    'time.import.stage': {
      types: ['Command'],
      description: 'Puts one part of an import aside; nothing of it is visible yet. Staging a part again replaces it.',
      payload: {
        type: 'object',
        required: ['importId', 'part', 'rows'],
        properties: {
          importId: IMPORT_ID,
          part: PART,
          rows: {
            type: 'array',
            maxItems: 20000,
            items: {
              type: 'object',
              required: ['employee', 'kind', 'date', 'hours', 'key'],
              properties: {
                employee: ID,
                name: { type: 'string', maxLength: 200, 'x-personal': true },
                kind: { enum: ['work', 'use'] },
                date: DATE,
                hours: HOURS,
                key: { type: 'string', minLength: 1, maxLength: 200 },
              },
              additionalProperties: false,
            },
          },
        },
        additionalProperties: false,
      },
    },
    'time.import.commit': {
      types: ['Command'],
      description:
        'Makes all parts of an import visible at once. Rows whose key is known already are counted as duplicates.',
      payload: {
        type: 'object',
        required: ['importId', 'parts'],
        properties: { importId: IMPORT_ID, parts: { type: 'integer', minimum: 1, maximum: 10000 } },
        additionalProperties: false,
      },
    },
    'time.import.discard': {
      types: ['Command'],
      description: 'Throws away what was staged of an import.',
      payload: {
        type: 'object',
        required: ['importId'],
        properties: { importId: IMPORT_ID },
        additionalProperties: false,
      },
    },
    'time.shifts': {
      types: ['Query'],
      description: 'The shifts and the leave taken of an employee, in order of dates.',
      payload: {
        type: 'object',
        required: ['employee'],
        properties: { employee: ID, from: DATE, to: DATE },
        additionalProperties: false,
      },
    },
    'time.headcount': {
      types: ['Query'],
      description:
        'How many employees worked in each week (Monday to Sunday), and per calendar year the weeks at or over a threshold and the week that completed `weeks` of them.',
      payload: {
        type: 'object',
        required: ['threshold'],
        properties: {
          threshold: { type: 'integer', minimum: 1, maximum: 1000000 },
          weeks: { type: 'integer', minimum: 1, maximum: 53 },
          asOf: DATE,
        },
        additionalProperties: false,
      },
    },
  },
  limits: { cpuMillisecondsPerCall: 30000, memoryBytes: 67108864 },
} as const;
