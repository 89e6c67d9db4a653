// Interleaved rounds: every way of doing the same work gets its turn in each round, so that a neighbour's load falls on
// all of them.

/**
 * Answers of each way a second by the clock and a second of CPU, of all threads: a pair for each round. On a busy machine
 * the second tells more. A way answers all its cases and gives the answers.
 */
export async function rounds(ways, { count, milliseconds, progress = () => undefined }) {
  const entries = Object.entries(ways);
  for (const [, way] of entries) await way();
  const rates = Object.fromEntries(entries.map(([name]) => [name, []]));
  for (let round = 1; round <= count; round++) {
    for (const [name, way] of entries) rates[name].push(await rate(way, milliseconds));
    progress(`round ${round} of ${count}`);
  }
  return rates;
}

async function rate(way, milliseconds) {
  const start = performance.now();
  const before = process.cpuUsage();
  let answered = 0;
  do answered += (await way()).length;
  while (performance.now() - start < milliseconds);
  const { user, system } = process.cpuUsage(before);
  return {
    perSecond: (answered * 1e3) / (performance.now() - start),
    perCpuSecond: (answered * 1e6) / (user + system),
  };
}

export function summary(values, places = 0) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => Number(sorted[Math.floor((sorted.length - 1) * share)].toFixed(places));
  return { median: at(0.5), min: at(0), max: at(1) };
}
