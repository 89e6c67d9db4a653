import { toFraction } from '@esta-logic/shared-types';
import { hoursOr } from '../hours-text.ts';
import { need } from '../refusal.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

/** What becomes of accrued time when someone moves within the employer, or a successor takes the employer's place. */
export const transfer: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.continuity ?? null, 'transfers and successors', reasoning);
  const { kind, retained = true } = need(given.transfer, 'transfer');
  const balance = toFraction(hoursOr(need(given.balances?.balanceHours, 'balances.balanceHours')));
  const within = kind === 'withinEmployer';
  const keeps = within ? rule.transferKeeps : rule.successorTakesOver && retained;
  const keptHours = keeps ? balance : '0';
  const says = !keeps ? 'transfer.lost' : within ? 'transfer.kept' : 'transfer.successor';
  reasoning.step(within ? 'transfer' : 'successor', { kind, retained, balance }, keptHours, says);
  return { keeps, keptHours };
};
