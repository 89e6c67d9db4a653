import type { Route } from '../http/router.ts';
import { balancesRoute } from './balances.ts';
import { casesRoute } from './cases.ts';
import { deadLetterRoute, deadLettersRoute, discardDeadLetterRoute, retryDeadLetterRoute } from './dead-letters.ts';
import { decisionsRoute } from './decisions.ts';
import { employeeRoute, employeesRoute, rehireRoute, separateRoute, setEmployeeRoute } from './employees.ts';
import { employerRoute, setEmployerRoute } from './employer.ts';
import { healthRoute } from './health.ts';
import { importsRoute } from './imports.ts';
import { ledgerRoute } from './ledger.ts';
import { logHeadRoute } from './log-head.ts';
import { logVerifyRoute } from './log-verify.ts';
import { installPlanRoute, installRoute, modulesRoute } from './modules.ts';
import { obligationsRoute } from './obligations.ts';
import { packsRoute } from './packs.ts';
import { processControlRoutes } from './process-control.ts';
import { proofRoutes } from './proofs.ts';
import { processesRoute } from './processes.ts';
import { recordRoute, recordsRoute } from './records.ts';
import { sendRoute } from './send.ts';
import { seriesRoute } from './series.ts';
import { settingsRoute } from './settings.ts';
import { shiftsRoute } from './shifts.ts';
import { statementRoute } from './statement.ts';
import { usableRoute } from './usable.ts';
import { yearEndPreviewRoute, yearEndRoute } from './year-end.ts';

/** The whole HTTP API. */
export const ROUTES: readonly Route[] = [
  healthRoute,
  employerRoute,
  setEmployerRoute,
  employeesRoute,
  employeeRoute,
  setEmployeeRoute,
  separateRoute,
  rehireRoute,
  importsRoute,
  balancesRoute,
  seriesRoute,
  ledgerRoute,
  usableRoute,
  statementRoute,
  obligationsRoute,
  yearEndPreviewRoute,
  yearEndRoute,
  decisionsRoute,
  packsRoute,
  shiftsRoute,
  casesRoute,
  modulesRoute,
  installRoute,
  installPlanRoute,
  processesRoute,
  settingsRoute,
  ...processControlRoutes,
  deadLettersRoute,
  deadLetterRoute,
  retryDeadLetterRoute,
  discardDeadLetterRoute,
  sendRoute,
  recordRoute,
  recordsRoute,
  logHeadRoute,
  logVerifyRoute,
  ...proofRoutes,
];
