/** Every option of every command, in one place: the same name means the same everywhere. */
export interface Option {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in help. */
  readonly value?: string;
  readonly help: string;
}

export const OPTIONS = {
  data: { type: 'string', value: 'DIR', help: 'Data directory (default ./.esta).' },
  json: { type: 'boolean', help: 'Print exactly one JSON document on stdout; everything else goes to stderr.' },
  help: { type: 'boolean', help: 'Show help.' },
  version: { type: 'boolean', help: 'Show the version.' },
  port: { type: 'string', value: 'N', help: 'Port of the web page (default 4280; 0 for any free one).' },
  lockstep: { type: 'boolean', help: 'Handle every message twice, and keep only what came out alike.' },
  link: { type: 'string', value: 'HOST:PORT', help: 'Where the two kernels of a pair meet.' },
  'link-key': { type: 'string', value: 'FILE', help: 'The key that both share; made when the file does not exist.' },
  demo: { type: 'boolean', help: 'Fill an empty directory with a demo employer and its timesheets.' },
  layout: { type: 'string', value: 'NAME', help: 'How to read the file (default auto).' },
  'dry-run': { type: 'boolean', help: 'Check everything, change nothing.' },
  'skip-bad-rows': { type: 'boolean', help: 'Import the good rows although others are bad.' },
  set: { type: 'string', value: 'FILE.json', help: 'Store the employer and policy in this file.' },
  employee: { type: 'string', value: 'ID', help: 'Only this employee.' },
  'as-of': { type: 'string', value: 'DATE', help: 'As of this day, such as 2026-06-30 (default today).' },
  project: { type: 'boolean', help: 'Count days to come as if work went on like in the last weeks.' },
  from: { type: 'string', value: 'DATE', help: 'First day, such as 2026-01-01; of cranks, the first number.' },
  to: { type: 'string', value: 'DATE', help: 'Last day, such as 2026-12-31; of cranks, the last number.' },
  ics: { type: 'string', value: 'FILE.ics', help: 'Also write a calendar file (RFC 5545).' },
  lang: { type: 'string', value: 'LANG', help: 'Language of what people read: en or es (default en).' },
  name: { type: 'string', value: 'NAME', help: 'Name of the employee.' },
  'hire-date': { type: 'string', value: 'DATE', help: 'First day of the employment.' },
  'birth-date': { type: 'string', value: 'DATE', help: 'Day of birth; somebody under age is not covered.' },
  flsa: { type: 'string', value: 'WORD', help: 'exempt or nonexempt from overtime.' },
  'week-hours': { type: 'string', value: 'HOURS', help: 'Hours of a normal week, such as 38.5.' },
  date: { type: 'string', value: 'DATE', help: 'The day on which it happens (default today).' },
  'paid-out': { type: 'boolean', help: 'The value of the unused time was paid at the end.' },
  preview: { type: 'boolean', help: 'Change nothing; show what would come of it.' },
  through: { type: 'string', value: 'DATE', help: 'The last day of the year to close, or later (default yesterday).' },
  out: { type: 'string', value: 'FILE', help: 'Write to this file; its ending says how, such as .pdf or .csv.' },
  manifest: { type: 'string', value: 'FILE', help: 'The manifest of the component (JSON).' },
  message: { type: 'string', value: 'FILE.json', help: 'Another payload for the message.' },
  opcode: { type: 'string', value: 'OPCODE', help: 'Another opcode for the message.' },
  component: { type: 'string', value: 'FILE.wasm', help: 'Another component for the module that its manifest names.' },
  all: { type: 'boolean', help: 'Every crank of the data directory.' },
  refold: {
    type: 'boolean',
    help: 'Fold every crank from the first, and check the snapshots that were kept of earlier ones.',
  },
  process: { type: 'string', value: 'ID', help: 'Only the cranks of this process, such as accrual-engine#1.' },
  cores: {
    type: 'string',
    value: 'N',
    help: 'Threads that run guests (default: one to serve, one per processor to replay).',
  },
  memory: {
    type: 'string',
    value: 'SIZE',
    help: 'Memory that all modules may claim together, such as 2G; none lifts it. Kept for later.',
  },
  processes: {
    type: 'string',
    value: 'N',
    help: 'Processes that all modules may claim together; none lifts it. Kept for later.',
  },
  'tenant-rate': {
    type: 'string',
    value: 'N[/BURST]',
    help: 'Messages a second that each tenant may send; none lifts it. Kept for later.',
  },
  accept: { type: 'boolean', help: 'Install it although it answers otherwise, or asks for other capabilities.' },
  cranks: { type: 'string', value: 'N', help: 'Try it on so many of the newest messages (default 100).' },
  withhold: { type: 'string', value: 'PARTS', help: 'Leave out, separated by commas: payload, calls, output, rest.' },
  redact: { type: 'boolean', help: 'Leave out what says something of persons, field by field.' },
  'with-component': { type: 'boolean', help: 'Put the component into the receipt, so that it needs no other file.' },
  checkpoint: {
    type: 'string',
    value: 'FILE',
    help: 'Prove it under this published checkpoint (default: one of now).',
  },
  components: { type: 'string', value: 'DIR', help: 'Look for components in this directory.' },
  key: { type: 'string', value: 'KEY', help: 'The verifier key that you trust, or a file with it.' },
  published: {
    type: 'string',
    value: 'DIR',
    help: 'Check the files that were published here, without a data directory.',
  },
  witness: {
    type: 'string',
    value: 'KEYS',
    help: 'Verifier keys of witnesses, separated by commas, or files with them; to ask them over HTTP, KEY@URL.',
  },
  quorum: { type: 'string', value: 'N', help: 'So many of the witnesses must have cosigned (default all of them).' },
  keep: { type: 'string', value: 'DIR', help: 'Where the witness keeps its key and what it saw.' },
  listen: { type: 'string', value: 'HOST:PORT', help: 'Serve there (port 0 for any free one).' },
  once: { type: 'boolean', help: 'Print once, also on a terminal.' },
  deadline: {
    type: 'string',
    value: 'MS',
    help: 'Milliseconds within which the answer is wanted; after them the work is ended.',
  },
  type: { type: 'string', value: 'TYPE', help: 'Query, Command or Event (default: whichever the opcode takes).' },
  priority: { type: 'string', value: 'P', help: 'background, low, normal, high or critical (default normal).' },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof OPTIONS;

/** Understood by every command. */
export const GLOBAL_OPTIONS: readonly OptionName[] = ['data', 'json', 'help'];
