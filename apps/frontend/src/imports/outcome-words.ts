import type { ImportResult } from '@esta-logic/client';
import type { Words } from '../words/words.ts';
import type { ImportOutcome } from './import-state.ts';
import { reasonWords } from './reason-words.ts';

export interface OutcomeWords {
  readonly title: string;
  readonly advice: string;
  readonly tone: 'good' | 'attention' | 'plain';
}

/** The headline of a finished import and what to do next. */
export function outcomeWords(outcome: ImportOutcome, result: ImportResult, words: Words): OutcomeWords {
  const { say, count } = words;
  const rows = count(result.accepted, 'row', 'rows');
  const bad = count(result.rejected.length, 'row', 'rows');
  switch (outcome) {
    case 'imported':
      return {
        title: say('{rows} imported', { rows }),
        advice: say('The balances below already include them.'),
        tone: 'good',
      };
    case 'importedInPart':
      return {
        title: say('{rows} imported, {bad} left out', { rows, bad }),
        advice: say(
          'Correct the rows below and import the file again: rows that are already in are not counted twice.',
        ),
        tone: 'attention',
      };
    case 'checked':
      return checkedWords(result, words);
    case 'nothingNew':
      return {
        title: say('Nothing new in this file'),
        advice: say('Every row had been imported before, and none was counted again.'),
        tone: 'plain',
      };
    case 'unreadable':
      return { title: say('This is not a timesheet known here'), advice: unreadableAdvice(result), tone: 'attention' };
    case 'refused':
      return refusedWords(result, words);
  }
}

function checkedWords(result: ImportResult, { say, count }: Words): OutcomeWords {
  if (result.rejected.length === 0) {
    return {
      title: say('This file is ready to import'),
      advice: say('It was only checked; nothing has been changed yet.'),
      tone: 'good',
    };
  }
  return {
    title: say('{rows} would be left out', { rows: count(result.rejected.length, 'row', 'rows') }),
    advice: say('It was only checked; an import would take {rows} and leave these out.', {
      rows: count(result.accepted, 'row', 'rows'),
    }),
    tone: 'attention',
  };
}

function unreadableAdvice({ rejected, description }: ImportResult): string {
  const first = rejected[0];
  return first === undefined ? description : reasonWords(first);
}

function refusedWords(result: ImportResult, { say, count }: Words): OutcomeWords {
  const bad = result.rejected.length;
  if (bad === 0) {
    return { title: say('This file could not be imported'), advice: result.error?.message ?? '', tone: 'attention' };
  }
  return {
    title: say(bad === 1 ? '{rows} needs a correction' : '{rows} need a correction', {
      rows: count(bad, 'row', 'rows'),
    }),
    advice: say(
      'Nothing was imported, so the balances are unchanged. Correct the file and drop it again, or import the other rows now.',
    ),
    tone: 'attention',
  };
}
