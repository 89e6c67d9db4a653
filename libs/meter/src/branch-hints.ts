import { ByteWriter } from './byte-writer.ts';

/** Name of the custom section (WebAssembly branch hinting proposal); it stands before the code section. */
const SECTION_NAME = 'metadata.code.branch_hint';
const UNLIKELY = [1, 0];

/**
 * Which branches of the woven code are hardly ever taken: those to a safe point's slow path. An engine that reads hints
 * lays that path out of the way, and does not save registers for it on the way past.
 *
 *   section = function*    function = index (offset size:1 unlikely:0)*    offset: of the `if`, from the start of the body
 */
export class BranchHints {
  readonly #content = new ByteWriter(1 << 12);
  #functions = 0;

  /** `offsets` ascend. */
  add(functionIndex: number, offsets: readonly number[]): void {
    if (offsets.length === 0) return;
    this.#functions += 1;
    this.#content.u32(functionIndex).u32(offsets.length);
    for (const offset of offsets) this.#content.u32(offset).op(...UNLIKELY);
  }

  /** The section's content: its name and all hints. */
  section(): ByteWriter {
    return new ByteWriter(this.#content.length + 64)
      .name(SECTION_NAME)
      .u32(this.#functions)
      .bytes(this.#content.view());
  }
}
