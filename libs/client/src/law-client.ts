import type { HttpCall } from './http-call.ts';
import { chunksOf } from './fetch-like.ts';
import type { Language } from './law-words.ts';
import type {
  DecisionReport,
  EmployeeFacts,
  KnownPack,
  LedgerReport,
  ObligationsReport,
  StatedFacts,
  YearEndProgress,
  YearEndReport,
  YearEndRequest,
} from './law-shapes.ts';
import { queryString } from './query-string.ts';
import type { JsonObject } from './shapes.ts';
import { followYearEnd } from './year-end.ts';

export interface LawClient {
  /** Every entry behind a balance up to a day (default: today). */
  ledger(employee: string, query?: { asOf?: string; from?: string; language?: Language }): Promise<LedgerReport>;
  /** The statement of a period as a file's bytes. */
  statement(
    employee: string,
    query?: { from?: string; to?: string; format?: 'pdf' | 'csv'; language?: Language },
  ): Promise<Uint8Array>;
  /** What is due; from today for a year unless told. */
  obligations(query?: { from?: string; to?: string; language?: Language }): Promise<ObligationsReport>;
  /** What the year end would come to; changes nothing. `onProgress` hears of every page of employees. */
  previewYearEnd(request?: YearEndRequest, onProgress?: (progress: YearEndProgress) => void): Promise<YearEndReport>;
  /** Closes the last ended benefit year of every employee; running it again changes nothing of what is closed. */
  closeYear(
    request?: Omit<YearEndRequest, 'project'>,
    onProgress?: (progress: YearEndProgress) => void,
  ): Promise<YearEndReport>;
  /** Decides one question of the law on stated facts, with every step; `pack`: the id of a released rule pack, Michigan's unless told. */
  decide(question: string, given: JsonObject, language?: Language, pack?: string): Promise<DecisionReport>;
  /** Whether so many hours may be taken on a day (default: today), with every step. */
  usable(employee: string, query: { hours: string; date?: string; language?: Language }): Promise<DecisionReport>;
  packs(): Promise<readonly KnownPack[]>;
  employees(): Promise<readonly EmployeeFacts[]>;
  employee(id: string): Promise<EmployeeFacts>;
  /** Adds an employee, or changes what is stated of one. */
  setEmployee(id: string, facts: StatedFacts): Promise<EmployeeFacts>;
  /** Ends an employment on its last day; `paidOut` says that the value of the unused time was paid. */
  separateEmployee(id: string, date: string, paidOut?: boolean): Promise<EmployeeFacts>;
  rehireEmployee(id: string, date: string): Promise<EmployeeFacts>;
}

const employee = (id: string): string => `/api/employees/${encodeURIComponent(id)}`;

export function createLawClient(call: HttpCall): LawClient {
  return {
    ledger: (id, query = {}) => call.json('GET', `${employee(id)}/ledger${queryString(query)}`),
    async statement(id, query = {}) {
      const response = await call.open('GET', `${employee(id)}/statement${queryString(query)}`);
      return response.body ? await bytesOf(chunksOf(response.body)) : new Uint8Array();
    },
    obligations: (query = {}) => call.json('GET', `/api/obligations${queryString(query)}`),
    previewYearEnd: ({ through, project, language } = {}, onProgress) => {
      const query = queryString({ through, project: project === true ? '1' : undefined, language });
      return followYearEnd(call, 'GET', `/api/year-end${query}`, onProgress);
    },
    closeYear: (request = {}, onProgress) =>
      followYearEnd(call, 'POST', `/api/year-end${queryString(request)}`, onProgress),
    decide: (question, given, language, pack) =>
      call.json('POST', '/api/decisions', {
        question,
        given,
        ...(language === undefined ? {} : { language }),
        ...(pack === undefined ? {} : { pack }),
      }),
    usable: (id, query) => call.json('GET', `${employee(id)}/usable${queryString(query)}`),
    packs: () => call.json('GET', '/api/packs'),
    employees: () => call.json('GET', '/api/employees'),
    employee: (id) => call.json('GET', employee(id)),
    setEmployee: (id, facts) => call.json('PUT', employee(id), facts),
    separateEmployee: (id, date, paidOut = false) => call.json('POST', `${employee(id)}/separate`, { date, paidOut }),
    rehireEmployee: (id, date) => call.json('POST', `${employee(id)}/rehire`, { date }),
  };
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk.slice());
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
