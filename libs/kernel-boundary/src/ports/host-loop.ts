/** The host's event loop, so that the kernel can let timers and sockets run between cranks. */
export interface HostLoop {
  /** Resolves once the host has had a turn of its event loop. */
  turn(): Promise<void>;
  /** Calls `wake` once after at least `milliseconds`; the returned function cancels it. */
  after(milliseconds: number, wake: () => void): () => void;
}
