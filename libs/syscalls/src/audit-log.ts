import { fail, fitsUtf8, LIMITS, type Result } from '@esta-logic/kernel-boundary';
import type { SyscallEnvironment } from './crank-port.ts';
import { grantByType } from './grant.ts';

/** sys.audit.log: a compliance record that commits with the crank. Right: write on the audit log. */
export function auditLog(env: SyscallEnvironment, record: string): Result<void> {
  if (!fitsUtf8(record, LIMITS.valueBytes.value))
    return fail('payload-too-large', `An audit record takes at most ${LIMITS.valueBytes.value} bytes.`);
  const granted = grantByType(env, 'sys.audit.log');
  if (!granted.ok) return granted;
  const value = parseObject(record);
  if (!value) return fail('invalid-argument', 'An audit record must be a JSON object.');
  return granted.value.crank.audit(value, record.length);
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
