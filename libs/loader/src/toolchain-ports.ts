/**
 * What the loader needs of the host to make a component runnable: a transpiler from component to JavaScript glue and
 * core modules, and a way to evaluate that glue. Both reach beyond pure code, so a driver fills them.
 */
export interface TranspileRequest {
  readonly component: Uint8Array;
  /** Base of the names of the core modules. */
  readonly name: string;
  /** Host functions that may suspend the guest, as `esta:kernel/db@0.1.0#[method]collection.read`. */
  readonly asyncImports: readonly string[];
  /** Exports that are called so that the guest may suspend. */
  readonly asyncExports: readonly string[];
}

export interface Transpiled {
  /** ES module that exports `instantiate(getCoreModule, imports, instantiateCore)`. */
  readonly source: string;
  /** Core modules by the name that the source asks for. */
  readonly cores: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

export interface Transpiler {
  /** Changes whenever the same component may give other output. */
  readonly version: string;
  /** Rejects with an Error whose message says what is wrong with the component. */
  transpile(request: TranspileRequest): Promise<Transpiled>;
}

export interface ModuleEvaluator {
  /** Evaluates ES module text that imports nothing; the result is its namespace. `name` appears in stack traces. */
  evaluate(source: string, name: string): Promise<unknown>;
}
