/**
 * A journal file: cranks with all that is needed to run them again, for a machine that has nothing else. JSON Lines in
 * UTF-8; a file as a whole may be compressed (gzip).
 *
 *   file   = header line* end
 *   header = { "esta": "journal", "v": 1 }
 *   line   = { "file": <name in the component store>, "base64": <bytes> }     before the first crank
 *          | { "blob": <hash>, "text": <text> }                               before the first crank that names it
 *          | { "crank": <seq>, "record": <text>, "recalls": <text>? }         as stored, by seq
 *   end    = { "end": <number of cranks> }
 *   hash   = 64 lower-case hexadecimal digits: BLAKE3 of the text's UTF-8
 *
 * The files are the components and manifests that the cranks name. Nothing that was made of a component is among them:
 * who replays a stranger's file runs no code of theirs but WebAssembly that was metered here.
 */
export const JOURNAL_HEADER = { esta: 'journal', v: 1 } as const;

export interface FileLine {
  readonly file: string;
  readonly base64: string;
}
export interface BlobLine {
  readonly blob: string;
  readonly text: string;
}
export interface CrankLine {
  readonly crank: number;
  readonly record: string;
  readonly recalls?: string;
}
export interface EndLine {
  readonly end: number;
}
export type JournalLine = FileLine | BlobLine | CrankLine | EndLine;
