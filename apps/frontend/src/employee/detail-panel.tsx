import type { Client } from '@esta-logic/client';
import { isPlainDate } from '@esta-logic/shared-types';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useRequest } from '../api/use-request.ts';
import type { BalanceRow } from '../balances/balance-row.ts';
import { StatusChip } from '../balances/status-chip.tsx';
import { addressOf } from '../navigation/place.ts';
import { ErrorNotice } from '../states/error-notice.tsx';
import { Icon } from '../states/icon.tsx';
import { BalanceFacts } from './balance-facts.tsx';
import { balanceSentence } from './balance-sentence.ts';
import { toChartPoints } from './chart-points.ts';
import { CitationList } from './citation-list.tsx';
import { RangeChoice } from './range-choice.tsx';
import { SeriesFigure } from './series-figure.tsx';
import { RANGES, type SeriesRange, seriesQuery } from './series-range.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly client: Client;
  readonly row: BalanceRow;
  readonly asOf: string;
  readonly onClose: () => void;
}

/** From here on the panel stands beside the list and is in view anyway; as in `base.css`. */
const BESIDE_THE_LIST = '(width >= 1100px)';

const DEFAULT_RANGE: SeriesRange = RANGES[1] ?? { id: '12m', title: '12 months', months: 12, step: 'week' };

/** How one balance came about: the numbers, a sentence, the picture over time, the sections of the law. */
export function DetailPanel({ client, row, asOf, onClose }: Props) {
  const words = useWords();
  const { say } = words;
  const [range, setRange] = useState(DEFAULT_RANGE);
  const series = useRequest(`${row.id} ${asOf} ${range.id}`, () =>
    client.series(row.id, isPlainDate(asOf) ? seriesQuery(range, asOf) : {}),
  );
  const points = useMemo(
    () => (series.data === undefined ? undefined : toChartPoints(series.data.points)),
    [series.data],
  );
  const title = useFocusOnOpen();
  const close = (): void => {
    onClose();
    focusRow(row.id);
  };
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
  };
  return (
    <section className="detail card" aria-labelledby="detail-title" onKeyDown={closeOnEscape}>
      <header className="detail-header">
        <button type="button" className="button quiet back" onClick={close}>
          <Icon name="arrowLeft" />
          {say('All employees')}
        </button>
        <div>
          <h2 id="detail-title" ref={title} tabIndex={-1}>
            {row.name || row.id}
          </h2>
          {row.name !== '' && <span className="employee-id">{row.id}</span>}
        </div>
        <button
          type="button"
          className="button quiet close"
          onClick={close}
          aria-label={say('Close')}
          title={say('Close (Esc)')}
        >
          <Icon name="close" />
        </button>
      </header>
      <p className="detail-chips">
        <StatusChip row={row} />
      </p>
      <BalanceFacts row={row} />
      <p className="detail-links">
        <a className="button" href={addressOf({ view: 'ledger', employee: row.id })}>
          <Icon name="list" />
          {say('Ledger, statement and decisions')}
        </a>
      </p>
      <p className="explanation">{balanceSentence(row, asOf, words)}</p>
      <div className="detail-chart" aria-busy={series.busy}>
        <div className="detail-subheader">
          <h3>{say('Over time')}</h3>
          <RangeChoice chosen={range} onChoose={setRange} />
        </div>
        {series.failure !== undefined && (
          <ErrorNotice
            title={say('The history could not be loaded')}
            failure={series.failure}
            onRetry={series.reload}
          />
        )}
        {points === undefined && series.failure === undefined && (
          <div className="chart-loading skeleton">{say('Loading the history…')}</div>
        )}
        {points !== undefined && <SeriesFigure points={points} row={row} />}
      </div>
      <CitationList citations={row.citations} />
    </section>
  );
}

/** Moves focus to the heading when the panel opens after the page has been used, so that it is read out. */
function useFocusOnOpen() {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement !== document.body) title.current?.focus({ preventScroll: true });
    if (!matchMedia(BESIDE_THE_LIST).matches) title.current?.closest('.detail')?.scrollIntoView({ block: 'nearest' });
  }, []);
  return title;
}

/** Back to where the reader came from, once the table is shown again. */
function focusRow(id: string): void {
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`[data-employee="${CSS.escape(id)}"]`);
    (row ?? document.getElementById('main'))?.focus();
  });
}
