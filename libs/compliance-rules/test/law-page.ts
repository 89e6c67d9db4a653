import { type PackRule, pinOf, type RulePack } from '../src/index.ts';

/** What the engine does about a section, beside the section's own rules; numbers come from the pack. */
type Does = (pack: RulePack) => readonly string[];

const SECTIONS: readonly { readonly section: string; readonly title: string; readonly does: Does }[] = [
  {
    section: 'MCL 408.962',
    title: 'Who is covered, and how large an employer is',
    does: (pack) => [
      `People are counted wherever they work in the country. An employer of ${pack.size.tiers[0]?.upTo ?? 0} or fewer is small.`,
      `An employer with ${pack.size.weeksTest?.atLeast ?? 0} or more people in ${pack.size.weeksTest?.weeks ?? 0} workweeks of this or the last calendar year is large. The weeks need not follow each other, and the two years are never added together.`,
      'Without a stated size, the weeks are counted from the imported timesheets. `esta obligations` says how near the employer is, and in which week it would get there.',
      `Somebody whose birth date is known is covered from the birthday at ${pack.coverage?.adultAge ?? 0}; hours before it never count.`,
    ],
  },
  {
    section: 'MCL 408.963',
    title: 'Accrual, use, carryover, frontloading, waits, pay',
    does: (pack) => [
      `Each hour worked earns exactly ${pack.accrual.rate} of an hour. Nothing is rounded until it is shown: ten minutes worked earn twenty seconds.`,
      `Nothing limits what accrues. A large employer may limit **use** to ${hours(pack, 'large', 'usePerYear')} hours a year and **carryover** to ${hours(pack, 'large', 'carryover')}; a small one to ${hours(pack, 'small', 'usePerYear')} and ${hours(pack, 'small', 'carryover')}.`,
      `Large employers begin on ${pack.duty.byTier['large']?.from ?? ''}, small ones on ${pack.duty.byTier['small']?.from ?? ''}. Hours worked before that never count.`,
      `Frontloading grants at least ${hours(pack, 'large', 'frontload')} hours (small employers ${hours(pack, 'small', 'frontload')}) at the start of the year, and the difference in the week that makes an employer large. Nothing carries over then.`,
      `New employees may be made to wait at most ${pack.waiting?.mostDays ?? 0} days. A longer wait in the policy is cut, and said so.`,
      `A policy that gives less than the law is not followed; the law's amount is used and a warning says so.`,
      `Pay is never below the full minimum wage: ${(pack.pay?.minimumWage ?? []).map(({ from, usd }) => `$${usd} from ${from}`).join(', ')}.`,
    ],
  },
  {
    section: 'MCL 408.963a',
    title: 'Multiemployer plans',
    does: () => [
      'Set `policy.multiemployerPlan` where contributions to a plan earn the time: no wait is applied then.',
    ],
  },
  {
    section: 'MCL 408.964',
    title: 'Purposes, notice, increments, documents',
    does: (pack) => [
      `The list of purposes is closed. The engine knows ${new Set(pack.purposes?.listed.map(({ id }) => id)).size} kinds and reads the reason as it is written; of a reason that it cannot place it says so.`,
      `Notice for foreseeable use: at most ${pack.notice?.mostAdvanceDays ?? 0} days. Documents: only for more than ${pack.documents?.moreThanDays ?? 0} consecutive days, due ${pack.documents?.dueDays ?? 0} days after they are asked for, at the employer's cost.`,
      'A request over several days gets no more than the year’s limit leaves; each later benefit year in it begins with what carries over or is granted.',
      `Time is used in steps of at most ${pack.increment?.mostMinutes ?? 0} minutes, or in the smallest steps in which payroll counts other absences.`,
    ],
  },
  {
    section: 'MCL 408.965',
    title: 'Transfer, rehire, successor, separation',
    does: (pack) => [
      `\`esta employee end\` and \`esta employee rehire\` keep every employment. A rehire within ${pack.reinstatement?.months ?? 0} calendar months brings the unused time back, unless it was paid out; the ledger shows when it left and when it returned. The wait does not begin again.`,
      'A transfer within the employer changes nothing. A successor takes over the balances of those it retains.',
    ],
  },
  {
    section: 'MCL 408.966',
    title: 'No retaliation',
    does: () => ['The engine decides nothing here. It never counts use of the time against anybody.'],
  },
  {
    section: 'MCL 408.967',
    title: 'Complaints and fines',
    does: (pack) => [
      `The question \`penalty\` gives the most that a violation can cost, and until when a complaint can be made (${pack.penalties?.claimYears ?? 0} years).`,
    ],
  },
  {
    section: 'MCL 408.968',
    title: 'Written notice and poster',
    does: (pack) => [
      `\`esta obligations\` lists the notice that each new employee must be given, and the poster in ${pack.admin?.poster?.languages.join(' and ') ?? ''}. \`--ics\` puts them into a calendar.`,
    ],
  },
  {
    section: 'MCL 408.970',
    title: 'Records',
    does: (pack) => [
      `Records are kept ${pack.admin?.recordYears ?? 0} years; the list says until when for each calendar year. Nothing is deleted by the engine.`,
      'A year that was closed with `esta yearend` is never edited afterwards: late timesheets become correcting entries on the day they arrive.',
    ],
  },
  {
    section: 'MCL 408.971',
    title: 'A floor, not a ceiling',
    does: () => ['A better policy always stands: a higher limit on use or carryover, a better rate, a larger grant.'],
  },
  {
    section: 'MCL 408.972',
    title: 'Collective agreements and contracts',
    does: () => [
      'The question `agreement` says whether an agreement defers the law and until when. Agreements listed under `employer.agreements` are watched: `esta obligations` names the day on which the law begins to apply.',
    ],
  },
];

