export { failsModule } from './fails-module.ts';
export { climb, Ladder, STEP_FAILURES, WINDOW_MILLISECONDS, type Action, type Rung } from './ladder.ts';
