/** What the hours of a row are: worked, sick time used, or neither (holidays, vacation, breaks). */
export type PayKind = 'work' | 'use' | 'ignore';

/** Words that name time worked; `holiday worked` is work whatever else it says. */
const WORKED = ['worked', 'work', 'working'];
/** Words that name leave which the employer counts against earned sick time. */
const USED = ['sick', 'est', 'esta', 'pto', 'psl', 'pst', 'sicktime', 'illness'];
/** Leave and pay that is neither worked nor earned sick time. */
const NEITHER = [
  ...['holiday', 'hol', 'vacation', 'vac', 'bereavement', 'funeral', 'jury', 'military', 'fmla', 'leave', 'loa', 'absence'],
  ...['absent', 'unpaid', 'break', 'breaks', 'lunch', 'meal', 'rest', 'bonus', 'tips', 'commission', 'severance', 'birthday', 'personal'],
];
/** Names of ordinary pay. */
const PAID = [
  ...['regular', 'reg', 'overtime', 'ot', 'o/t', 'double', 'doubletime', 'dt', 'dbl', 'straight', 'hourly', 'salary', 'salaried'],
  ...['shift', 'training', 'oncall', 'premium', 'weekend', 'night', 'hours', 'time'],
];

const has = (words: readonly string[], list: readonly string[]): boolean => words.some((word) => list.includes(word));

/**
 * What a pay code or time type means: `Sick`, `EST`, `ESTA` and `PTO` are use; `Regular`, `Overtime` and `Double` are work;
 * `Holiday`, `Vacation` and the like are neither. A blank code is work. Undefined when no word of it is known.
 */
export function payKindOf(code: string): PayKind | undefined {
  const words = code.toLowerCase().split(/[^a-z/]+/).filter((word) => word !== '' && word !== '/');
  if (words.length === 0) return code.trim() === '' ? 'work' : undefined;
  if (has(words, WORKED)) return 'work';
  if (words.join(' ').includes('paid time off')) return 'use';
  if (has(words, USED)) return 'use';
  if (has(words, NEITHER)) return 'ignore';
  return has(words, PAID) ? 'work' : undefined;
}
