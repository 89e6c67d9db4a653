import type { Client } from '@esta-logic/client';
import { useMemo, useRef, useState } from 'react';
import { useRequest } from './api/use-request.ts';
import { toRows } from './balances/balance-row.ts';
import { BalancesView } from './balances/balances-view.tsx';
import { PageHeader } from './header/page-header.tsx';
import { SkipLink } from './header/skip-link.tsx';
import { LedgerView } from './ledger/ledger-view.tsx';
import { PageNavigation } from './navigation/page-navigation.tsx';
import { usePlace } from './navigation/place.ts';
import { ObligationsView } from './obligations/obligations-view.tsx';
import { useWords } from './words/use-words.tsx';
import { YearEndView } from './year-end/year-end-view.tsx';

/** The whole page: who, as of when, and the part of it that the address names. */
export function App({ client }: { readonly client: Client }) {
  const { language } = useWords();
  const [asOf, setAsOf] = useState<string>();
  const [importOpen, setImportOpen] = useState(false);
  const settings = useRequest('employer', () => client.employer());
  const page = useRequest(`balances ${asOf ?? ''} ${language}`, () =>
    client.balances({ language, ...(asOf === undefined ? {} : { asOf }) }),
  );
  const rows = useMemo(
    () => (page.data === undefined ? undefined : toRows(page.data, settings.data)),
    [page.data, settings.data],
  );
  const [place, go] = usePlace();
  const empty = rows?.length === 0;
  const main = useRef<HTMLElement>(null);
  // A file may be dropped on any part of the page, and an import goes on while the reader looks at another.
  const openImport = (open: boolean): void => {
    setImportOpen(open);
    if (open && place.view !== 'balances') go({ view: 'balances' });
  };
  const refresh = (): void => {
    page.reload();
    settings.reload();
  };
  const atBalances = place.view === 'balances';
  const selected = atBalances && rows?.some(({ id }) => id === place.employee) === true;
  return (
    <>
      <SkipLink target={main} />
      <PageHeader
        client={client}
        settings={settings.data}
        page={page.data}
        onAsOf={atBalances || place.view === 'ledger' ? setAsOf : undefined}
        asOfChosen={asOf !== undefined}
        importOpen={importOpen || empty}
        onImport={empty || !atBalances ? undefined : () => setImportOpen((open) => !open)}
      />
      {!empty && <PageNavigation view={place.view} />}
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className={['workspace', empty && 'is-empty', atBalances && selected && 'has-detail'].filter(Boolean).join(' ')}
      >
        <div className="balances-view" hidden={!atBalances}>
          <BalancesView
            client={client}
            page={page}
            rows={rows}
            selectedId={atBalances ? place.employee : undefined}
            importOpen={importOpen}
            onSelect={(employee) => go({ view: 'balances', ...(employee === undefined ? {} : { employee }) })}
            onImportOpen={openImport}
            onImported={refresh}
          />
        </div>
        {place.view === 'ledger' && (
          <LedgerView key={place.employee} client={client} employee={place.employee} asOf={asOf} />
        )}
        {place.view === 'year-end' && <YearEndView client={client} today={page.data?.asOf} />}
        {place.view === 'obligations' && <ObligationsView client={client} />}
      </main>
    </>
  );
}
