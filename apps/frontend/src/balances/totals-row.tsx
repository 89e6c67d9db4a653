import { Hours } from '../hours/hours.tsx';
import { HOURS_COLUMNS, type Totals } from './columns.ts';
import { useWords } from '../words/use-words.tsx';

/** Sums over every employee that the filters leave, not only over this page. */
export function TotalsRow({ totals, employees }: { readonly totals: Totals; readonly employees: number }) {
  const { say, count } = useWords();
  return (
    <tfoot>
      <tr>
        <th scope="row" className="col-employee">
          {say('Sum of {employees}', { employees: count(employees, 'employee', 'employees') })}
        </th>
        {HOURS_COLUMNS.map((column) => (
          <td key={column} className={`number col-${column}`}>
            <Hours value={totals[column]} />
          </td>
        ))}
        <td className="col-usableFrom" />
      </tr>
    </tfoot>
  );
}
