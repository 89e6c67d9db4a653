import { defineService } from '@esta-logic/service-sdk';

export default defineService({
  handlers: {
    'spinner.spin': () => {
      let turns = 0;
      while (turns >= 0) turns = (turns + 1) % 1_000_000;
      return { turns };
    },
  },
});
