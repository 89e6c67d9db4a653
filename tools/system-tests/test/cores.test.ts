import { describe, expect, it } from 'vitest';
import { DataDirectory } from './data-directory.ts';
import { isExact } from './crash-rounds.ts';
import { served } from './served.ts';
import { AS_OF, EMPLOYER, makeTimesheet } from './timesheet.ts';

describe('guests on two threads', () => {
  it('come to the balances of one, in a log that verifies and cranks that replay on this thread', async () => {
    const sheet = makeTimesheet(15, 100);
    const data = await DataDirectory.fresh();
    const kernel = await served(data, '--cores', '2');
    await data.ask('employer', '--set', await data.file('employer.json', JSON.stringify(EMPLOYER)));
    expect(await data.ask('import', await data.file('hours.csv', sheet.csv))).toMatchObject({ code: 0 });
    expect(isExact(await data.balances(AS_OF), sheet.expected)).toBe(true);
    expect(await data.ask('log', 'verify')).toMatchObject({ code: 0, json: { ok: true } });
    await kernel.leave('SIGTERM');
    const replay = await data.ask<{ cranks: number; same: number; diverged: number }>(
      'replay',
      '--all',
      '--cores',
      '1',
    );
    expect(replay).toMatchObject({ code: 0, json: { diverged: 0 } });
    expect(replay.json.same).toBeGreaterThan(5);
  });
});
