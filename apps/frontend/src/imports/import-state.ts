import { IMPORT_STAGES, type ImportProgress, type ImportResult, type ImportStage } from '@esta-logic/client';
import type { Failure } from '../api/failure.ts';

export interface ImportChoices {
  readonly dryRun: boolean;
  readonly skipBadRows: boolean;
}

/** One import at a time, from choosing a file to its result. */
export type ImportState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'running';
      readonly file: File;
      readonly choices: ImportChoices;
      readonly stage: ImportStage;
      readonly done: number;
      readonly total: number;
    }
  | { readonly phase: 'done'; readonly file: File; readonly choices: ImportChoices; readonly result: ImportResult }
  | { readonly phase: 'failed'; readonly file: File; readonly choices: ImportChoices; readonly failure: Failure }
  | { readonly phase: 'cancelled'; readonly file: File };

export type ImportAction =
  | { readonly type: 'start'; readonly file: File; readonly choices: ImportChoices }
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  | { readonly type: 'result'; readonly result: ImportResult }
  | { readonly type: 'failure'; readonly failure: Failure }
  | { readonly type: 'cancel' }
  | { readonly type: 'reset' };

/** News of an import that is no longer running is ignored. */
export function importReducer(state: ImportState, action: ImportAction): ImportState {
  if (action.type === 'reset') return { phase: 'idle' };
  if (action.type === 'start') {
    return { phase: 'running', file: action.file, choices: action.choices, stage: 'read', done: 0, total: 0 };
  }
  if (state.phase !== 'running') return state;
  const { file, choices } = state;
  switch (action.type) {
    case 'progress':
      return { ...state, stage: action.progress.stage, done: action.progress.done, total: action.progress.total };
    case 'result':
      return { phase: 'done', file, choices, result: action.result };
    case 'failure':
      return { phase: 'failed', file, choices, failure: action.failure };
    case 'cancel':
      return { phase: 'cancelled', file };
  }
}

/** What an import came to: `unreadable` is no timesheet at all, `refused` changed nothing because of bad rows, `checked` was a dry run. */
export type ImportOutcome = 'imported' | 'importedInPart' | 'checked' | 'unreadable' | 'refused' | 'nothingNew';

export function outcomeOf(result: ImportResult, choices: ImportChoices): ImportOutcome {
  const bad = result.rejected.length > 0;
  if (result.layout === 'unknown') return 'unreadable';
  if (result.error !== undefined || (bad && !choices.skipBadRows)) return 'refused';
  if (choices.dryRun) return 'checked';
  if (result.shifts === 0 && result.duplicates > 0) return 'nothingNew';
  return bad ? 'importedInPart' : 'imported';
}

/** Share of the work done, 0 to 1: each stage counts the same, because none can know what the next will cost. */
export function shareDone(stage: ImportStage, done: number, total: number): number {
  const within = total > 0 ? Math.min(1, done / total) : 0;
  return (IMPORT_STAGES.indexOf(stage) + within) / IMPORT_STAGES.length;
}
