import { toBase64, type Reply } from '@esta-logic/kernel-boundary';
import type { FetchLike } from './fetch-like.ts';
import { createHttpCall } from './http-call.ts';
import { importFile, type ImportControls, type Upload } from './import-file.ts';
import { createLawClient, type LawClient } from './law-client.ts';
import type { Language } from './law-words.ts';
import { createProofClient, type ProofClient } from './proof-client.ts';
import { queryString } from './query-string.ts';
import type {
  BalancesPage,
  CasesReport,
  DeadLetter,
  EmployerSettings,
  Health,
  HostSettings,
  ImportOptions,
  ImportResult,
  InstalledModule,
  InstallPlan,
  JsonObject,
  LogHead,
  LogReport,
  MessageToSend,
  Series,
  Shifts,
  WorkedCase,
} from './shapes.ts';

/** One deployment of ESTA-Logic, seen from outside. Every method rejects with a KernelError that carries its code. */
export interface Client extends LawClient, ProofClient {
  health(): Promise<Health>;
  employer(): Promise<EmployerSettings>;
  setEmployer(settings: { employer: JsonObject; policy: JsonObject }): Promise<EmployerSettings>;
  importFile(file: Upload, options?: ImportOptions, controls?: ImportControls): Promise<ImportResult>;
  /** Balances as of a day (default: today in the employer's zone), of one employee or all; `project` works the days to come like the last weeks. */
  balances(query?: { asOf?: string; employee?: string; project?: boolean; language?: Language }): Promise<BalancesPage>;
  series(employee: string, query?: { from?: string; to?: string; step?: 'week' | 'month' }): Promise<Series>;
  shifts(employee: string, query?: { from?: string; to?: string }): Promise<Shifts>;
  cases(cases: readonly WorkedCase[]): Promise<CasesReport>;
  modules(): Promise<readonly JsonObject[]>;
  /**
   * Pins and starts a component; one of the same name is replaced. `accept`: also when it answers recorded messages
   * otherwise, or asks for other capabilities; without it that is refused (state-refused).
   */
  install(manifest: unknown, component: Uint8Array, options?: { accept?: boolean }): Promise<InstalledModule>;
  /** What `install` would change, tried on the newest messages (100); nothing is installed. */
  planInstall(manifest: unknown, component: Uint8Array, options?: { cranks?: number }): Promise<InstallPlan>;
  processes(): Promise<readonly JsonObject[]>;
  /** What bounds all modules and tenants together, and what the modules claim of it. */
  settings(): Promise<HostSettings>;
  /** Stops a process where it stands, by its id or the name of its module; its messages wait. */
  suspendProcess(process: string): Promise<JsonObject>;
  /** Lets a suspended, quarantined or stopped process go on. */
  resumeProcess(process: string): Promise<JsonObject>;
  /** Ends a process: what is queued fails, what is in hand has a second. */
  stopProcess(process: string): Promise<JsonObject>;
  /** Messages that could not be handled, oldest first, a page behind the one numbered `after`. */
  deadLetters(after?: number): Promise<readonly DeadLetter[]>;
  deadLetter(seq: number): Promise<DeadLetter>;
  /** Gives a dead letter back to its target, as it was. */
  retryDeadLetter(seq: number): Promise<DeadLetter>;
  discardDeadLetter(seq: number): Promise<DeadLetter>;
  /** Sends one message and waits for its reply; a fault is a normal answer (`ok: false`). */
  send(message: MessageToSend): Promise<Reply>;
  verifyLog(): Promise<LogReport>;
  /** The newest size and RFC 6962 root of the audit log, without reading it. */
  logHead(): Promise<LogHead>;
}

/** `baseUrl` without a slash at its end, such as `http://127.0.0.1:4280`; empty for the page's own origin. */
export function createClient(fetchLike: FetchLike, baseUrl = ''): Client {
  const call = createHttpCall(fetchLike, baseUrl);
  const process = (id: string): string => `/api/processes/${encodeURIComponent(id)}`;
  const employee = (id: string): string => `/api/employees/${encodeURIComponent(id)}`;
  return {
    ...createLawClient(call),
    ...createProofClient(call),
    health: () => call.json('GET', '/api/health'),
    employer: () => call.json('GET', '/api/employer'),
    setEmployer: (settings) => call.json('PUT', '/api/employer', settings),
    importFile: (file, options = {}, controls = {}) => importFile(call, file, options, controls),
    balances: (query = {}) =>
      call.json('GET', `/api/balances${queryString({ ...query, project: query.project === true ? '1' : undefined })}`),
    series: (id, query = {}) => call.json('GET', `${employee(id)}/series${queryString(query)}`),
    shifts: (id, query = {}) => call.json('GET', `${employee(id)}/shifts${queryString(query)}`),
    cases: (cases) => call.json('POST', '/api/cases', { cases }),
    modules: () => call.json('GET', '/api/modules'),
    install: (manifest, component, options = {}) =>
      call.json('POST', '/api/modules', { manifest, componentBase64: toBase64(component), ...options }),
    planInstall: (manifest, component, options = {}) =>
      call.json('POST', '/api/modules/plan', { manifest, componentBase64: toBase64(component), ...options }),
    processes: () => call.json('GET', '/api/processes'),
    settings: () => call.json('GET', '/api/settings'),
    suspendProcess: (id) => call.json('POST', `${process(id)}/suspend`),
    resumeProcess: (id) => call.json('POST', `${process(id)}/resume`),
    stopProcess: (id) => call.json('POST', `${process(id)}/stop`),
    deadLetters: (after) =>
      call.json('GET', `/api/dead-letters${queryString({ after: after === undefined ? undefined : String(after) })}`),
    deadLetter: (seq) => call.json('GET', `/api/dead-letters/${seq}`),
    retryDeadLetter: (seq) => call.json('POST', `/api/dead-letters/${seq}/retry`),
    discardDeadLetter: (seq) => call.json('POST', `/api/dead-letters/${seq}/discard`),
    send: (message) => call.json('POST', '/api/send', message),
    logHead: () => call.json('GET', '/api/log/head'),
    verifyLog: () => call.json('GET', '/api/log/verify'),
  };
}
