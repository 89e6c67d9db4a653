import { isZero, type Rational, toFraction } from '@esta-logic/shared-types';
import type { BalanceRow } from '../balances/balance-row.ts';
import { formatDate } from '../dates/format-date.ts';
import { formatHours, isRounded } from '../hours/format-hours.ts';

/** The numbers of one balance, with the exact fraction wherever two decimals do not say it all. */
export function BalanceFacts({ row }: { readonly row: BalanceRow }) {
  return (
    <dl className="facts">
      <Fact title="Available" value={row.available} strong />
      <Fact title="Accrued" value={row.accrued} />
      <Fact title="Carried in" value={row.carriedIn} />
      <Fact title="Used" value={row.used} {...(row.useCap === undefined ? {} : { of: row.useCap })} />
      <Fact title="Hours worked" value={row.hoursWorked} />
      <div className="fact">
        <dt>Usable from</dt>
        <dd>{row.usableFrom === '' ? '–' : formatDate(row.usableFrom)}</dd>
      </div>
    </dl>
  );
}

interface FactProps {
  readonly title: string;
  readonly value: Rational;
  readonly of?: Rational;
  readonly strong?: boolean;
}

function Fact({ title, value, of, strong = false }: FactProps) {
  return (
    <div className={strong ? 'fact strong' : 'fact'}>
      <dt>{title}</dt>
      <dd>
        {formatHours(value)}
        <abbr title="hours"> h</abbr>
        {isRounded(value) && !isZero(value) && <small>exactly {toFraction(value)}</small>}
        {of !== undefined && <small>of {formatHours(of)} a year</small>}
      </dd>
    </div>
  );
}
