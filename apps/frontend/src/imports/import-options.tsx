import type { ImportChoices } from './import-state.ts';

interface Props {
  readonly choices: ImportChoices;
  readonly onChange: (choices: ImportChoices) => void;
}

export function ImportOptions({ choices, onChange }: Props) {
  return (
    <fieldset className="import-options">
      <legend className="visually-hidden">How to import</legend>
      <label className="check">
        <input
          type="checkbox"
          checked={choices.dryRun}
          onChange={(event) => onChange({ ...choices, dryRun: event.target.checked })}
        />
        <span>
          Check first <small>Show what would happen, change nothing</small>
        </span>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={choices.skipBadRows}
          onChange={(event) => onChange({ ...choices, skipBadRows: event.target.checked })}
        />
        <span>
          Skip bad rows <small>Take the good rows even if others need a correction</small>
        </span>
      </label>
    </fieldset>
  );
}
