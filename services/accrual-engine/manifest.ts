const ID = { type: 'string', minLength: 1, maxLength: 48 } as const;
const IMPORT_ID = { type: 'string', minLength: 1, maxLength: 80, pattern: '^[A-Za-z0-9_-]+$' } as const;
const DATE = { type: 'string', format: 'date' } as const;
/** Of warnings and sentences; English unless told. */
const LANGUAGE = { enum: ['en', 'es'] } as const;
/** The id of a released rule pack; Michigan's unless told. */
const PACK = { type: 'string', maxLength: 64 } as const;
const HOURS = { type: 'string', format: 'fraction' } as const;
const DAYS = {
  type: 'array',
  maxItems: 20000,
  items: { type: 'array', minItems: 2, maxItems: 2, prefixItems: [DATE, HOURS] },
} as const;
const COUNT = { type: 'integer', minimum: 0, maximum: 1000000 } as const;
/** What receipts can withhold of an employee. */
const PERSON = { name: { 'x-personal': true }, birthDate: { 'x-personal': true } } as const;
const EMPLOYEE = { type: 'object', required: ['id'], properties: { id: ID, ...PERSON } } as const;
const FACTS = { employer: { type: 'object' }, policy: { type: 'object' } } as const;

export default {
  id: 'accrual-engine',
  version: '0.1.0',
  description: 'Keeps worked and used hours per employee and answers what leave they come to.',
  abi: '0.1.0',
  ring: 2,
  priority: 'realtime',
  imports: ['audit', 'db'],
  opcodes: {
    'accrual.hours.stage': {
      types: ['Command'],
      description: 'Puts one part of reported hours aside until they are published.',
      payload: {
        type: 'object',
        required: ['importId', 'part', 'entries'],
        properties: {
          importId: IMPORT_ID,
          part: { type: 'integer', minimum: 0, maximum: 9999 },
          entries: {
            type: 'array',
            maxItems: 20000,
            items: {
              type: 'object',
              required: ['employee', 'work', 'use'],
              properties: { employee: ID, work: DAYS, use: DAYS },
              additionalProperties: false,
            },
          },
        },
        additionalProperties: false,
      },
    },
    'accrual.hours.publish': {
      types: ['Command'],
      description: 'Adds all staged parts of a report to the employees’ hours at once.',
      payload: {
        type: 'object',
        required: ['importId', 'parts'],
        properties: { importId: IMPORT_ID, parts: { type: 'integer', minimum: 1, maximum: 10000 } },
        additionalProperties: false,
      },
    },
    'accrual.calculate': {
      types: ['Query', 'Command'],
      description: 'What stated events come to: counted hours and accrued leave, with the reasons. Keeps nothing.',
      payload: {
        type: 'object',
        required: ['employer', 'employee'],
        properties: { ...FACTS, employee: { properties: PERSON }, pack: PACK, language: LANGUAGE },
      },
    },
    'accrual.balances': {
      types: ['Query'],
      description: 'The balances of some employees on a day, from the hours that were reported.',
      payload: {
        type: 'object',
        required: ['employer', 'policy', 'employees', 'asOf'],
        properties: {
          ...FACTS,
          employees: { type: 'array', maxItems: 1000, items: EMPLOYEE },
          asOf: DATE,
          project: { type: 'boolean' },
          language: LANGUAGE,
        },
        additionalProperties: false,
      },
    },
    'accrual.series': {
      types: ['Query'],
      description: 'The balance of one employee at the end of each week or month of a span.',
      payload: {
        type: 'object',
        required: ['employer', 'policy', 'employee', 'from', 'to', 'step'],
        properties: { ...FACTS, employee: EMPLOYEE, from: DATE, to: DATE, step: { enum: ['week', 'month'] } },
        additionalProperties: false,
      },
    },
    'accrual.ledger': {
      types: ['Query'],
      description:
        'Every entry behind the balance of one employee: date, kind, exact hours, cause, citation and pack, with the balance after it, in pages.',
      payload: {
        type: 'object',
        required: ['employer', 'policy', 'employee', 'asOf'],
        properties: {
          ...FACTS,
          employee: EMPLOYEE,
          asOf: DATE,
          from: DATE,
          after: COUNT,
          limit: COUNT,
          language: LANGUAGE,
        },
        additionalProperties: false,
      },
    },
    'accrual.yearend.preview': {
      types: ['Query'],
      description:
        'What the last benefit year of each employee that has ended by a day closes with: carried, lapsed, granted next. Changes nothing.',
      payload: {
        type: 'object',
        required: ['employer', 'policy', 'employees', 'through'],
        properties: {
          ...FACTS,
          employees: { type: 'array', maxItems: 1000, items: EMPLOYEE },
          through: DATE,
          project: { type: 'boolean' },
          language: LANGUAGE,
        },
        additionalProperties: false,
      },
    },
    'accrual.yearend.close': {
      types: ['Command'],
      description:
        'Closes that year of each employee; what is reported for it afterwards is posted as a correction. A year is closed once.',
      payload: {
        type: 'object',
        required: ['employer', 'policy', 'employees', 'through'],
        properties: {
          ...FACTS,
          employees: { type: 'array', maxItems: 1000, items: EMPLOYEE },
          through: DATE,
          language: LANGUAGE,
        },
        additionalProperties: false,
      },
    },
  },
  limits: { cpuMillisecondsPerCall: 30000, memoryBytes: 67108864 },
} as const;
