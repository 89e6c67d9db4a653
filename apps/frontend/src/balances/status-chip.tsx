import { Icon } from '../states/icon.tsx';
import type { BalanceRow } from './balance-row.ts';
import { useWords } from '../words/use-words.tsx';

/** Says what is out of the ordinary about a balance; nothing when all is well. */
export function StatusChip({ row }: { readonly row: BalanceRow }) {
  const { say, date } = useWords();
  return (
    <>
      {row.status === 'waiting' && (
        <span className="chip waiting">
          <Icon name="clock" />
          {say('Waiting until {date}', { date: date(row.usableFrom) })}
        </span>
      )}
      {row.status === 'atCap' && (
        <span className="chip at-cap">
          <Icon name="cap" />
          {say('At use cap')}
        </span>
      )}
      {row.status === 'notCovered' && <span className="chip assumed">{say('Not covered')}</span>}
      {row.hireDateAssumed && (
        <span
          className="chip assumed"
          title={say('The hire date is the first shift seen. Import an employee list to state it.')}
        >
          {say('Hire date assumed')}
        </span>
      )}
    </>
  );
}
