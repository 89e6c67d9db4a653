import { readFile } from 'node:fs/promises';
import type { PdfFonts } from '../pdf/pdf-fonts.ts';
import { readTrueTypeFont } from '../pdf/true-type-font.ts';

let read: Promise<PdfFonts> | undefined;

/** The fonts of this release's statements, read once, when the first statement is written. */
export function statementFonts(): Promise<PdfFonts> {
  return (read ??= readFonts());
}

async function readFonts(): Promise<PdfFonts> {
  const font = async (weight: string) =>
    readTrueTypeFont(await readFile(new URL(`../../assets/noto-sans-${weight}.ttf`, import.meta.url)));
  const [regular, bold] = await Promise.all([font('regular'), font('bold')]);
  return { regular, bold };
}
