/** Column names that many products share, in the normal form of `normaliseHeader`. */
export const EMPLOYEE_ID = [
  ...[
    'employee id',
    'employee number',
    'employee no',
    'employee code',
    'emp id',
    'emp number',
    'empid',
    'employee external id',
  ],
  ...[
    'payroll id',
    'badge',
    'badge number',
    'badge id',
    'clock number',
    'file number',
    'worker id',
    'person number',
    'person id',
  ],
  ...['staff id', 'team member id', 'associate id', 'user id', 'id', 'employee', 'employeeid'],
] as const;

export const NAME = [
  'employee name',
  'full name',
  'name',
  'employee',
  'team member',
  'worker name',
  'staff',
  'user',
  'worker',
  'person name',
] as const;
export const FIRST_NAME = [
  'first name',
  'firstname',
  'fname',
  'employee first name',
  'given name',
  'legal first name',
] as const;
export const LAST_NAME = [
  'last name',
  'lastname',
  'lname',
  'employee last name',
  'surname',
  'family name',
  'legal last name',
] as const;
/** Columns whose every value must be a known pay code: an unknown one is refused, because it decides what counts as work. */
export const PAY_CODE = [
  ...[
    'pay code',
    'paycode',
    'pay type',
    'pay component',
    'pay category',
    'earning code',
    'earnings code',
    'earning type',
    'earning',
    'hours type',
  ],
  ...['hour type', 'kind', 'time off type', 'leave type', 'absence type', 'pay code name'],
] as const;

/** Columns that often hold something else than a pay code: only a value that is wholly one counts as one. */
export const MAYBE_PAY_CODE = [
  'time type',
  'type',
  'category',
  'work code',
  'entry type',
  'job',
  'job code',
  'jobcode',
  'position',
  'activity',
] as const;

export const SICK_HOURS = [
  ...[
    'sick hours',
    'sick',
    'sick time',
    'sick time hours',
    'sick leave',
    'sick pay hours',
    'earned sick time',
    'earned sick time hours',
    'esta hours',
    'esta',
  ],
  ...[
    'est hours',
    'paid sick hours',
    'pto hours',
    'pto',
    'paid time off',
    'paid time off hours',
    'paid time off pto',
    'hours used',
    'sick time used',
  ],
] as const;

export const IGNORED_HOURS = [
  ...[
    'holiday hours',
    'holiday',
    'vacation hours',
    'vacation',
    'bereavement hours',
    'bereavement',
    'jury duty hours',
    'jury duty',
    'unpaid hours',
  ],
] as const;

export const WORKED_HOURS = [
  ...[
    'regular hours',
    'regular',
    'reg hours',
    'reg hrs',
    'reg',
    'straight time hours',
    'overtime hours',
    'overtime',
    'ot hours',
    'o t hours',
    'ot',
  ],
  ...[
    'overtime hrs',
    'ot hrs',
    'est overtime',
    'double time hours',
    'double overtime hours',
    'doubletime hours',
    'double time',
    'doubletime',
  ],
  ...['dt hours', 'd t hours', 'double ot', 'ot hours 2'],
] as const;
