/**
 * What a component's binary says (component-model, design/mvp/Binary.md), as far as components of the kernel's world need it.
 * Everything refers to index spaces, one for each sort; a definition extends one of them.
 */

/** Names of the index spaces. */
export type CoreSort =
  | 'core-func'
  | 'core-table'
  | 'core-memory'
  | 'core-global'
  | 'core-tag'
  | 'core-type'
  | 'core-module'
  | 'core-instance';
export type Sort = CoreSort | 'func' | 'value' | 'type' | 'component' | 'instance';

export interface SortIndex {
  readonly sort: Sort;
  readonly index: number;
}

export type Named<T> = T & { readonly name: string };

/** The canonical options of one lift or lower; numbers are indices of a core memory and of core functions. */
export interface CanonOptions {
  readonly encoding: 'utf8' | 'utf16';
  readonly memory?: number;
  readonly realloc?: number;
  readonly postReturn?: number;
}

/** One definition, in the order in which they stand. */
export type Definition =
  | { readonly is: 'core-module'; readonly bytes: Uint8Array }
  | { readonly is: 'core-instance'; readonly module: number; readonly args: readonly Named<{ instance: number }>[] }
  | { readonly is: 'core-exports'; readonly exports: readonly Named<SortIndex>[] }
  | { readonly is: 'component'; readonly bytes: Uint8Array }
  | { readonly is: 'instance'; readonly component: number; readonly args: readonly Named<SortIndex>[] }
  | { readonly is: 'exports'; readonly exports: readonly Named<SortIndex>[] }
  | Named<{ readonly is: 'alias-export' | 'alias-core-export'; readonly sort: Sort; readonly instance: number }>
  | { readonly is: 'alias-outer'; readonly sort: Sort; readonly depth: number; readonly index: number }
  | { readonly is: 'type'; readonly type: TypeDefinition }
  | { readonly is: 'lift'; readonly func: number; readonly options: CanonOptions; readonly type: number }
  | { readonly is: 'lower'; readonly func: number; readonly options: CanonOptions }
  | { readonly is: 'resource'; readonly op: 'new' | 'drop' | 'rep'; readonly type: number }
  | Named<{ readonly is: 'import'; readonly sort: Sort; readonly type: ExternType }>
  | Named<SortIndex & { readonly is: 'export' }>;

/** What an import must be: of a type, by index, or a resource of its own. */
export type ExternType = { readonly index: number } | 'resource';

/** A value type where it is used: a primitive's name, or the index of a type. */
export type ValueType = string | number;

/** A type as it is defined: its form and labelled parts in order; for an instance, what it declares. */
export type TypeDefinition =
  | { readonly form: string; readonly parts: readonly TypePart[] }
  | { readonly form: 'instance'; readonly declares: readonly Definition[] }
  | { readonly form: 'resource' | 'component' };

export interface TypePart {
  readonly label: string;
  readonly type?: ValueType;
}

/** A component uses something that this loader does not follow itself; it may still be a valid one. */
export class UnknownShape extends Error {}
