import { formatDate } from '../dates/format-date.ts';
import { Icon } from '../states/icon.tsx';
import type { BalanceRow } from './balance-row.ts';

/** Says what is out of the ordinary about a balance; nothing when all is well. */
export function StatusChip({ row }: { readonly row: BalanceRow }) {
  return (
    <>
      {row.status === 'waiting' && (
        <span className="chip waiting">
          <Icon name="clock" />
          Waiting until {formatDate(row.usableFrom)}
        </span>
      )}
      {row.status === 'atCap' && (
        <span className="chip at-cap">
          <Icon name="cap" />
          At use cap
        </span>
      )}
      {row.status === 'notCovered' && <span className="chip assumed">Not covered</span>}
      {row.hireDateAssumed && (
        <span
          className="chip assumed"
          title="The hire date is the first shift seen. Import an employee list to state it."
        >
          Hire date assumed
        </span>
      )}
    </>
  );
}
