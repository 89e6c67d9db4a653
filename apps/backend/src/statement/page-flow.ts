import type { PdfPage, PdfRule, PdfText } from '../pdf/pdf-document.ts';

/** Writes down a page and on to the next: what is placed is placed below what was. */
export class PageFlow {
  readonly #pages: { readonly texts: PdfText[]; readonly rules: PdfRule[] }[];
  readonly #top: number;
  readonly #bottom: number;
  /** From the top of the page. */
  y: number;

  /** `bottom` is the lowest line; the first page has `head` on it, down to `y`. */
  constructor(
    head: PdfPage,
    { y, top, bottom }: { readonly y: number; readonly top: number; readonly bottom: number },
  ) {
    this.#pages = [{ texts: [...head.texts], rules: [...head.rules] }];
    this.#top = top;
    this.#bottom = bottom;
    this.y = y;
  }

  get pages(): readonly PdfPage[] {
    return this.#pages;
  }

  /** Begins a new page when less than `height` is left; `begin` writes what stands at its top. */
  room(height: number, begin: () => void = () => undefined): void {
    if (this.y + height <= this.#bottom) return;
    this.#pages.push({ texts: [], rules: [] });
    this.y = this.#top;
    begin();
  }

  text(...texts: readonly PdfText[]): void {
    this.#pages.at(-1)!.texts.push(...texts);
  }

  rule(rule: PdfRule): void {
    this.#pages.at(-1)!.rules.push(rule);
  }
}
