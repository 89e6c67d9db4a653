import { expect, it } from 'vitest';
import { finishedTask } from '../finished-task.mjs';

it('says what was built, and what was taken from the cache', () => {
  expect(finishedTask('> nx run @esta-logic/time-service:componentize')).toBe('Built the component of time-service');
  expect(finishedTask('> nx run @esta-logic/frontend:bundle  [local cache]')).toBe(
    'Built the web page of frontend (nothing changed)',
  );
});

it('says nothing of other lines', () => {
  expect(finishedTask('services/time-service: 1794977 bytes, sha256 5242b4cbb77c82c6…')).toBeUndefined();
  expect(finishedTask('> nx run @esta-logic/kernel:build')).toBeUndefined();
});
