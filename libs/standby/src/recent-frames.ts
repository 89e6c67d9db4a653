/** Frames kept for a standby that comes back, in characters. */
const RECENT_CHARACTERS = 16 * 1024 * 1024;

/** Frames of the newest batches of an epoch, in the order of their positions. */
export class RecentFrames {
  readonly #frames: { readonly position: number; readonly frame: string }[] = [];
  #characters = 0;

  add(position: number, frame: string): void {
    this.#frames.push({ position, frame });
    this.#characters += frame.length;
    while (this.#characters > RECENT_CHARACTERS && this.#frames.length > 1)
      this.#characters -= this.#frames.shift()!.frame.length;
  }

  /** Those after a position; undefined when they do not reach back to it. `newest`: the position of the last batch. */
  after(position: number, newest: number): readonly string[] | undefined {
    const oldest = this.#frames[0]?.position ?? newest + 1;
    if (position < oldest - 1) return undefined;
    return this.#frames.filter((batch) => batch.position > position).map(({ frame }) => frame);
  }
}
