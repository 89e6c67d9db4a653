import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pdfText } from '../../test/pdf-text.ts';
import { statementFonts } from '../statement/statement-fonts.ts';
import { pdfDocument, textWidth, type PdfText } from './pdf-document.ts';
import { readTrueTypeFont } from './true-type-font.ts';

const fonts = await statementFonts();
const line = (text: string, more: Partial<PdfText> = {}): PdfText => ({ x: 72, y: 72, size: 12, text, ...more });
const write = (...texts: PdfText[]): Uint8Array =>
  pdfDocument([{ texts, rules: [{ y: 80, from: 72, to: 300 }] }], { title: 'Łódź 王', language: 'en' }, fonts);

it('W6: writes names as they are: Polish, Hungarian, Turkish, Vietnamese, Greek, Russian, and East Asian ones with the reader’s fonts', () => {
  const names = ['Łukasz Wójcik', 'Kovács Ödön Győző', 'Ayşe Şahin', 'Nguyễn Thị Ánh', 'Ελένη', 'Юлия', 'a(b)\\c'];
  const asian = ['王小明', '山田 はなこ', '김민준'];
  const file = write(...names.map((name) => line(name)), line('Ł', { bold: true }), ...asian.map((name) => line(name)));
  expect(pdfText(file).split('\n')).toEqual([...names, 'Ł', ...asian]);
  const text = Buffer.from(file).toString('latin1');
  for (const encoding of ['UniGB-UCS2-H', 'UniJIS-UCS2-H', 'UniKS-UCS2-H']) expect(text).toContain(encoding);
  expect(text).toContain('/Title <feff0141');
});

it('W6: shows what no font has as a mark, never as something else, and control characters as spaces', () => {
  expect(pdfText(write(line('A\u{1f600}\u0007ש')))).toBe('A\ufffd \ufffd');
});

/** The outline of a glyph in a font file, found the way a reader finds it: by the places in the table `loca`. */
function outlineIn(file: Uint8Array, glyph: number): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const table = (tag: string): number => {
    for (let at = 12; ; at += 16)
      if (String.fromCharCode(...file.subarray(at, at + 4)) === tag) return view.getUint32(at + 8);
  };
  const long = view.getInt16(table('head') + 50) === 1;
  const place = (n: number): number =>
    table('glyf') + (long ? view.getUint32(table('loca') + n * 4) : view.getUint16(table('loca') + n * 2) * 2);
  return file.subarray(place(glyph), place(glyph + 1));
}

it('embeds only the outlines that are shown, each as it is in the font', async () => {
  const whole = new Uint8Array(await readFile(new URL('../../assets/noto-sans-regular.ttf', import.meta.url)));
  const glyphs = [...'Győző ǖ Łódź'].map((letter) => fonts.regular.glyphOf(letter.codePointAt(0)!));
  const subset = fonts.regular.subset(glyphs);
  expect(subset.length).toBeLessThan(25_000);
  for (const glyph of [0, ...glyphs]) {
    const outline = outlineIn(whole, glyph);
    expect(outlineIn(subset, glyph).subarray(0, outline.length)).toEqual(outline);
  }
  expect(outlineIn(subset, fonts.regular.glyphOf('Q'.codePointAt(0)!)).length).toBe(0);
  expect(subset).toEqual(fonts.regular.subset([...glyphs].reverse()));
});

it('measures a text as its letters, whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ maxLength: 20 }), (a, b) => {
      const [left, right] = [a.normalize('NFC'), b.replace(/\p{M}/gu, '')];
      fc.pre((left + right).normalize('NFC') === left + right.normalize('NFC'));
      fc.pre(!/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(left + right));
      const together = textWidth(left + right, 10, fonts);
      expect(together).toBeCloseTo(textWidth(left, 10, fonts) + textWidth(right, 10, fonts), 6);
    }),
  );
});

it('refuses a file that is no font', () => {
  expect(() => readTrueTypeFont(new Uint8Array(64))).toThrow(/no table/);
});
