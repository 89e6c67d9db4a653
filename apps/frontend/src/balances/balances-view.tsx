import type { BalancesPage, Client } from '@esta-logic/client';
import type { Request } from '../api/use-request.ts';
import { DetailPanel } from '../employee/detail-panel.tsx';
import { ImportPanel } from '../imports/import-panel.tsx';
import { EmptyState } from '../states/empty-state.tsx';
import { ErrorNotice } from '../states/error-notice.tsx';
import { Warnings } from '../states/warnings.tsx';
import { useWords } from '../words/use-words.tsx';
import type { BalanceRow } from './balance-row.ts';
import { BalancesSection } from './balances-section.tsx';

interface Props {
  readonly client: Client;
  readonly page: Request<BalancesPage>;
  readonly rows: readonly BalanceRow[] | undefined;
  readonly selectedId: string | undefined;
  readonly importOpen: boolean;
  readonly onSelect: (employee: string | undefined) => void;
  readonly onImportOpen: (open: boolean) => void;
  readonly onImported: () => void;
}

/** What each employee has, why, and how more timesheets come in. */
export function BalancesView(props: Props) {
  const { client, page, rows, selectedId, importOpen, onSelect, onImportOpen, onImported } = props;
  const { say } = useWords();
  const selected = rows?.find((row) => row.id === selectedId);
  const empty = rows?.length === 0;
  return (
    <>
      {empty && <EmptyState />}
      <ImportPanel
        client={client}
        open={importOpen || empty}
        closable={!empty}
        onOpen={onImportOpen}
        onImported={onImported}
      />
      {page.failure !== undefined && (
        <ErrorNotice title={say('The balances could not be loaded')} failure={page.failure} onRetry={page.reload} />
      )}
      {!empty && <Warnings sentences={page.data?.warnings ?? []} />}
      {!empty && (page.failure === undefined || rows !== undefined) && (
        <BalancesSection
          rows={rows}
          asOf={page.data?.asOf}
          busy={page.busy}
          selectedId={selected?.id}
          onSelect={onSelect}
        />
      )}
      {selected !== undefined && page.data !== undefined && (
        <DetailPanel
          key={selected.id}
          client={client}
          row={selected}
          asOf={page.data.asOf}
          onClose={() => onSelect(undefined)}
        />
      )}
    </>
  );
}
