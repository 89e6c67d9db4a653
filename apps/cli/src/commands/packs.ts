import type { KnownPack } from '@esta-logic/client';
import type { Command } from '../command.ts';
import { table } from '../output/table.ts';

/** Enough digits to compare by eye; `--json` has all of them. */
const DIGITS_SHOWN = 'blake3-'.length + 16;

export const packsCommand: Command = {
  name: 'packs',
  summary: 'List the rule packs with their dates, hashes and sources.',
  positionals: [],
  options: [],
  details: [
    'A rule pack is a law as data. Each is pinned by the BLAKE3 hash of its content: one that was changed is refused with 4007, and every decision, ledger entry and statement names the id, version and hash of the pack that it comes from.',
    'Balances and statements come from the pack in use. A decision may name another released one: "pack": "us-wa-psl-2018" in a case of esta cases, in the message compliance.decide and in POST /api/decisions.',
    'A draft is not fully sourced, and every decision from one says so. What a person still has to look at, and all sources, are under --json.',
  ],
  async run({ terminal, connect }) {
    const { client } = await connect();
    const packs = await client.packs();
    terminal.result(packs, packsTable(packs));
    return 0;
  },
};

const stateOf = ({ status, inUse, decides }: KnownPack): string =>
  inUse ? `${status}, in use` : decides ? `${status}, on request` : status;

const COLUMNS = ['Pack', 'Version', 'State', 'Jurisdiction', 'From', 'To', 'Hash', 'Law'].map((title) => ({ title }));

function packsTable(packs: readonly KnownPack[]): string {
  const rows = packs.map((pack) => [
    pack.id,
    pack.version,
    stateOf(pack),
    pack.jurisdiction,
    pack.effectiveFrom,
    pack.effectiveTo ?? '',
    `${pack.hash.slice(0, DIGITS_SHOWN)}…`,
    pack.citation,
  ]);
  const used = packs.find(({ inUse }) => inUse);
  const notes = used === undefined ? '' : `\n\n${used.id}: ${used.review}\nIts sources: esta packs --json.`;
  return `${table(COLUMNS, rows)}${notes}`;
}
