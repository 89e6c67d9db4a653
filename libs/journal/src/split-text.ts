import { elementOf, memberOf, type PersonalParts, type PersonalShape } from './personal-shape.ts';

/**
 * A text cut at its personal fields: `shown[0] fields[0] shown[1] fields[1] … shown[n]`, joined, is the text again, to the
 * character. A field is a JSON value just as it stands there.
 */
export interface SplitText {
  readonly fields: readonly string[];
  /** One more than there are fields. */
  readonly shown: readonly string[];
}

export const joinText = (shown: readonly string[], fields: readonly string[]): string =>
  shown.map((piece, i) => (i === 0 ? piece : `${fields[i - 1]}${piece}`)).join('');

/** A text that is one field. */
export const wholeField = (text: string): SplitText => ({ fields: [text], shown: ['', ''] });

/** Cuts a JSON document; a text that is none is one field. */
export function splitText(text: string, shape: PersonalShape): SplitText {
  const cutter = new Cutter(text);
  try {
    cutter.value(shape);
  } catch (problem) {
    if (problem instanceof NotJson) return wholeField(text);
    throw problem;
  }
  return cutter.split();
}

class NotJson extends Error {}

const SCALAR = /[^\s,\]}]+/y;
/** What matters inside of a value that is passed over. */
const BRACKET = /["[\]{}]/g;

/** Walks a document along a shape; what the shape does not lead to is passed over without a look inside. */
class Cutter {
  readonly #text: string;
  readonly #fields: string[] = [];
  readonly #shown: string[] = [];
  #at = 0;
  /** Where the last field ended. */
  #cut = 0;

  constructor(text: string) {
    this.#text = text;
  }

  split(): SplitText {
    return { fields: this.#fields, shown: [...this.#shown, this.#text.slice(this.#cut)] };
  }

  value(shape: PersonalShape | undefined): void {
    this.#space();
    const start = this.#at;
    if (shape === true) {
      this.#pass();
      this.#shown.push(this.#text.slice(this.#cut, start));
      this.#fields.push(this.#text.slice(start, this.#at));
      this.#cut = this.#at;
    } else if (shape !== undefined && this.#text[start] === '{') this.#object(shape);
    else if (shape !== undefined && this.#text[start] === '[') this.#array(shape);
    else this.#pass();
    this.#space();
  }

  #object(shape: PersonalParts): void {
    for (let more = this.#opens('}'); more; more = this.#goesOn('}')) {
      this.#space();
      const start = this.#at;
      this.#string();
      const name = this.#text.slice(start, this.#at);
      this.#space();
      this.#take(':');
      this.value(memberOf(shape, name.includes('\\') ? decoded(name) : name.slice(1, -1)));
    }
  }

  #array(shape: PersonalParts): void {
    let place = 0;
    for (let more = this.#opens(']'); more; more = this.#goesOn(']')) this.value(elementOf(shape, place++));
  }

  /** Enters a value with members; false when it ends at once. */
  #opens(end: string): boolean {
    this.#at++;
    this.#space();
    if (this.#text[this.#at] !== end) return true;
    this.#at++;
    return false;
  }

  #goesOn(end: string): boolean {
    if (this.#text[this.#at] === ',') {
      this.#at++;
      return true;
    }
    this.#take(end);
    return false;
  }

  #take(character: string): void {
    if (this.#text[this.#at] !== character) throw new NotJson();
    this.#at++;
  }

  #space(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  #pass(): void {
    const first = this.#text[this.#at];
    if (first === '"') this.#string();
    else if (first === '{' || first === '[') this.#nested();
    else {
      SCALAR.lastIndex = this.#at;
      if (!SCALAR.test(this.#text)) throw new NotJson();
      this.#at = SCALAR.lastIndex;
    }
  }

  #nested(): void {
    let depth = 0;
    do {
      BRACKET.lastIndex = this.#at;
      const found = BRACKET.exec(this.#text);
      if (found === null) throw new NotJson();
      this.#at = found.index;
      if (found[0] === '"') {
        this.#string();
        continue;
      }
      depth += found[0] === '{' || found[0] === '[' ? 1 : -1;
      this.#at++;
    } while (depth > 0);
  }

  #string(): void {
    if (this.#text[this.#at] !== '"') throw new NotJson();
    for (let end = this.#text.indexOf('"', this.#at + 1); end >= 0; end = this.#text.indexOf('"', end + 1)) {
      let escapes = 0;
      while (this.#text[end - 1 - escapes] === '\\') escapes++;
      if (escapes % 2 === 1) continue;
      this.#at = end + 1;
      return;
    }
    throw new NotJson();
  }
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

function decoded(name: string): string {
  try {
    return JSON.parse(name) as string;
  } catch {
    throw new NotJson();
  }
}
