import type { Claim, ClaimName, ClaimState } from '@esta-logic/receipt';
import { Icon, type IconName } from '../states/icon.tsx';
import { useWords } from '../words/use-words.tsx';
import type { Phrase } from '../words/words.ts';
import { claimSentence } from './claim-words.ts';

const TITLES: Readonly<Record<ClaimName, Phrase>> = {
  file: 'The file',
  key: 'The key',
  checkpoint: 'The signature',
  witnesses: 'The witnesses',
  inclusion: 'The place in the log',
  calls: 'What the program read and wrote',
  output: 'The answer',
  payload: 'The question',
  rest: 'Who, when and under which terms',
  module: 'The program',
  agreement: 'The two records of it',
  computation: 'The computation',
};

const STATES: Readonly<Record<ClaimState, { readonly word: Phrase; readonly icon: IconName }>> = {
  proved: { word: 'Proved', icon: 'check' },
  withheld: { word: 'Withheld', icon: 'list' },
  open: { word: 'Not checked', icon: 'clock' },
  refuted: { word: 'Refuted', icon: 'alert' },
};

/** Each claim with what came of it, in words and not by colour alone. */
export function ClaimList({ claims, busy }: { readonly claims: readonly Claim[]; readonly busy: boolean }) {
  const { say, language } = useWords();
  return (
    <ol className="claims" aria-busy={busy}>
      {claims.map((claim) => (
        <li key={claim.name} className={claim.state}>
          <span className="claim-state">
            <Icon name={STATES[claim.state].icon} />
            {say(STATES[claim.state].word)}
          </span>
          <div>
            <h3>{say(TITLES[claim.name])}</h3>
            <p>{claimSentence(claim, language)}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
