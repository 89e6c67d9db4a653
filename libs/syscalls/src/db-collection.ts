import { isConcrete } from '@esta-logic/capability-engine';
import { fail, ok, type Result } from '@esta-logic/kernel-boundary';
import type { CollectionPort, Granted } from './crank-port.ts';

/** The collection that a database capability is over: its path is `service.collection`. Fault: invalid-argument. */
export function collectionOf({ node, crank }: Granted): Result<CollectionPort> {
  const { resourcePath } = node.resource;
  const opened = crank.collections.get(resourcePath);
  if (opened) return ok(opened);
  const [service, ...rest] = resourcePath.split('.');
  if (!isConcrete(resourcePath) || !service || rest.length === 0) {
    return fail(
      'invalid-argument',
      `The database capability over ${resourcePath} does not name one collection; derive one such as time-service.shifts.`,
    );
  }
  const collection = crank.collection(service, rest.join('.'));
  crank.collections.set(resourcePath, collection);
  return ok(collection);
}
