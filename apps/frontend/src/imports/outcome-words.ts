import type { ImportResult } from '@esta-logic/client';
import { count } from '../words/count.ts';
import type { ImportOutcome } from './import-state.ts';
import { reasonWords } from './reason-words.ts';

export interface OutcomeWords {
  readonly title: string;
  readonly advice: string;
  readonly tone: 'good' | 'attention' | 'plain';
}

/** The headline of a finished import and what to do next. */
export function outcomeWords(outcome: ImportOutcome, result: ImportResult): OutcomeWords {
  const bad = count(result.rejected.length, 'row');
  switch (outcome) {
    case 'imported':
      return {
        title: `${count(result.accepted, 'row')} imported`,
        advice: 'The balances below already include them.',
        tone: 'good',
      };
    case 'importedInPart':
      return {
        title: `${count(result.accepted, 'row')} imported, ${bad} left out`,
        advice: 'Correct the rows below and import the file again: rows that are already in are not counted twice.',
        tone: 'attention',
      };
    case 'checked':
      return checkedWords(result, bad);
    case 'nothingNew':
      return {
        title: 'Nothing new in this file',
        advice: 'Every row had been imported before, and none was counted again.',
        tone: 'plain',
      };
    case 'unreadable':
      return { title: 'This is not a timesheet known here', advice: unreadableAdvice(result), tone: 'attention' };
    case 'refused':
      return refusedWords(result, bad);
  }
}

function checkedWords(result: ImportResult, bad: string): OutcomeWords {
  if (result.rejected.length === 0) {
    return {
      title: 'This file is ready to import',
      advice: 'It was only checked; nothing has been changed yet.',
      tone: 'good',
    };
  }
  const advice = `It was only checked; an import would take ${count(result.accepted, 'row')} and leave these out.`;
  return { title: `${bad} would be left out`, advice, tone: 'attention' };
}

function unreadableAdvice({ rejected, description }: ImportResult): string {
  const first = rejected[0];
  return first === undefined ? description : reasonWords(first);
}

function refusedWords(result: ImportResult, bad: string): OutcomeWords {
  if (result.rejected.length === 0) {
    return { title: 'This file could not be imported', advice: result.error?.message ?? '', tone: 'attention' };
  }
  const verb = result.rejected.length === 1 ? 'needs' : 'need';
  return {
    title: `${bad} ${verb} a correction`,
    advice:
      'Nothing was imported, so the balances are unchanged. Correct the file and drop it again, or import the other rows now.',
    tone: 'attention',
  };
}
