import { defineService } from '@esta-logic/service-sdk';
import { commit } from './handlers/commit.ts';
import { headcount } from './handlers/headcount.ts';
import { shifts } from './handlers/shifts.ts';
import { discard, stage } from './handlers/stage.ts';

export default defineService({
  handlers: {
    'time.import.stage': stage,
    'time.import.commit': commit,
    'time.import.discard': discard,
    'time.shifts': shifts,
    'time.headcount': headcount,
  },
});
