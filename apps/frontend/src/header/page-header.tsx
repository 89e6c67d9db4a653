import type { BalancesPage, Client, EmployerSettings } from '@esta-logic/client';
import { AsOfPicker } from './as-of-picker.tsx';
import { EmployerTitle } from './employer-title.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { LogBadge } from './log-badge.tsx';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly client: Client;
  readonly settings: EmployerSettings | undefined;
  readonly page: BalancesPage | undefined;
  /** Undefined where no day is asked for. */
  readonly onAsOf: ((asOf: string | undefined) => void) | undefined;
  readonly asOfChosen: boolean;
  readonly importOpen: boolean;
  /** Undefined while the import is open anyway, and away from the balances. */
  readonly onImport: (() => void) | undefined;
}

export function PageHeader({ client, settings, page, onAsOf, asOfChosen, importOpen, onImport }: Props) {
  const { say } = useWords();
  return (
    <header className="page-header">
      <div className="page-header-inner">
        <EmployerTitle settings={settings} page={page} />
        <div className="header-tools">
          <LanguageChoice />
          {onAsOf !== undefined && <AsOfPicker asOf={page?.asOf} chosen={asOfChosen} onChange={onAsOf} />}
          <LogBadge client={client} />
          {onImport !== undefined && (
            <button
              type="button"
              className="button primary"
              aria-expanded={importOpen}
              aria-controls="import"
              onClick={onImport}
            >
              {say('Import timesheet')}
            </button>
          )}
        </div>
      </div>
    </header>
  );
}
