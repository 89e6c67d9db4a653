/** A place that an item can take in one line at a time. */
export class Place<T> {
  readonly item: T;
  before: Place<T> | undefined;
  behind: Place<T> | undefined;
  taken = false;

  constructor(item: T) {
    this.item = item;
  }
}

/** A first-in first-out line that anybody may leave early; every verb costs O(1) and allocates nothing. */
export class Line<T> {
  #first: Place<T> | undefined;
  #last: Place<T> | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  first(): T | undefined {
    return this.#first?.item;
  }

  /** From first to last. */
  *[Symbol.iterator](): Generator<T> {
    for (let place = this.#first; place; place = place.behind) yield place.item;
  }

  /** The first from the front that is wanted. */
  find(wanted: (item: T) => boolean): T | undefined {
    return this.findPlace(wanted)?.item;
  }

  /** The place of the first from the front that is wanted. */
  findPlace(wanted: (item: T) => boolean): Place<T> | undefined {
    let place = this.#first;
    while (place && !wanted(place.item)) place = place.behind;
    return place;
  }

  /** Goes to the end of the line, also from a place within it. */
  append(place: Place<T>): void {
    this.remove(place);
    place.taken = true;
    place.before = this.#last;
    if (this.#last) this.#last.behind = place;
    else this.#first = place;
    this.#last = place;
    this.#size++;
  }

  /** No effect on who is not in the line. */
  remove(place: Place<T>): void {
    if (!place.taken) return;
    place.taken = false;
    if (place.before) place.before.behind = place.behind;
    else this.#first = place.behind;
    if (place.behind) place.behind.before = place.before;
    else this.#last = place.before;
    place.before = place.behind = undefined;
    this.#size--;
  }
}
