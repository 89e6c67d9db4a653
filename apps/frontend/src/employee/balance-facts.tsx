import { isZero, type Rational, toFraction } from '@esta-logic/shared-types';
import type { BalanceRow } from '../balances/balance-row.ts';
import { formatHours, isRounded } from '../hours/format-hours.ts';
import { useWords } from '../words/use-words.tsx';
import type { Phrase } from '../words/words.ts';

/** The numbers of one balance, with the exact fraction wherever two decimals do not say it all. */
export function BalanceFacts({ row }: { readonly row: BalanceRow }) {
  const { say, date } = useWords();
  return (
    <dl className="facts">
      <Fact title="Available" value={row.available} strong />
      <Fact title="Accrued" value={row.accrued} />
      <Fact title="Carried in" value={row.carriedIn} />
      <Fact title="Used" value={row.used} {...(row.useCap === undefined ? {} : { of: row.useCap })} />
      <Fact title="Hours worked" value={row.hoursWorked} />
      <div className="fact">
        <dt>{say('Usable from')}</dt>
        <dd>{row.usableFrom === '' ? '–' : date(row.usableFrom)}</dd>
      </div>
    </dl>
  );
}

interface FactProps {
  readonly title: Phrase;
  readonly value: Rational;
  readonly of?: Rational;
  readonly strong?: boolean;
}

function Fact({ title, value, of, strong = false }: FactProps) {
  const { say } = useWords();
  return (
    <div className={strong ? 'fact strong' : 'fact'}>
      <dt>{say(title)}</dt>
      <dd>
        {formatHours(value)}
        <abbr title={say('hours')}> h</abbr>
        {isRounded(value) && !isZero(value) && (
          <small>{say('exactly {fraction}', { fraction: toFraction(value) })}</small>
        )}
        {of !== undefined && <small>{say('of {hours} a year', { hours: formatHours(of) })}</small>}
      </dd>
    </div>
  );
}
