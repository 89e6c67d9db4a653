const ID = { type: 'string', minLength: 1, maxLength: 48 } as const;
const DATE = { type: 'string', format: 'date' } as const;
/** Receipts can withhold it. */
const NAME = { type: 'string', maxLength: 200, 'x-personal': true } as const;
const BIRTH_DATE = { ...DATE, 'x-personal': true } as const;
const RECORD = { properties: { name: NAME, birthDate: BIRTH_DATE } } as const;

export default {
  id: 'employee-service',
  version: '0.1.0',
  description: 'Keeps the employer, its policy and its employees.',
  abi: '0.1.0',
  ring: 2,
  priority: 'high',
  imports: ['audit', 'db'],
  opcodes: {
    'employer.set': {
      types: ['Command'],
      description: 'Replaces the employer and its policy; answers with what is now in force.',
      payload: {
        type: 'object',
        required: ['employer', 'policy'],
        properties: { employer: { type: 'object' }, policy: { type: 'object' } },
        additionalProperties: false,
      },
    },
    'employer.get': {
      types: ['Query'],
      description: 'The employer and its policy; `configured` is false while the defaults are in force.',
      payload: { type: 'object', additionalProperties: false },
    },
    'employee.upsert': {
      types: ['Command'],
      description: 'Adds employees or changes the stated facts of known ones.',
      payload: {
        type: 'object',
        required: ['employees'],
        properties: {
          employees: {
            type: 'array',
            maxItems: 5000,
            items: {
              type: 'object',
              required: ['id'],
              properties: {
                id: ID,
                name: NAME,
                hireDate: DATE,
                separationDate: DATE,
                flsa: { enum: ['exempt', 'nonexempt'] },
                normalWeekHours: { type: 'string', format: 'fraction' },
                birthDate: BIRTH_DATE,
              },
              additionalProperties: false,
            },
          },
        },
        additionalProperties: false,
      },
    },
    'employee.first-seen': {
      types: ['Command'],
      description: 'Creates employees that a timesheet named first, with their first shift as assumed hire date.',
      payload: {
        type: 'object',
        required: ['employees'],
        properties: {
          employees: {
            type: 'array',
            maxItems: 10000,
            items: {
              type: 'object',
              required: ['id', 'hireDate'],
              properties: { id: ID, name: NAME, hireDate: DATE },
              additionalProperties: false,
            },
          },
        },
        additionalProperties: false,
      },
    },
    'employee.separate': {
      types: ['Command'],
      description: 'Ends the employment of somebody; `paidOut` says that the value of the unused time was paid.',
      payload: {
        type: 'object',
        required: ['id', 'date'],
        properties: { id: ID, date: DATE, paidOut: { type: 'boolean' } },
        additionalProperties: false,
      },
    },
    'employee.rehire': {
      types: ['Command'],
      description:
        'Employs somebody again who was separated; the employment before is kept, since its unused time may come back.',
      payload: {
        type: 'object',
        required: ['id', 'date'],
        properties: { id: ID, date: DATE },
        additionalProperties: false,
      },
    },
    'employee.list': {
      types: ['Query'],
      description: 'Employees in order of their ids, one page.',
      payload: {
        type: 'object',
        properties: { after: ID, limit: { type: 'integer', minimum: 1, maximum: 1000 } },
        additionalProperties: false,
      },
      reply: { properties: { employees: { items: RECORD } } },
    },
    'employee.get': {
      types: ['Query'],
      description: 'One employee.',
      payload: { type: 'object', required: ['id'], properties: { id: ID }, additionalProperties: false },
      reply: RECORD,
    },
  },
  limits: { cpuMillisecondsPerCall: 2000 },
} as const;
