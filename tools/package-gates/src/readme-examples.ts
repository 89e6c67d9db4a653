import { execFile } from 'node:child_process';

/** One fenced block of a README that is to be run. */
export interface Example {
  readonly code: string;
  /** Line of the README on which the code begins, counted from 1. */
  readonly line: number;
  /** What stands behind each `console.log(…); // ` of the code. */
  readonly expected: readonly string[];
}

/** The `ts` blocks of a README; those marked `ts fragment` need something around them and are left out. */
export function examplesOf(readme: string): Example[] {
  const blocks = readme.matchAll(/^```ts[ \t]*\n([\s\S]*?)^```$/gmu);
  return [...blocks].map((block) => {
    const code = block[1] ?? '';
    return { code, line: readme.slice(0, block.index).split('\n').length + 1, expected: expectedOutput(code) };
  });
}

function expectedOutput(code: string): string[] {
  const prints = code.split('\n').filter((line) => /^\s*console\.log\(/u.test(line));
  return prints.flatMap((line) => /;\s*\/\/\s*(.+)$/u.exec(line)?.[1] ?? []);
}

/** Runs the example in `folder` (absolute), from the sources. Returns a sentence about what went wrong, or undefined. */
export async function exampleProblem(folder: string, example: Example): Promise<string | undefined> {
  const { output, failure } = await runCode(folder, example.code);
  const where = `README.md, line ${example.line}`;
  if (failure !== undefined) return `${where}: the example fails: ${failure}`;
  const wrong = unsaid(example.expected, output);
  return wrong === undefined ? undefined : `${where}: the example says "${wrong}" and prints:\n${output.trimEnd()}`;
}

/** The first comment that no line of the output bears out; each line bears out one. */
function unsaid(expected: readonly string[], output: string): string | undefined {
  const lines = output.split('\n').map((line) => line.trim());
  return expected.find((comment) => {
    const at = lines.findIndex((line) => says(comment, line));
    if (at >= 0) lines.splice(at, 1);
    return at < 0;
  });
}

/** The comment is the line, or begins with it and goes on to explain, or leaves its end out with dots. */
function says(comment: string, line: string): boolean {
  const cut = /^(.+?) ?(?:\.\.\.|…)$/u.exec(comment)?.[1];
  return line !== '' && (comment.startsWith(line) || (cut !== undefined && line.startsWith(cut)));
}

function runCode(folder: string, code: string): Promise<{ output: string; failure?: string }> {
  const args = ['--conditions=@esta-logic/source', '--input-type=module-typescript', '-'];
  return new Promise((resolve) => {
    const { FORCE_COLOR: _, ...rest } = process.env;
    const options = { cwd: folder, timeout: 60_000, env: { ...rest, NO_COLOR: '1' } };
    const child = execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve(error === null ? { output: stdout } : { output: stdout, failure: reasonIn(stderr) ?? error.message });
    });
    child.stdin?.end(code);
  });
}

/** The line of a stack trace that names the error. */
function reasonIn(stderr: string): string | undefined {
  return stderr.split('\n').find((line) => /^\S*Error\b/u.test(line)) ?? (stderr.trim() || undefined);
}
