import type { Failure } from '../api/failure.ts';
import { Icon } from './icon.tsx';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly title: string;
  readonly failure: Failure;
  readonly onRetry?: () => void;
}

/** Says what failed, why, and offers to try again. */
export function ErrorNotice({ title, failure, onRetry }: Props) {
  const { say } = useWords();
  return (
    <div className="notice bad" role="alert">
      <Icon name="alert" />
      <div>
        <strong>{title}</strong>
        <p>{failure.message}</p>
        {failure.code !== undefined && <p className="muted">{say('Error {code}', { code: failure.code })}</p>}
      </div>
      {onRetry !== undefined && (
        <button type="button" className="button" onClick={onRetry}>
          {say('Try again')}
        </button>
      )}
    </div>
  );
}
