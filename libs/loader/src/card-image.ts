import { CARD_SHIFT, MARK_REACH } from '@esta-logic/meter';

const CARD_BYTES = 2 ** CARD_SHIFT;
/**
 * Makes a memory equal to its image where cards say that it was written, and clears the cards. `image` and `live` have
 * the same length, whole cards.
 */
export function restoreCards(live: Uint8Array, image: Uint8Array, cards: Uint8Array): void {
  const count = image.length >>> CARD_SHIFT;
  const words = new Uint32Array(cards.buffer, cards.byteOffset, (count + 3) >>> 2);
  for (let word = 0; word < words.length; word++) {
    if (words[word] === 0) continue;
    let card = word << 2;
    while (cards[card] === 0) card++;
    let end = card + 1;
    while (end < count && cards[end] === 1) end++;
    const from = Math.max(0, card * CARD_BYTES - MARK_REACH);
    const to = Math.min(image.length, end * CARD_BYTES + MARK_REACH);
    live.set(image.subarray(from, to), from);
    cards.fill(0, card, end);
    // What is left of a word that the run ended in is looked at again.
    word = (end >>> 2) - 1;
  }
}
