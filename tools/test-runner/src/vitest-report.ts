/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  readonly testResults: readonly FileResult[];
}

interface FileResult {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
}

/** What a package's tests came to. `failures` has one line for each failed test. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
}

/** Adds up one report; `undefined` means that the run left none, which counts as one failure. */
export function tallyOf(folder: string, report: VitestReport | undefined): Tally {
  if (report === undefined) return oneFailure(`${folder}: its tests left no report; see its output above`);
  const tallies = report.testResults.map((file) => fileTally(folder, file));
  const total = addTallies(tallies);
  return total.passed + total.failed === 0 ? oneFailure(`${folder}: no test ran`) : total;
}

function oneFailure(line: string): Tally {
  return { passed: 0, failed: 1, skipped: 0, failures: [line] };
}

function fileTally(folder: string, file: FileResult): Tally {
  const withStatus = (status: string) => file.assertionResults.filter((test) => test.status === status);
  const failed = withStatus('failed');
  const passed = withStatus('passed').length;
  const skipped = file.assertionResults.length - passed - failed.length;
  const lines = failed.map((test) => `${folder}: ${test.fullName}`);
  if (file.status !== 'failed' || failed.length > 0) return { passed, failed: failed.length, skipped, failures: lines };
  const why = file.message?.split('\n')[0] ?? 'the file failed outside of its tests';
  return { passed, failed: 1, skipped, failures: [`${folder}: ${file.name}: ${why}`] };
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
  return {
    passed: sum((tally) => tally.passed),
    failed: sum((tally) => tally.failed),
    skipped: sum((tally) => tally.skipped),
    failures: tallies.flatMap((tally) => tally.failures),
  };
}

/** The last line of `npm test`. */
export function lastLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
