import { registerHooks } from 'node:module';

/** As the port `ModuleEvaluator` of `@esta-logic/loader`. */
export interface GlueEvaluator {
  evaluate(source: string, name: string): Promise<unknown>;
}

/** Data URLs are accepted as they are by every layer above Node's loader; the text behind these never is their own. */
const PREFIX = 'data:text/javascript,esta-glue/';

/** Texts on their way through Node's module loader, by URL. */
const waiting = new Map<string, string>();
let evaluated = 0;
let hooked = false;

/**
 * Evaluates ES module text under a short URL of its own: nothing is written to disk, nothing can be imported by
 * relative path, and stack traces name the module instead of holding its whole text.
 */
export function nodeEvaluator(): GlueEvaluator {
  hook();
  return {
    evaluate: async (source, name) => {
      const url = `${PREFIX}${++evaluated}/${name.replaceAll(/[^\w.-]/g, '_')}.js`;
      waiting.set(url, source);
      try {
        return (await import(/* @vite-ignore */ url)) as unknown;
      } finally {
        waiting.delete(url);
      }
    },
  };
}

function hook(): void {
  if (hooked) return;
  hooked = true;
  registerHooks({
    resolve: (specifier, context, next) =>
      waiting.has(specifier) ? { url: specifier, shortCircuit: true } : next(specifier, context),
    load: (url, context, next) => {
      const source = waiting.get(url);
      return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
    },
  });
}