function hours(pack: RulePack, tier: string, cap: 'usePerYear' | 'carryover' | 'frontload'): string {
  const value = pack.caps[tier]?.[cap] ?? null;
  return value === null ? 'no limit of' : typeof value === 'string' ? value : value.hours;
}

const CERTAINTY = {
  statute: 'the Act',
  agency: "the department's statement",
  secondary: 'law firms and agencies',
  interpretation: 'a reading of the Act',
} as const;

function ruleRow([id, rule]: readonly [string, PackRule]): string {
  const { text, certainty, confidence, sources } = rule;
  return `| \`${id}\` | ${text.en} | ${CERTAINTY[certainty]}, ${confidence} | ${sources.join('; ')} |`;
}

function sectionPart(pack: RulePack, { section, title, does }: (typeof SECTIONS)[number]): string {
  const rules = Object.entries(pack.rules).filter(([, rule]) => rule.section.split('; ')[0] === section);
  return [
    `## ${section}: ${title}`,
    '',
    ...does(pack).map((line) => `- ${line}`),
    '',
    '| rule | what it says | known from | sources |',
    '|---|---|---|---|',
    ...rules.map(ruleRow),
    '',
  ].join('\n');
}

function switchesPart(pack: RulePack): string {
  const rows = Object.entries(pack.switches).map(([name, { default: chosen, options, rule, warning }]) => {
    const others = options.filter((option) => option !== chosen).map((option) => `\`${option}\``);
    return `| \`${name}\` | \`${chosen}\` | ${others.join(', ') || 'none'} | ${warning.en} | ${pack.rules[rule]?.section ?? ''} |`;
  });
  return [
    '## Where the law is open: the switches',
    '',
    'Public sources read the Act in more than one way at these points.',
    'The engine follows the default, and every decision that depends on one says so. Set another under `policy.switches`, for example `{"size.crossing": "nextYear"}`, after asking a lawyer.',
    '',
    '| switch | default | instead | what it is about | section |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** The page of a pack for the people who have to work with the law: written from the pack, so that it cannot say something else. */
export function lawPage(pack: RulePack): string {
  return [
    `# ${pack.jurisdiction.name}: the ${pack.act.title}, section by section`,
    '',
    '<!-- Written from the rule pack by the tests of libs/compliance-rules (npm test -- -u), which fail when the two differ. -->',
    '',
    `What the engine does under ${pack.act.enacted} (${pack.act.citation}), in force since ${pack.effectiveFrom}.`,
    `The rule pack is \`${pack.id}@${pack.version}\`, whose content has the hash \`${pinOf(pack)}\`; \`esta packs\` shows it. Nothing here is legal advice.`,
    '',
    `> ${pack.review}`,
    '',
    'Each table lists the rules that ledgers, decisions and statements cite.',
    '"Known from" says who says so, and how sure that is: A is the text of the Act or the department itself, B is two independent sources or more, C is one.',
    '',
    ...SECTIONS.map((each) => sectionPart(pack, each)),
    switchesPart(pack),
    '## See it for yourself',
    '',
    '```sh',
    'npx esta balances --as-of 2026-12-31',
    'npx esta ledger --employee 1012',
    'npx esta obligations --ics due.ics',
    'npx esta yearend --preview --project',
    'npx esta statement --employee 1012 --from 2026-01-01 --to 2026-12-31 --lang es --out statement.pdf',
    'npx esta packs',
    '```',
    '',
    'The same stands on the page that `esta start` serves: balances with their reasons, each ledger with its sections, statements to download, "May this be taken?" with every step, the year end before it is closed, and what is due as a list and a calendar file, in English and Spanish ([the terms](spanish.md)).',
    'What engines and pages keep while they do this is written down as numbered rules in [docs/spec/law.md](../spec/law.md).',
    '',
  ].join('\n');
}

/** Sections that the page explains; a rule of another section would be missing from it. */
export const explainedSections: readonly string[] = SECTIONS.map(({ section }) => section);
