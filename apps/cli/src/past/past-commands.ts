/** Commands that may be asked of the past: they read, or what they change is forgotten with the kernel of then. */
export const PAST_COMMANDS: ReadonlySet<string> = new Set([
  'balances', 'employer', 'ledger', 'modules', 'obligations', 'send', 'statement', 'yearend',
]); // prettier-ignore
