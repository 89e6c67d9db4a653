/** Characters that one frame may have: a batch carries payloads, a file a component. */
export const LONGEST_FRAME = 256 * 1024 * 1024;

/** Cuts a stream of text into frames, one per line. Feeding throws a RangeError for a frame longer than any may be. */
export class FrameCutter {
  readonly #frame: (text: string) => void;
  #parts: string[] = [];
  #length = 0;

  constructor(frame: (text: string) => void) {
    this.#frame = frame;
  }

  feed(text: string): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#add(text.slice(start, end));
      const frame = this.#parts.join('');
      this.#parts = [];
      this.#length = 0;
      this.#frame(frame);
      start = end + 1;
    }
    if (start < text.length) this.#add(text.slice(start));
  }

  #add(part: string): void {
    this.#length += part.length;
    if (this.#length > LONGEST_FRAME) throw new RangeError('a frame is longer than any may be');
    this.#parts.push(part);
  }
}
