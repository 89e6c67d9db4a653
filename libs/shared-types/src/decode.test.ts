import { describe, expect, test } from 'vitest';
import { decodeEmployee } from './employee.ts';
import { decodeEmployer } from './employer.ts';
import { decodePolicy } from './policy.ts';
import { decodeTimeEvents } from './shift.ts';

function messages(result: { ok: boolean; errors?: readonly { message: string }[] }): string {
  return (result.errors ?? []).map((issue) => issue.message).join(' | ');
}

describe('decoders', () => {
  test('a whole employer, policy and employee pass, hours become canonical, null means absent', () => {
    expect(decodeEmployer({ headcountNow: 9, weeksWith11OrMore: { 2024: 20 }, size: 'small' }).ok).toBe(true);
    const policy = decodePolicy({
      method: 'accrual',
      benefitYear: { type: 'fiscal', start: '07-01' },
      useCapHours: 72.5,
      carryoverCapHours: 'none',
    });
    expect(policy).toMatchObject({ ok: true, value: { useCapHours: '145/2', carryoverCapHours: 'none' } });
    const employee = decodeEmployee({ hireDate: '2024-02-29', flsa: 'exempt', normalWeekHours: null });
    expect(employee).toEqual({ ok: true, value: { hireDate: '2024-02-29', flsa: 'exempt' }, unknown: [] });
  });

  test('every fault is listed with its path; unknown keys are named, not dropped in silence', () => {
    const result = decodePolicy({ method: 'guess', waitingDays: -1, benefitYear: { type: 'fiscal' } });
    expect(result.ok).toBe(false);
    expect(messages(result)).toMatch(/method must be one of accrual, frontload, pto, not "guess"/);
    expect(messages(result)).toMatch(/waitingDays must be a whole number/);
    expect(messages(result)).toMatch(/benefitYear\.start is missing/);
    expect(decodePolicy({ waitingDay: 120 })).toMatchObject({ ok: true, unknown: ['waitingDay'] });
    expect(decodeEmployer([])).toMatchObject({ ok: false });
    expect(decodeEmployer(null)).toMatchObject({ ok: false });
  });

  test('a key from the prototype is unknown, not a decoder', () => {
    expect(decodeEmployee(JSON.parse('{"toString": 1, "__proto__": 2}'))).toMatchObject({
      ok: true,
      unknown: ['toString', '__proto__'],
    });
  });

  test('the five shapes of events', () => {
    const result = decodeTimeEvents([
      { type: 'work', date: '2025-03-03', hours: '8' },
      { type: 'work', weekOf: '2025-03-03', hours: '38.5', repeatWeeks: 10 },
      { type: 'work', firstDate: '2025-03-03', hours: 8, repeatDays: 5, weekdaysOnly: true },
      { type: 'shift', start: '2025-11-01T22:00:00-04:00', end: '2025-11-02T06:00:00-05:00', unpaidBreakMinutes: 0 },
      { type: 'use', date: '2025-12-15', hours: '1/3' },
    ]);
    expect(result.ok && result.value.length).toBe(5);
  });

  test('events say where they are wrong', () => {
    const result = decodeTimeEvents([
      { type: 'sleep' },
      { type: 'work', hours: '8' },
      { type: 'work', date: '2025-02-30', hours: '-8' },
      { type: 'shift', start: '2025-11-02T06:00:00-05:00', end: '2025-11-01T22:00:00-04:00' },
      { type: 'shift', start: '2025-11-01T06:00:00-04:00', end: '2025-11-01T08:00:00-04:00', unpaidBreakMinutes: 121 },
      7,
    ]);
    expect(messages(result)).toMatch(/events\[0\]\.type must be one of work, shift, use/);
    expect(messages(result)).toMatch(
      /events\[1\]\.date is missing.*events\[2\]\.date must be a date.*events\[2\]\.hours must be hours/,
    );
    expect(messages(result)).toMatch(/events\[3\] ends before it starts.*events\[4\] ends before/);
    expect(messages(result)).toMatch(/events\[5\]/);
  });

  test('slips of the keyboard are refused before they are laid out', () => {
    const result = decodeTimeEvents([
      { type: 'work', weekOf: '2025-03-03', hours: '8', repeatWeeks: 1_000_000_000 },
      { type: 'work', firstDate: '2025-03-03', hours: '8', repeatDays: 1_000_000_000 },
      { type: 'shift', start: '2025-11-01T06:00:00-04:00', end: '2026-11-01T08:00:00-05:00' },
    ]);
    expect(messages(result)).toMatch(/events\[0\]\.repeatWeeks must be a whole number from 0 to 5218/);
    expect(messages(result)).toMatch(/events\[1\]\.repeatDays must be a whole number from 0 to 36525/);
    expect(messages(result)).toMatch(/events\[2\] lasts longer than a week/);
    expect(messages(decodePolicy({ benefitYear: { type: 'calendar', start: '07-01' } }))).toMatch(
      /make the type fiscal/,
    );
    expect(decodePolicy({ benefitYear: { type: 'calendar', start: '01-01' } }).ok).toBe(true);
    expect(messages(decodeEmployer({ weeksWith11OrMore: { 2026: 55 } }))).toMatch(/weeksWith11OrMore\.2026 is 55/);
    expect(messages(decodeEmployer({ weeksAtThisHeadcount: { last: 5 } }))).toMatch(/weeksAtThisHeadcount\.last is 5/);
  });
});
