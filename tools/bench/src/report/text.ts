import { meets, type Beside, type Result } from './result.ts';

/** One line: `{KEY: {unit, median, min, max, p99?, target, beside: {PEER: median}}}`; a peer without a figure is null. */
export const asJson = (results: readonly Result[]): string =>
  JSON.stringify(
    Object.fromEntries(
      results.map(({ key, unit, median, min, max, p99, target, beside }) => [
        key,
        { unit, median, min, max, p99, target, beside: medians(beside) },
      ]),
    ),
  );

const medians = (beside: Result['beside']): Record<string, number | null> =>
  Object.fromEntries(Object.entries(beside).map(([name, side]) => [name, 'absent' in side ? null : side.median]));

/** A block for each key: the figure, its spread, its target, and everybody beside it. */
export const asTable = (results: readonly Result[]): string => results.map((result) => `${block(result)}\n`).join('\n');

function block(result: Result): string {
  const { key, what, unit, target, better, judged } = result;
  const aim =
    target === null
      ? ''
      : `; target ${judged === 'p99' ? 'p99 ' : ''}${better === 'lower' ? '≤' : '≥'} ${shown(target)} ${unit}`;
  const head = `${key}: ${what} (${unit}, ${better} is better${aim}${verdict(result)})`;
  const names = ['esta-logic', ...Object.keys(result.beside)];
  const width = Math.max(...names.map((name) => name.length));
  const lines = [result, ...Object.values(result.beside)].map(
    (side, i) => `  ${names[i]!.padEnd(width)} ${figures(side)}`,
  );
  return [head, ...lines].join('\n');
}

const verdict = (result: Result): string => ({ true: ', met', false: ', missed', undefined: '' })[`${meets(result)}`];

function figures(side: Result | Beside): string {
  const facts = `${side.isolation}; ${side.durability}`;
  if ('absent' in side) return `absent: ${side.absent}`;
  const { median, min, max, p99 } = side;
  const tail = p99 === undefined ? ''.padEnd(14) : `  p99 ${shown(p99).padStart(8)}`;
  return `${shown(median).padStart(10)}  ${`[${shown(min)} … ${shown(max)}]`.padEnd(22)}${tail}  ${facts}`;
}

/** A figure for people: three digits, or whole thousands. */
export const shown = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
