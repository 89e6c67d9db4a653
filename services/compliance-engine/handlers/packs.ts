import {
  michigan2025,
  packLock,
  pinOf,
  releasedPacks,
  type PackPin,
  type PackRule,
} from '@esta-logic/compliance-rules';

interface KnownPack extends PackPin {
  readonly id: string;
  readonly version: string;
  /** True for the pack that balances come from, and decisions that name no other; its hash was checked when it was loaded. */
  readonly inUse: boolean;
  /** Whether a decision may name it. */
  readonly decides: boolean;
  /** What each of its rules says and where that stands; of the pack in use only. */
  readonly rules?: Readonly<Record<string, PackRule>>;
}

/** Opcode `compliance.packs`. */
export function packs(): { packs: readonly KnownPack[] } {
  const used = pinOf(michigan2025);
  const deciding = releasedPacks.map(pinOf);
  const known = Object.entries(packLock).map(([name, pin]): KnownPack => {
    const [id = name, version = ''] = name.split('@');
    const inUse = pin.hash === used;
    return {
      id,
      version,
      inUse,
      decides: deciding.includes(pin.hash),
      ...pin,
      ...(inUse ? { rules: michigan2025.rules } : {}),
    };
  });
  return { packs: known.sort((a, b) => Number(b.inUse) - Number(a.inUse)) };
}
