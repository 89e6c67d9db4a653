/** What the hours of a row are: worked, sick time used, or neither (holidays, vacation, breaks). */
export type PayKind = 'work' | 'use' | 'ignore';

/** Words that name time worked; `holiday worked` is work whatever else it says. */
const WORKED = ['worked', 'work', 'working'];
/** Words that name leave which the employer counts against earned sick time. */
const USED = ['use', 'used', 'sick', 'est', 'esta', 'pto', 'psl', 'pst', 'sicktime', 'illness'];
/** Leave and pay that is neither worked nor earned sick time. */
const NEITHER = [
  'holiday',
  'hol',
  'vacation',
  'vac',
  'bereavement',
  'funeral',
  'jury',
  'military',
  'fmla',
  'leave',
  'loa',
  'absence',

  'absent',
  'unpaid',
  'break',
  'breaks',
  'lunch',
  'meal',
  'rest',
  'bonus',
  'tips',
  'commission',
  'severance',
  'birthday',
  'personal',
  'off',
  'comp',
];
/** Names of ordinary pay. */
const PAID = [
  'regular',
  'reg',
  'overtime',
  'ot',
  'o/t',
  'double',
  'doubletime',
  'dt',
  'dbl',
  'straight',
  'hourly',
  'salary',
  'salaried',
  'shift',
  'training',
  'oncall',
  'premium',
  'weekend',
  'night',
  'hours',
  'time',
];

/** Words that pay codes add to the ones above; a job name made of nothing else is a pay code in disguise. */
const FILLERS = [
  ...['paid', 'pay', 'time', 'leave', 'hours', 'day', 'days', 'off', 'mi', 'michigan', 'earned'],
  ...['duty', 'floating', 'observed', 'public', 'company', 'legal', 'administrative'],
  ...['family', 'medical', 'parental', 'maternity', 'paternity', 'disability'],
];

const has = (words: readonly string[], list: readonly string[]): boolean => words.some((word) => list.includes(word));

/**
 * What a pay code or time type means: `Sick`, `EST`, `ESTA` and `PTO` are use; `Regular`, `Overtime` and `Double` are work;
 * `Holiday`, `Vacation` and the like are neither. A blank code is work. Undefined when no word of it is known.
 */
export function payKindOf(code: string): PayKind | undefined {
  const words = wordsOf(code);
  if (words.length === 0) return code.trim() === '' ? 'work' : undefined;
  if (has(words, WORKED)) return 'work';
  if (words.join(' ').includes('paid time off')) return 'use';
  if (has(words, USED)) return 'use';
  if (has(words, NEITHER)) return 'ignore';
  return has(words, PAID) ? 'work' : undefined;
}

/**
 * What a job or project name means in products that book leave and breaks as jobs (`Sick`, `Lunch break`, `PTO`).
 * Only a name made wholly of such words counts as one, so that `Holiday Inn` and `Break room remodel` stay work.
 */
export function payKindOfJob(name: string): PayKind {
  const words = wordsOf(name);
  const disguised =
    words.length > 0 && words.every((word) => has([word], USED) || has([word], NEITHER) || has([word], FILLERS));
  return disguised ? (payKindOf(name) ?? 'work') : 'work';
}

function wordsOf(code: string): readonly string[] {
  return code
    .toLowerCase()
    .split(/[^\p{L}/]+/u)
    .filter((word) => word !== '' && word !== '/');
}
