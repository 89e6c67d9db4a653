import { Hours } from '../hours/hours.tsx';
import { count } from '../words/count.ts';
import { HOURS_COLUMNS, type Totals } from './columns.ts';

/** Sums over every employee that the filters leave, not only over this page. */
export function TotalsRow({ totals, employees }: { readonly totals: Totals; readonly employees: number }) {
  return (
    <tfoot>
      <tr>
        <th scope="row" className="col-employee">
          Sum of {count(employees, 'employee')}
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
