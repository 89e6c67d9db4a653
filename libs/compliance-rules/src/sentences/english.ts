/** What every step says to people; `{names}` are filled in from its inputs, `{value}` from its value. */
export const english = {
  'coverage.excluded': 'The law does not cover this person ({exclusion}), so nothing accrues.',
  'accrual.start': 'Hours worked from {value} on count.',
  'hours.counted': '{value} hours were worked from {from} on and count, overtime included.',
  'hours.elapsed': '{value} hours passed on the clock from {from} on, a change of clocks included, and count.',
  'hours.assumed': 'An exempt employee is taken to work {weekHours} hours a week, so {value} hours count.',
  'accrual.earned': '{countedHours} counted hours at {rate} of an hour each earn {value} hours.',
  'accrual.cap': 'The yearly limit on accrual is: {cap}; {accruedHours} hours have accrued.',
  'frontload.granted': '{value} hours have been granted at the start of the year.',
  'year.balance': '{carriedIn} carried in plus {accrued} earned less {used} used leaves {value} hours.',
  'carryover.all': 'All {value} unused hours carry over.',
  'carryover.capped': 'Of {balance} unused hours {value} carry over; {forfeited} may lapse.',
  'frontload.noCarryover': 'Time granted up front need not carry over; {forfeited} unused hours may lapse.',
  'frontload.next': 'At least {value} hours must be granted at the start of the next year.',
  'yearEnd.payout': 'Unused time must be paid out.',
  'yearEnd.noPayout': 'No unused time needs to be paid out.',
  'balance.overdrawn': 'More was used than earned (balance {balance}); the debt is not carried into the next year.',
  'usable.waiting':
    'Time may first be used on {firstUseDate}, so none of the {requested} hours on {date} need be granted.',
  'usable.capped':
    '{used} of the {cap} hours a year are already used, so {value} of {requested} hours on {date} are protected.',
  'usable.balance': 'The balance is {balance} hours, so {value} of {requested} hours on {date} can be granted.',
  'usable.all': 'All {value} hours on {date} must be granted.',
  'size.counting': '{value} people work for compensation and count.',
  'size.weeksReached':
    'There were {threshold} or more people in at least {weeks} workweeks of this year ({weeksThisYear}) or the last ({weeksLastYear}), so the employer is {value}.',
  'size.weeksNotReached':
    'Neither this year ({weeksThisYear}) nor the last ({weeksLastYear}) has {weeks} workweeks with {threshold} or more people, so the employer is {value}.',
  'size.stated': 'The employer is stated to be {value}.',
  'size.byHeadcount': 'With {headcount} people the employer is {value}.',
  'size.watch':
    '{headcount} people work now but the {weeks} workweeks are not reached; the employer becomes larger in the week that reaches them.',
  'size.amounts':
    'A {tier} employer may limit use to {use} hours a year and carryover to {carryover}, or grant {frontload} hours up front.',
  'duty.start': 'A {tier} employer must provide leave from {value}.',
  'duty.startUp': 'A start-up that first employed someone on {firstEmployeeDate} must provide leave from {value}.',
  'waiting.permitted': 'The employer may make someone hired on {hireDate} wait {days} days before use.',
  'waiting.notInLaw': 'This law knows no wait.',
  'waiting.method': 'There is no wait for time granted up front.',
  'waiting.hiredBefore': 'Someone hired on {hireDate} may not be made to wait.',
  'waiting.multiemployer': 'There is no wait for time earned through a multiemployer plan.',
  'waiting.firstUse': 'Time may first be used on {value}.',
  'waiting.ignored': 'A wait of {days} days is not permitted here and is ignored.',
  'waiting.cut': 'A wait of {days} days is longer than the law permits and is cut to {most}.',
  'policy.belowLaw': '{setting} is {given}, less than the law gives; {law} is used instead.',
  'pack.draft': 'This rule pack is a draft: its values are not all verified.',
} as const;
