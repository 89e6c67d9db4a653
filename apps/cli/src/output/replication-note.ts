import type { ReplicationEvent } from '@esta-logic/standby';

/** What happens between a primary and its standby, as a line for people. */
export function replicationNote(event: ReplicationEvent): string {
  switch (event.kind) {
    case 'standby.missing':
      return 'No standby is connected; nothing is decided until one is.';
    case 'standby.in-step':
      return event.copied ? 'A standby has copied everything and is in step.' : 'The standby is in step again.';
    case 'standby.turned-away':
      return `Turned another standby away (${event.id.slice(0, 16)}): a primary has one.`;
    case 'standby.fenced':
      return `Another kernel has taken over (epoch ${event.epoch}); this one decides nothing any more.`;
    case 'standby.following':
      return `Following the primary from commit ${event.position} of epoch ${event.epoch}.`;
    case 'standby.refused':
      return `Refused commit ${event.position} of the primary: ${event.fault.message}`;
  }
}
