import { useWords } from '../words/use-words.tsx';

/** Whose signatures count, as the reader typed it. */
export interface Trust {
  readonly key: string;
  readonly witnesses: string;
}

interface Props {
  readonly trust: Trust;
  readonly onChange: (trust: Trust) => void;
}

export function TrustFields({ trust, onChange }: Props) {
  const { say } = useWords();
  return (
    <div className="card verify-card">
      <p className="trust-field">
        <label htmlFor="trusted-key">{say('The key that you trust, if you were given one')}</label>
        <input
          id="trusted-key"
          className="field"
          value={trust.key}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="trusted-key-help"
          onChange={(event) => onChange({ ...trust, key: event.target.value })}
        />
        <span id="trusted-key-help" className="muted">
          {say('Whoever keeps the log prints it with esta log key. Get it from them another way than the receipt.')}
        </span>
      </p>
      <p className="trust-field">
        <label htmlFor="trusted-witnesses">{say('Keys of witnesses that you trust, one a line')}</label>
        <textarea
          id="trusted-witnesses"
          className="field"
          rows={2}
          value={trust.witnesses}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="trusted-witnesses-help"
          onChange={(event) => onChange({ ...trust, witnesses: event.target.value })}
        />
        <span id="trusted-witnesses-help" className="muted">
          {say('Witnesses watch that a log only grows. Each of these must have cosigned.')}
        </span>
      </p>
    </div>
  );
}
