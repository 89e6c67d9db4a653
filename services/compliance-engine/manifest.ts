const ID = { type: 'string', minLength: 1, maxLength: 48 } as const;
const DATE = { type: 'string', format: 'date' } as const;
/** Of sentences and warnings; English unless told. */
const LANGUAGE = { enum: ['en', 'es'] } as const;
/** The id of a released rule pack; Michigan's unless told. */
const PACK = { type: 'string', maxLength: 64 } as const;
const COUNT = { type: 'integer', minimum: 0, maximum: 1000000 } as const;
/** What receipts can withhold: who somebody is, what somebody earns, and why somebody is away. */
const PERSONAL = { 'x-personal': true } as const;
const NAMED = { properties: { name: PERSONAL } } as const;
const GIVEN = {
  type: 'object',
  properties: {
    employee: {
      properties: {
        name: PERSONAL,
        birthDate: PERSONAL,
        baseHourlyUsd: PERSONAL,
        normalHourlyUsd: PERSONAL,
        priorPayPeriod: PERSONAL,
      },
    },
    use: { properties: { reason: PERSONAL } },
    request: { properties: { reason: PERSONAL } },
  },
} as const;
/** A decision repeats its facts in its steps and in words. */
const DECISION = {
  properties: {
    sentence: PERSONAL,
    result: { properties: { hourlyRateUsd: PERSONAL, payUsd: PERSONAL, purpose: PERSONAL } },
    trace: { items: { properties: { inputs: PERSONAL, value: PERSONAL, why: PERSONAL } } },
  },
} as const;

export default {
  id: 'compliance-engine',
  version: '0.1.0',
  description: 'Answers questions of the Act with citations, and the balances of all employees.',
  abi: '0.1.0',
  ring: 2,
  priority: 'realtime',
  imports: ['ipc'],
  opcodes: {
    'compliance.decide': {
      types: ['Query'],
      description:
        'Decides one question of the Act on stated facts: the result, every step with its citation, and warnings.',
      payload: {
        type: 'object',
        required: ['question', 'given'],
        properties: { question: { type: 'string', maxLength: 64 }, given: GIVEN, pack: PACK, language: LANGUAGE },
        additionalProperties: false,
      },
      reply: DECISION,
    },
    'compliance.decide-many': {
      types: ['Query'],
      description:
        'Decides one question for many cases: `shared` facts are checked once, each case adds its own; the answers stand in their order.',
      payload: {
        type: 'object',
        required: ['question', 'shared', 'cases'],
        properties: {
          question: { type: 'string', maxLength: 64 },
          shared: GIVEN,
          // Each case and its decision are one person's: they are withheld, or shown, one by one.
          cases: { type: 'array', maxItems: 400, items: { type: 'object', 'x-personal': true } },
          pack: PACK,
          language: LANGUAGE,
        },
        additionalProperties: false,
      },
      reply: { properties: { decisions: { items: PERSONAL } } },
    },
    'compliance.packs': {
      types: ['Query'],
      description:
        'The rule packs that are known, with their hashes, dates and sources; `inUse` is the one that decides here.',
      payload: { type: 'object', additionalProperties: false },
    },
    'compliance.decide-table': {
      types: ['Query'],
      description:
        'Decides one question for the cases of a table: each column has the path of a fact such as `employee.hireDate`, the values that occur, and for each case the place of its own. What decisions have in common is said once, in shapes and groups.',
      payload: {
        type: 'object',
        required: ['question', 'shared', 'columns'],
        properties: {
          question: { type: 'string', maxLength: 64 },
          pack: PACK,
          language: LANGUAGE,
          shared: { type: 'object' },
          columns: {
            type: 'array',
            maxItems: 64,
            items: {
              type: 'object',
              required: ['fact', 'values', 'codes'],
              properties: {
                fact: { type: 'string', maxLength: 128 },
                values: {
                  type: 'array',
                  maxItems: 2000,
                  items: { type: ['string', 'number', 'boolean', 'null'] },
                },
                codes: { type: 'array', maxItems: 2000, items: { type: 'integer' } },
              },
              additionalProperties: false,
            },
          },
        },
        additionalProperties: false,
      },
    },
    'compliance.balances': {
      types: ['Query'],
      description: 'The balances of one employee, or of a page of all of them, on a day.',
      payload: {
        type: 'object',
        required: ['asOf'],
        properties: {
          asOf: DATE,
          employee: ID,
          after: ID,
          limit: { type: 'integer', minimum: 1, maximum: 500 },
          project: { type: 'boolean' },
          language: LANGUAGE,
        },
        additionalProperties: false,
      },
      reply: { properties: { balances: { items: NAMED } } },
    },
    'compliance.series': {
      types: ['Query'],
      description: 'The balance of one employee at the end of each week or month of a span.',
      payload: {
        type: 'object',
        required: ['employee', 'from', 'to'],
        properties: { employee: ID, from: DATE, to: DATE, step: { enum: ['week', 'month'] } },
        additionalProperties: false,
      },
    },
    'compliance.ledger': {
      types: ['Query'],
      description:
        'Every entry behind the balance of one employee, with its citation and the balance after it, in pages.',
      payload: {
        type: 'object',
        required: ['employee', 'asOf'],
        properties: { employee: ID, asOf: DATE, from: DATE, after: COUNT, limit: COUNT, language: LANGUAGE },
        additionalProperties: false,
      },
      reply: NAMED,
    },
    'compliance.obligations': {
      types: ['Query'],
      description:
        'What the employer has to do or to know between two days: notices, records, year ends, waits, the size watch; in pages of employees.',
      payload: {
        type: 'object',
        required: ['from', 'to'],
        properties: {
          from: DATE,
          to: DATE,
          language: LANGUAGE,
          after: ID,
          limit: { type: 'integer', minimum: 1, maximum: 500 },
        },
        additionalProperties: false,
      },
      reply: { properties: { obligations: { items: { properties: { name: PERSONAL, sentence: PERSONAL } } } } },
    },
    'compliance.yearend.preview': {
      types: ['Query'],
      description:
        'What the last benefit year of each employee that has ended by a day closes with, in pages. Changes nothing.',
      payload: {
        type: 'object',
        required: ['through'],
        properties: {
          through: DATE,
          after: ID,
          limit: { type: 'integer', minimum: 1, maximum: 500 },
          project: { type: 'boolean' },
          language: LANGUAGE,
        },
        additionalProperties: false,
      },
      reply: { properties: { lines: { items: NAMED } } },
    },
    'compliance.yearend.run': {
      types: ['Command'],
      description: 'Closes that year for a page of employees; running it again changes nothing of what is closed.',
      payload: {
        type: 'object',
        required: ['through'],
        properties: {
          through: DATE,
          after: ID,
          limit: { type: 'integer', minimum: 1, maximum: 500 },
          language: LANGUAGE,
        },
        additionalProperties: false,
      },
      reply: { properties: { lines: { items: NAMED } } },
    },
  },
  limits: { cpuMillisecondsPerCall: 30000, memoryBytes: 33554432 },
} as const;
