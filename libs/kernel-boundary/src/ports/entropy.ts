/** Random bytes of the host. Guests never see it directly. */
export interface Entropy {
  bytes(length: number): Uint8Array;
}
