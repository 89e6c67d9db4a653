import { assemblyGuests } from './assembly-guests.ts';
import type { GuestModule } from './guest-module.ts';
import { nativeGuests } from './native-guests.ts';
import { writtenGuest } from './written-guests.ts';

/** All modules that the laboratory installs: the neighbour, the rogue in TypeScript, those in AssemblyScript, and the native ones. */
export async function guestModules(): Promise<readonly GuestModule[]> {
  const groups = [Promise.all(['neighbour', 'rogue'].map(writtenGuest)), assemblyGuests(), nativeGuests()];
  return (await Promise.all(groups)).flat();
}
