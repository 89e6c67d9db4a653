import type { CallStep, ChangeStep, CrankStep } from '../past/crank-steps.ts';
import { countForPeople } from './numbers.ts';

/** The longest value that is shown as it is. */
const SHOWN = 100;

/** What a crank was asked, what it asked the kernel, what it changed and how it ended, for people. */
export function crankStepText(step: CrankStep): string {
  const { seq, process, time, message, calls, changes, ended, fuel, reply, fault } = step;
  return [
    `Crank ${seq}  ${process}  ${message.opcode} from ${message.source}  ${time}  message ${message.id}`,
    `  asked    ${short(message.payload)}`,
    ...calls.map((call, i) => `  ${String(i + 1).padStart(4)}     ${callText(call)}`),
    ...changes.map((change) => `  changed  ${changeText(change)}`),
    `  ${ended.padEnd(8)} ${fault ? `${fault.code} ${fault.name}: ${short(fault.message)}` : short(reply ?? '')}`,
    `  fuel     ${countForPeople(fuel)} units`,
  ].join('\n');
}

function callText({ call, on, arguments: given, state, result, fault }: CallStep): string {
  const asked = [call.slice('sys.'.length), ...(on === undefined ? [] : [on]), ...given.map(valueText)].join(' ');
  if (fault) return `${asked} → ${fault.code} ${fault.name}: ${short(fault.message)}`;
  if (state === 'pending') return `${asked} → no answer came`;
  if (call === 'sys.db.read' && result === undefined) return `${asked} → nothing`;
  return `${asked}${result === undefined ? '' : ` → ${valueText(result)}`}${state === 'received' ? '' : ' (not received)'}`;
}

const changeText = ({ collection, key, before, after }: ChangeStep): string =>
  `${collection}/${key}: ${before === undefined ? 'nothing' : short(before)} → ${after === undefined ? 'nothing' : short(after)}`;

const valueText = (value: unknown): string =>
  short(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));

function short(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ');
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN)}… (${countForPeople(line.length)} characters)`;
}
