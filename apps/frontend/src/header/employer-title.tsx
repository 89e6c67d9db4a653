import type { BalancesPage, EmployerSettings } from '@esta-logic/client';
import { useWords } from '../words/use-words.tsx';
import type { Phrase } from '../words/words.ts';

interface Props {
  readonly settings: EmployerSettings | undefined;
  readonly page: BalancesPage | undefined;
}

const SIZES: Readonly<Record<string, Phrase>> = { small: 'Small employer', large: 'Large employer' };

/** Whose balances these are, and which size rules apply. */
export function EmployerTitle({ settings, page }: Props) {
  const { say } = useWords();
  const name = textOf(page?.employer['name']) ?? textOf(settings?.employer['name']);
  const size = textOf(page?.employer['size']) ?? textOf(settings?.employer['size']);
  const unnamed = settings === undefined && page === undefined ? '…' : say('Your company');
  return (
    <div className="employer-title">
      <img src="/favicon.svg" alt="" width="36" height="36" />
      <div>
        <h1>{name ?? unnamed}</h1>
        <p>
          {say('Earned sick time')}
          {size !== undefined && (
            <span className="dot-before">{SIZES[size] === undefined ? size : say(SIZES[size])}</span>
          )}
          {settings?.configured === false && (
            <span className="dot-before" title={say('Say who you are with: esta employer --set FILE.json')}>
              {say('employer not set up, the law’s defaults apply')}
            </span>
          )}
        </p>
      </div>
    </div>
  );
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
