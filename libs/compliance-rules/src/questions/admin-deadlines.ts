import { addDays, addYears, laterDate } from '@esta-logic/shared-types';
import { need } from '../refusal.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

/** When written notice to an employee is due, and until when a record must be kept. */
export const adminDeadlines: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.admin, 'notices and records', reasoning);
  const hireDate = given.employee?.hireDate;
  const first = rule.writtenNotice === null ? null : addDays(rule.writtenNotice.from, rule.writtenNotice.days);
  const writtenNoticeDue = first === null || hireDate === undefined ? first : laterDate(hireDate, first);
  if (writtenNoticeDue !== null)
    reasoning.step('notice.written', { hireDate: hireDate ?? null, first }, writtenNoticeDue, 'admin.notice');
  const recordDate = given.record === undefined ? undefined : need(given.record.date, 'record.date');
  const recordRetainUntil = recordDate === undefined ? null : addYears(recordDate, rule.recordYears);
  if (recordDate !== undefined) {
    const inputs = { kind: given.record?.kind ?? null, date: recordDate, years: rule.recordYears };
    reasoning.step('records.retention', inputs, recordRetainUntil, 'admin.records');
  }
  return { writtenNoticeDue, recordRetainUntil };
};
