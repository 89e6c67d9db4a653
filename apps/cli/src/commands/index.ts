import type { Command } from '../command.ts';
import { atCommand } from './at.ts';
import { balancesCommand } from './balances.ts';
import { casesCommand } from './cases.ts';
import { deadLettersCommand } from './dead-letters.ts';
import { employeeCommand } from './employee.ts';
import { employerCommand } from './employer.ts';
import { exportJournalCommand } from './export-journal.ts';
import { forkCommand } from './fork.ts';
import { helpCommand } from './help.ts';
import { importCommand } from './import.ts';
import { installCommand } from './install.ts';
import { ledgerCommand } from './ledger.ts';
import { logCheckpointCommand, logKeyCommand, logRotateKeyCommand } from './log-key.ts';
import { logPublishCommand } from './log-publish.ts';
import { logVerifyCommand } from './log-verify.ts';
import { logWitnessCommand } from './log-witness.ts';
import { modulesCommand } from './modules.ts';
import { obligationsCommand } from './obligations.ts';
import { resumeCommand, stopCommand, suspendCommand } from './process-control.ts';
import { packsCommand } from './packs.ts';
import { psCommand } from './ps.ts';
import { receiptCommand } from './receipt.ts';
import { replayCommand } from './replay.ts';
import { sendCommand } from './send.ts';
import { standbyCommand } from './standby.ts';
import { startCommand } from './start.ts';
import { statementCommand } from './statement.ts';
import { stepCommand } from './step.ts';
import { verifyCommand } from './verify.ts';
import { versionCommand } from './version.ts';
import { yearEndCommand } from './yearend.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  startCommand,
  standbyCommand,
  importCommand,
  employerCommand,
  employeeCommand,
  balancesCommand,
  ledgerCommand,
  obligationsCommand,
  yearEndCommand,
  statementCommand,
  packsCommand,
  casesCommand,
  modulesCommand,
  installCommand,
  psCommand,
  stopCommand,
  suspendCommand,
  resumeCommand,
  deadLettersCommand,
  sendCommand,
  receiptCommand,
  verifyCommand,
  logVerifyCommand,
  logKeyCommand,
  logRotateKeyCommand,
  logCheckpointCommand,
  logPublishCommand,
  logWitnessCommand,
  replayCommand,
  exportJournalCommand,
  atCommand,
  stepCommand,
  forkCommand,
  helpCommand(() => COMMANDS),
  versionCommand,
];
