import type { ImportProgress, ImportStage } from '@esta-logic/client';
import { countForPeople } from './numbers.ts';
import type { Terminal } from './terminal.ts';

const WORDS: Readonly<Record<ImportStage, string>> = {
  read: 'Reading and checking',
  stage: 'Handing rows to the time service',
  commit: 'Making them visible',
  accrual: 'Accruing sick time',
};
const BAR = 24;

/** One line that fills while an import goes on; where stderr is no terminal, one line per finished stage. */
export function importProgress(terminal: Terminal): (progress: ImportProgress) => void {
  return ({ stage, done, total }) => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const filled = Math.round(share * BAR);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
    const rows = stage === 'stage' ? `  ${countForPeople(done)} of ${countForPeople(total)} rows` : '';
    const line = `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${WORDS[stage]}${rows}`;
    terminal.progress(line, share === 1 ? `${WORDS[stage]}${rows}: done` : undefined);
  };
}
