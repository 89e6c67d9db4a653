import type { Client, EmployeeFacts, StatedFacts } from '@esta-logic/client';
import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import { dateOption, todayAtEmployer } from '../ask-kernel.ts';
import type { Command, CommandInput } from '../command.ts';
import { table } from '../output/table.ts';
import { WrongUsage } from '../wrong-usage.ts';

interface Answer {
  readonly document: unknown;
  readonly text: string;
}

/** Understands what was asked before a kernel is opened, and gives what is to be done with it. */
type Action = (id: string, input: CommandInput) => (client: Client) => Promise<Answer>;

const answer = (employee: EmployeeFacts, text: string): Answer => ({ document: employee, text });
const nameOf = ({ id, name }: EmployeeFacts): string => (name === undefined ? id : `${name} (${id})`);

const ACTIONS: Readonly<Record<string, Action>> = {
  show: (id) => async (client) => {
    const employee = await client.employee(id);
    return answer(employee, facts(employee));
  },
  add: (id, input) => {
    const stated = statedFacts(input);
    return async (client) => {
      if ((await client.employees()).some((employee) => employee.id === id)) throw exists(id);
      const employee = await client.setEmployee(id, stated);
      return answer(employee, `${nameOf(employee)} was added.\n\n${facts(employee)}`);
    };
  },
  change: (id, input) => {
    const stated = statedFacts(input);
    if (Object.keys(stated).length === 0)
      throw new WrongUsage('`esta employee change` needs what to change, such as --hire-date 2026-01-05.');
    return async (client) => {
      await client.employee(id);
      const employee = await client.setEmployee(id, stated);
      return answer(employee, `${nameOf(employee)} was changed.\n\n${facts(employee)}`);
    };
  },
  end: (id, { text, flag }) => {
    const [day, paidOut] = [dateOption('date', text('date')), flag('paid-out')];
    return async (client) => {
      const date = day ?? (await todayAtEmployer(client));
      const employee = await client.separateEmployee(id, date, paidOut);
      const unused = paidOut
        ? 'Unused time was paid out, so none comes back at a rehire.'
        : 'Unused time comes back if the rehire is early enough; `esta obligations` says until when.';
      return answer(employee, `The employment of ${nameOf(employee)} ends on ${date}. ${unused}`);
    };
  },
  rehire: (id, { text }) => {
    const day = dateOption('date', text('date'));
    return async (client) => {
      const date = day ?? (await todayAtEmployer(client));
      const employee = await client.rehireEmployee(id, date);
      const said = `${nameOf(employee)} is employed again from ${date}; \`esta ledger\` shows what came back.`;
      return answer(employee, said);
    };
  },
};

const exists = (id: string): KernelError =>
  new KernelError(
    faultOf('state-refused', `There is an employee ${id} already; \`esta employee change ${id}\` changes the facts.`),
  );

/** Which options each word takes, besides those of every command. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  list: [],
  show: [],
  add: ['name', 'hire-date', 'birth-date', 'flsa', 'week-hours'],
  change: ['name', 'hire-date', 'birth-date', 'flsa', 'week-hours'],
  end: ['date', 'paid-out'],
  rehire: ['date'],
};

export const employeeCommand: Command = {
  name: 'employee',
  summary: 'List, show, add or change employees; end an employment or begin it anew.',
  positionals: ['[list|show|add|change|end|rehire]', '[ID]'],
  options: ['name', 'hire-date', 'birth-date', 'flsa', 'week-hours', 'date', 'paid-out'],
  details: [
    '`add` and `change` take --name, --hire-date, --birth-date, --flsa exempt|nonexempt and --week-hours; what is left out stays as it is.',
    '`end` ends the employment on --date, its last day; --paid-out says that the value of the unused time was paid. `rehire` begins a new one on --date and keeps the old: whether unused time comes back is decided by the law (MCL 408.965).',
  ],
  async run(input) {
    const [word = 'list', id] = input.positionals;
    checkUsage(word, id, input);
    const act = id === undefined ? list : ACTIONS[word]!(id, input);
    const { client } = await input.connect();
    const { document, text } = await act(client);
    input.terminal.result(document, text);
    return 0;
  },
};

function checkUsage(word: string, id: string | undefined, { text, flag }: CommandInput): void {
  const takes = Object.hasOwn(TAKES, word) ? TAKES[word]! : undefined;
  if (takes === undefined)
    throw new WrongUsage(`\`esta employee\` can ${Object.keys(TAKES).join(', ')}, not ${JSON.stringify(word)}.`);
  if (word === 'list' && id !== undefined)
    throw new WrongUsage(`\`esta employee list\` does not know what to do with ${JSON.stringify(id)}.`);
  if (word !== 'list' && id === undefined)
    throw new WrongUsage(`\`esta employee ${word}\` needs the ID of an employee.`);
  for (const option of employeeCommand.options) {
    if ((text(option) !== undefined || flag(option)) && !takes.includes(option))
      throw new WrongUsage(`\`esta employee ${word}\` does not take --${option}.`);
  }
}

function statedFacts({ text }: CommandInput): StatedFacts {
  const [name, hours, flsa] = [text('name'), text('week-hours'), text('flsa')];
  const [hireDate, birthDate] = [
    dateOption('hire-date', text('hire-date')),
    dateOption('birth-date', text('birth-date')),
  ];
  if (flsa !== undefined && flsa !== 'exempt' && flsa !== 'nonexempt')
    throw new WrongUsage(`The option --flsa needs exempt or nonexempt, not ${JSON.stringify(flsa)}.`);
  return {
    ...(name === undefined ? {} : { name }),
    ...(hireDate === undefined ? {} : { hireDate }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(flsa === undefined ? {} : { flsa }),
    ...(hours === undefined ? {} : { normalWeekHours: hours }),
  };
}

async function list(client: Client): Promise<Answer> {
  const employees = await client.employees();
  if (employees.length === 0)
    return {
      document: employees,
      text: 'There are no employees yet: `esta import FILE.csv` or `esta employee add ID`.',
    };
  const columns = ['Employee', 'Name', 'Hired', 'Last day'].map((title) => ({ title }));
  const rows = employees.map(({ id, name, hireDate, hireDateAssumed, separationDate }) => [
    id,
    name ?? '',
    `${hireDate ?? ''}${hireDateAssumed === true ? ' *' : ''}`,
    separationDate ?? '',
  ]);
  const assumed = employees.some(({ hireDateAssumed }) => hireDateAssumed);
  const note = assumed
    ? '\n\n* first shift seen; `esta employee change ID --hire-date DATE` states the hire date.'
    : '';
  return { document: employees, text: `${table(columns, rows)}${note}` };
}

function facts({ id, name, hireDate, hireDateAssumed, ...rest }: EmployeeFacts): string {
  const assumed = hireDateAssumed === true ? ' (the first shift seen)' : '';
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Employee', id],
    ['Name', name],
    ['Hired', hireDate === undefined ? undefined : hireDate + assumed],
    ['Last day', rest.separationDate],
    ['Paid out', rest.paidOut === true ? 'yes' : undefined],
    ['Born', rest.birthDate],
    ['Overtime (FLSA)', rest.flsa],
    ['Hours of a normal week', rest.normalWeekHours],
    ...(rest.earlierEmployments ?? []).map((before): readonly [string, string] => [
      'Employed before',
      `${before.hireDate} to ${before.separationDate}`,
    ]),
  ];
  return rows
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `${label.padEnd(24)}${value}`)
    .join('\n');
}
