import type { ImportChoices } from './import-state.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly choices: ImportChoices;
  readonly onChange: (choices: ImportChoices) => void;
}

export function ImportOptions({ choices, onChange }: Props) {
  const { say } = useWords();
  return (
    <fieldset className="import-options">
      <legend className="visually-hidden">{say('How to import')}</legend>
      <label className="check">
        <input
          type="checkbox"
          checked={choices.dryRun}
          onChange={(event) => onChange({ ...choices, dryRun: event.target.checked })}
        />
        <span>
          {say('Check first')} <small>{say('Show what would happen, change nothing')}</small>
        </span>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={choices.skipBadRows}
          onChange={(event) => onChange({ ...choices, skipBadRows: event.target.checked })}
        />
        <span>
          {say('Skip bad rows')} <small>{say('Take the good rows even if others need a correction')}</small>
        </span>
      </label>
    </fieldset>
  );
}
