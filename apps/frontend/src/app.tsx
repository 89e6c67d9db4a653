import type { Client } from '@esta-logic/client';
import { useMemo, useRef, useState } from 'react';
import { useRequest } from './api/use-request.ts';
import { toRows } from './balances/balance-row.ts';
import { BalancesSection } from './balances/balances-section.tsx';
import { DetailPanel } from './employee/detail-panel.tsx';
import { useSelectedEmployee } from './employee/use-selected-employee.ts';
import { PageHeader } from './header/page-header.tsx';
import { ImportPanel } from './imports/import-panel.tsx';
import { EmptyState } from './states/empty-state.tsx';
import { ErrorNotice } from './states/error-notice.tsx';
import { SkipLink } from './header/skip-link.tsx';

/** The whole page: who, as of when, what each employee has, why, and how more timesheets come in. */
export function App({ client }: { readonly client: Client }) {
  const [asOf, setAsOf] = useState<string>();
  const [importOpen, setImportOpen] = useState(false);
  const settings = useRequest('employer', () => client.employer());
  const page = useRequest(`balances ${asOf ?? ''}`, () => client.balances(asOf === undefined ? {} : { asOf }));
  const rows = useMemo(
    () => (page.data === undefined ? undefined : toRows(page.data, settings.data)),
    [page.data, settings.data],
  );
  const [selectedId, select] = useSelectedEmployee();
  const selected = rows?.find((row) => row.id === selectedId);
  const empty = rows?.length === 0;
  const main = useRef<HTMLElement>(null);
  const refresh = (): void => {
    page.reload();
    settings.reload();
  };
  return (
    <>
      <SkipLink target={main} />
      <PageHeader
        client={client}
        settings={settings.data}
        page={page.data}
        onAsOf={setAsOf}
        asOfChosen={asOf !== undefined}
        importOpen={importOpen || empty}
        onImport={empty ? undefined : () => setImportOpen((open) => !open)}
      />
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className={['workspace', empty && 'is-empty', selected !== undefined && 'has-detail'].filter(Boolean).join(' ')}
      >
        {empty && <EmptyState />}
        <ImportPanel
          client={client}
          open={importOpen || empty}
          closable={!empty}
          onOpen={setImportOpen}
          onImported={refresh}
        />
        {page.failure !== undefined && (
          <ErrorNotice title="The balances could not be loaded" failure={page.failure} onRetry={page.reload} />
        )}
        {!empty && (page.failure === undefined || rows !== undefined) && (
          <BalancesSection
            rows={rows}
            asOf={page.data?.asOf}
            busy={page.busy}
            selectedId={selected?.id}
            onSelect={select}
          />
        )}
        {selected !== undefined && page.data !== undefined && (
          <DetailPanel
            key={selected.id}
            client={client}
            row={selected}
            asOf={page.data.asOf}
            onClose={() => select(undefined)}
          />
        )}
      </main>
    </>
  );
}
