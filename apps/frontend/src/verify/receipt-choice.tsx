import { useRef } from 'react';
import { useFileDrop } from '../imports/use-file-drop.ts';
import { Icon } from '../states/icon.tsx';
import { useWords } from '../words/use-words.tsx';

/** Takes receipts, and components that they lack, by mouse or by keyboard. */
export function ReceiptChoice({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const { say } = useWords();
  const over = useFileDrop(onFiles);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={over ? 'drop-zone over' : 'drop-zone'}>
      <span className="drop-icon">
        <Icon name="shield" />
      </span>
      <p>{say('Drop a receipt here')}</p>
      <button type="button" className="button primary" onClick={() => input.current?.click()}>
        {say('Choose a file')}
      </button>
      <p className="muted">{say('A receipt that has no program in it can be helped out: add the .wasm file too.')}</p>
      <input
        ref={input}
        type="file"
        multiple
        accept=".json,.wasm,application/json,application/wasm"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was changed.
          event.target.value = '';
        }}
      />
    </div>
  );
}
