import type { BalancesPage, Client, EmployerSettings } from '@esta-logic/client';
import { AsOfPicker } from './as-of-picker.tsx';
import { EmployerTitle } from './employer-title.tsx';
import { LogBadge } from './log-badge.tsx';

interface Props {
  readonly client: Client;
  readonly settings: EmployerSettings | undefined;
  readonly page: BalancesPage | undefined;
  readonly onAsOf: (asOf: string | undefined) => void;
  readonly asOfChosen: boolean;
  readonly importOpen: boolean;
  /** Undefined while the import is open anyway. */
  readonly onImport: (() => void) | undefined;
}

export function PageHeader({ client, settings, page, onAsOf, asOfChosen, importOpen, onImport }: Props) {
  return (
    <header className="page-header">
      <div className="page-header-inner">
        <EmployerTitle settings={settings} page={page} />
        <div className="header-tools">
          <AsOfPicker asOf={page?.asOf} chosen={asOfChosen} onChange={onAsOf} />
          <LogBadge client={client} />
          {onImport !== undefined && (
            <button
              type="button"
              className="button primary"
              aria-expanded={importOpen}
              aria-controls="import"
              onClick={onImport}
            >
              Import timesheet
            </button>
          )}
        </div>
      </div>
    </header>
  );
}
