import { useRef } from 'react';
import { Icon } from '../states/icon.tsx';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly over: boolean;
  /** Smaller, once there is a result to read below it. */
  readonly compact: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Where a file may be dropped (the whole page takes it), and the button that does the same. */
export function DropZone({ over, compact, onFiles }: Props) {
  const { say } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={['drop-zone', over && 'over', compact && 'compact'].filter(Boolean).join(' ')}>
      <span className="drop-icon">
        <Icon name="upload" />
      </span>
      <p>
        {say('Drop a CSV file here, or')}{' '}
        <button type="button" className="button" onClick={() => input.current?.click()}>
          {say('choose a file')}
        </button>
      </p>
      <p className="muted">
        {say(
          'Time clock punches, hours per day or per pay period, or an employee list. How it is read is found out from its headings.',
        )}
      </p>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was corrected.
          event.target.value = '';
        }}
      />
    </div>
  );
}
