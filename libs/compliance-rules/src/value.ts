/** What an answer may be made of: JSON, hours as exact text. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
