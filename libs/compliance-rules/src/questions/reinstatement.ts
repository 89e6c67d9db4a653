import { daysBetween, toFraction } from '@esta-logic/shared-types';
import { rehireWindowEnd } from '../facts/rehire-window.ts';
import { hoursOr } from '../hours-text.ts';
import { Refusal, need } from '../refusal.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

/** Whether someone hired again gets unused time back, and until when that would be. */
export const reinstatement: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.reinstatement, 'reinstatement', reasoning);
  const separated = need(given.separation?.date ?? given.separationDate, 'separation.date');
  const rehired = need(given.rehireDate, 'rehireDate');
  if (rehired < separated)
    throw new Refusal(
      'bad-given',
      `rehireDate ${rehired} is before the separation on ${separated}; give a later date.`,
    );
  const windowEnd = rehireWindowEnd(rule, separated);
  const paidOut = rule.unlessPaidOut && given.separation?.paidOut === true;
  const unused = toFraction(hoursOr(given.separation?.unusedHours));
  const mustReinstate = rehired <= windowEnd && !paidOut;
  const reinstatedHours = mustReinstate ? unused : '0';
  const inputs = { separated, rehired, windowEnd, paidOut, unused };
  const says = mustReinstate ? 'rehire.reinstate' : paidOut ? 'rehire.paidOut' : 'rehire.tooLate';
  reasoning.step('rehire.window', inputs, reinstatedHours, says);
  return { windowEnd, daysElapsed: daysBetween(separated, rehired), mustReinstate, reinstatedHours };
};
