import { IMPORT_STAGES } from '@esta-logic/client';
import { formatCount } from '../words/count.ts';
import { type ImportState, shareDone } from './import-state.ts';
import { STAGE_TITLES } from './stage-words.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly state: Extract<ImportState, { phase: 'running' }>;
  readonly onCancel: () => void;
}

/** A bar, the stages with the one at work, and a way out while nothing has been saved yet. Only a new stage is read out. */
export function ImportProgressView({ state, onCancel }: Props) {
  const { say } = useWords();
  const { file, stage, done, total, choices } = state;
  const at = IMPORT_STAGES.indexOf(stage);
  const percent = Math.round(shareDone(stage, done, total) * 100);
  return (
    <div className="import-progress">
      <p className="import-file">
        {say(choices.dryRun ? 'Checking' : 'Importing')} <strong>{file.name}</strong>
        {total > 1 && (
          <span className="muted">
            {say('{last} of {total}', { last: formatCount(done), total: formatCount(total) })}
          </span>
        )}
      </p>
      <progress max={100} value={percent} aria-label={say('Import of {file}', { file: file.name })}>
        {percent}%
      </progress>
      <ol className="stages">
        {IMPORT_STAGES.map((name, index) => (
          <li
            key={name}
            className={index < at ? 'past' : index === at ? 'present' : 'future'}
            aria-current={index === at ? 'step' : undefined}
          >
            {say(STAGE_TITLES[name])}
          </li>
        ))}
      </ol>
      <p role="status" className="visually-hidden">
        {say(STAGE_TITLES[stage])}
      </p>
      <button
        type="button"
        className="button"
        onClick={onCancel}
        disabled={at >= IMPORT_STAGES.indexOf('commit') && !choices.dryRun}
      >
        {say('Stop')}
      </button>
    </div>
  );
}
