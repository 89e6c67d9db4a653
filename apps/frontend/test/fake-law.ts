import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LedgerEntry, LedgerReport, ObligationsReport, YearEndLine } from '@esta-logic/client';
import { balanceOf, type Person, TODAY } from './fake-company.ts';
import type { Gate } from './fake-import.ts';

/** What a year end goes through at once. */
const PAGE = 200;
const PACK = 'us-mi-esta-2025@1.0.0+blake3.0123456789abcdef';

const common = { rule: 'accrual.rate', citation: 'MCL 408.963', pack: PACK, receipt: '1-41' } as const;

export function ledgerOf(person: Person): LedgerReport {
  const entries: LedgerEntry[] = Array.from({ length: 40 }, (_, day) => ({
    ...common,
    date: `2026-0${1 + Math.floor(day / 10)}-${String(1 + (day % 10)).padStart(2, '0')}`,
    year: '2026',
    kind: 'accrual',
    hours: '4/15',
    balance: `${(day + 1) * 4}/15`,
    cause: 'worked',
    counted: '8',
  }));
  const used: LedgerEntry = {
    ...common,
    date: '2026-05-04',
    year: '2026',
    kind: 'use',
    hours: '-8',
    balance: '8/3',
    cause: 'taken',
  };
  return {
    employee: person.id,
    name: person.name,
    hireDate: person.hired,
    asOf: TODAY,
    entries: [...entries, used],
    years: [
      {
        year: '2026',
        start: '2026-01-01',
        end: '2026-12-31',
        hoursWorked: '320',
        accrued: '32/3',
        carriedIn: '0',
        used: '8',
        adjusted: '0',
        balance: '8/3',
        carriedOut: null,
        forfeited: '0',
      },
    ],
    warnings: ['The first day of use is read in two ways.'],
  };
}

export function packs(): readonly object[] {
  const text = { en: 'One hour for every 30 hours worked.', es: 'Una hora por cada 30 horas trabajadas.' };
  return [{ inUse: true, rules: { 'accrual.rate': { section: 'MCL 408.963', text, sources: ['the Act'] } } }];
}

export function obligationsIn(language: string | null): ObligationsReport {
  const spanish = language === 'es';
  const due = (id: string, kind: string, date: string, en: string, es: string, person?: string) => ({
    id,
    kind,
    date,
    rule: 'records.retention',
    citation: 'MCL 408.970',
    sentence: spanish ? es : en,
    ...(person === undefined ? {} : { employee: person, name: 'Lena García' }),
  });
  return {
    from: TODAY,
    to: '2027-06-29',
    warnings: [],
    obligations: [
      due('b', 'yearEnd', '2026-12-31', 'The benefit year ends.', 'El año de beneficios termina.'),
      due('a', 'waitEnds', '2026-08-02', 'Lena García may use time.', 'Lena García puede usar el tiempo.', 'E-1005'),
    ],
  };
}

/** Dates of one decision, as the compliance engine gives them. */
export function usableIn(url: URL): object {
  const hours = Number(url.searchParams.get('hours'));
  const spanish = url.searchParams.get('language') === 'es';
  const denied = Math.max(0, hours - 10);
  return {
    ok: true,
    question: 'usable',
    result: { grantHours: String(hours - denied), deniedHours: String(denied) },
    sentence: spanish ? `Pueden otorgarse ${hours - denied} horas.` : `${hours - denied} hours can be granted.`,
    trace: [{ ...common, inputs: {}, value: '77/6', why: 'The balance is 12.83 hours.' }],
    citations: ['MCL 408.963'],
    warnings: [],
    pack: PACK,
    receipt: '1-42',
  };
}

function lineOf(person: Person, closedOn: string | null): YearEndLine {
  const balance = balanceOf(person, TODAY);
  const loses = Number(person.id.slice(2)) % 100 === 3;
  return {
    ...balance,
    year: '2025',
    start: '2025-01-01',
    end: '2025-12-31',
    adjusted: '0',
    balance: loses ? '80' : '12',
    carried: loses ? '72' : '12',
    forfeited: loses ? '8' : '0',
    carryoverCap: '72',
    nextGrant: null,
    closedOn,
  };
}

/** NDJSON as the backend writes it; `closed` remembers that the year was closed. */
export async function yearEnd(
  request: IncomingMessage,
  response: ServerResponse,
  people: readonly Person[],
  gate: Gate,
  closed: { on: string | null },
): Promise<void> {
  const preview = request.method === 'GET';
  if (!preview) closed.on = TODAY;
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  for (let done = 0; done < people.length; done += PAGE) {
    response.write(
      `${JSON.stringify({ event: 'progress', done: Math.min(people.length, done + PAGE), total: people.length })}\n`,
    );
    await gate.passed('year-end');
  }
  const lines = people.map((person) => lineOf(person, closed.on));
  const result = { through: '2025-12-31', preview, lines, warnings: [] };
  response.end(`${JSON.stringify({ event: 'result', result })}\n`);
}
