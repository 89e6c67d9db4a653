/** As the port `ModuleEvaluator` of `@esta-logic/loader`. */
export interface BrowserEvaluator {
  evaluate(source: string, name: string): Promise<unknown>;
}

/**
 * Evaluates ES module text through a Blob URL that is taken back at once. A page whose Content-Security-Policy does not
 * name `blob:` among its script sources cannot use it; modules that need no generated glue load without.
 */
export function browserEvaluator(): BrowserEvaluator {
  return {
    evaluate: async (source, name) => {
      const text = `${source}\n//# sourceURL=${name.replaceAll(/[^\w.-]/g, '_')}.js`;
      const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      try {
        return (await import(/* @vite-ignore */ url)) as unknown;
      } finally {
        URL.revokeObjectURL(url);
      }
    },
  };
}
