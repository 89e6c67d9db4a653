import { formatCount } from '../words/count.ts';
import type { StatusFilter } from './view-state.ts';

interface Props {
  readonly chosen: StatusFilter;
  readonly counts: Readonly<Record<StatusFilter, number>>;
  readonly onChoose: (status: StatusFilter) => void;
}

const CHOICES: readonly (readonly [StatusFilter, string])[] = [
  ['all', 'Everyone'],
  ['usable', 'Can use'],
  ['waiting', 'Waiting'],
  ['atCap', 'At use cap'],
  ['notCovered', 'Not covered'],
];

/** How many employees are in which situation; choosing one shows only them. A situation nobody is in is left out. */
export function StatusFilterChoice({ chosen, counts, onChoose }: Props) {
  const shown = CHOICES.filter(([status]) => status === 'all' || status === chosen || counts[status] > 0);
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">Show</legend>
      {shown.map(([status, title]) => (
        <label key={status} className="segment">
          <input type="radio" name="status" checked={chosen === status} onChange={() => onChoose(status)} />
          <span>
            {title} <b>{formatCount(counts[status])}</b>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
