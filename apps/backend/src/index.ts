export { createApi, type Handle } from './api.ts';
export type { ApiContext } from './api-context.ts';
export { apiOver, type ApiSurroundings } from './deployment/api-over.ts';
export { controlFetch } from './deployment/control-fetch.ts';
export { readControlFile, socketPathOf, type ControlFile } from './deployment/control-file.ts';
export { followPrimary, type PairOptions, type TakenOver } from './deployment/pair.ts';
export { directFetch } from './deployment/direct-fetch.ts';
export type { KernelPort } from './deployment/kernel-port.ts';
export {
  openDeployment,
  type Deployment,
  type DeploymentOptions,
  type ListenOptions,
} from './deployment/open-deployment.ts';
export { pastPowers } from './deployment/past.ts';
export { componentsOf, hostToolchain, openRecords, requireDataDirectory, type Records } from './deployment/records.ts';
export { bundledComponents, type ServiceFiles } from './deployment/bundled-services.ts';
export type { Entrance } from './http/guards.ts';
export { CALENDAR_NAME, obligationsCalendar } from './calendar/obligations-calendar.ts';
export { readStatement, type LedgerAnswer } from './statement/read-statement.ts';
export { statementCsv } from './statement/statement-csv.ts';
export { statementFonts } from './statement/statement-fonts.ts';
export { statementPdf } from './statement/statement-pdf.ts';
export type { Statement } from './statement/statement.ts';
