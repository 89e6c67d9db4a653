import { formatCount } from '../words/count.ts';
import type { StatusFilter } from './view-state.ts';
import { useWords } from '../words/use-words.tsx';
import type { Phrase } from '../words/words.ts';

interface Props {
  readonly chosen: StatusFilter;
  readonly counts: Readonly<Record<StatusFilter, number>>;
  readonly onChoose: (status: StatusFilter) => void;
}

const CHOICES: readonly (readonly [StatusFilter, Phrase])[] = [
  ['all', 'Everyone'],
  ['usable', 'Can use'],
  ['waiting', 'Waiting'],
  ['atCap', 'At use cap'],
  ['notCovered', 'Not covered'],
];

/** How many employees are in which situation; choosing one shows only them. A situation nobody is in is left out. */
export function StatusFilterChoice({ chosen, counts, onChoose }: Props) {
  const { say } = useWords();
  const shown = CHOICES.filter(([status]) => status === 'all' || status === chosen || counts[status] > 0);
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{say('Show')}</legend>
      {shown.map(([status, title]) => (
        <label key={status} className="segment">
          <input type="radio" name="status" checked={chosen === status} onChange={() => onChoose(status)} />
          <span>
            {say(title)} <b>{formatCount(counts[status])}</b>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
