import {
  DELIVERY_MODES,
  KERNEL_INTERFACES,
  LIMITS,
  MESSAGE_PRIORITIES,
  MESSAGE_TYPES,
  PROCESS_PRIORITIES,
  RESOURCE_TYPES,
  RIGHTS,
  SYSCALLS,
} from '@esta-logic/kernel-boundary';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { categoryTable, errorPage, errorTable } from './error-docs.ts';
import { code, grouped, table } from './markdown.ts';

/** The generated parts of `docs/abi/kernel_contract.md`, by name. `root` is the workspace. */
export function contractParts(root: string): Record<string, string> {
  return {
    wit: fenced('wit', readFileSync(join(root, 'libs/kernel-boundary/wit/kernel.wit'), 'utf8')),
    message: fenced('ts', interfaces(root, 'message.ts', ['IPCMessage', 'MessageMetadata', 'TraceContext'])),
    manifest: fenced('ts', interfaces(root, 'manifest.ts', ['ModuleManifest', 'OpcodeDeclaration', 'ManifestLimits'])),
    capability: fenced('ts', interfaces(root, 'capability.ts', ['Capability', 'Resource', 'CapabilityRequest'])),
    words: wordTable(),
    syscalls: syscallTable(),
    limits: limitTable(),
    categories: categoryTable(),
    errors: errorTable((name) => `../errors/${errorPage(name)}`),
  };
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trim()}\n\`\`\``;

/** The text of exported interfaces of a source file of kernel-boundary, with the comments above them. */
function interfaces(root: string, file: string, names: readonly string[]): string {
  const text = readFileSync(join(root, 'libs/kernel-boundary/src', file), 'utf8');
  return names.map((name) => interfaceText(text, name)).join('\n\n');
}

export function interfaceText(text: string, name: string): string {
  const found = new RegExp(
    `(?:/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\\n)?export interface ${name}\\b[^\\n]*\\{[\\s\\S]*?^\\}`,
    'mu',
  ).exec(text);
  if (found === null) throw new Error(`There is no interface ${name}.`);
  return found[0];
}

function wordTable(): string {
  const rows: [string, readonly string[]][] = [
    ['message types', MESSAGE_TYPES],
    ['message priorities, lowest first', MESSAGE_PRIORITIES],
    ['delivery modes', DELIVERY_MODES],
    ['process priorities, highest first', PROCESS_PRIORITIES],
    ['interfaces that a manifest may name', KERNEL_INTERFACES],
    ['resource types', RESOURCE_TYPES],
    ['rights', RIGHTS],
  ];
  return table(
    ['what', 'words'],
    rows.map(([what, words]) => [what, words.map(code).join(', ')]),
  );
}

function syscallTable(): string {
  const rows = Object.entries(SYSCALLS).map(([name, row]) => [
    code(name),
    code(`${row.interface}.${row.function.replace(/^\[method\]/u, '')}`),
    row.resourceType,
    'right' in row ? row.right : 'holding it is enough',
    row.suspends ? 'yes' : 'no',
    row.description,
  ]);
  return table(['system call', 'WIT function', 'capability on', 'right', 'may suspend', 'what it does'], rows);
}

function limitTable(): string {
  const rows = Object.entries(LIMITS).map(([name, { value, unit, reason }]) => [
    code(name),
    grouped(value),
    unit,
    reason,
  ]);
  return table(['limit', 'default', 'unit', 'why'], rows);
}
