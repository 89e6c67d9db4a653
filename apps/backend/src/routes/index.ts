import type { Route } from '../http/router.ts';
import { balancesRoute } from './balances.ts';
import { casesRoute } from './cases.ts';
import { deadLetterRoute, deadLettersRoute, discardDeadLetterRoute, retryDeadLetterRoute } from './dead-letters.ts';
import { employerRoute, setEmployerRoute } from './employer.ts';
import { healthRoute } from './health.ts';
import { importsRoute } from './imports.ts';
import { ledgerRoute } from './ledger.ts';
import { logVerifyRoute } from './log-verify.ts';
import { installRoute, modulesRoute } from './modules.ts';
import { obligationsRoute } from './obligations.ts';
import { processControlRoutes } from './process-control.ts';
import { processesRoute } from './processes.ts';
import { sendRoute } from './send.ts';
import { seriesRoute } from './series.ts';
import { shiftsRoute } from './shifts.ts';
import { statementRoute } from './statement.ts';

/** The whole HTTP API. */
export const ROUTES: readonly Route[] = [
  healthRoute,
  employerRoute,
  setEmployerRoute,
  importsRoute,
  balancesRoute,
  seriesRoute,
  ledgerRoute,
  statementRoute,
  obligationsRoute,
  shiftsRoute,
  casesRoute,
  modulesRoute,
  installRoute,
  processesRoute,
  ...processControlRoutes,
  deadLettersRoute,
  deadLetterRoute,
  retryDeadLetterRoute,
  discardDeadLetterRoute,
  sendRoute,
  logVerifyRoute,
];
