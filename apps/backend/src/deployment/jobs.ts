/** Work that outlives its request, such as an import whose reader left: a deployment waits for it before it stops. */
export interface Jobs {
  add(job: Promise<unknown>): void;
  /** Resolves when none is left. */
  done(): Promise<void>;
}

export function createJobs(): Jobs {
  const open = new Set<Promise<unknown>>();
  return {
    add(job) {
      const kept = job.catch(() => undefined).finally(() => open.delete(kept));
      open.add(kept);
    },
    async done() {
      while (open.size > 0) await Promise.all(open);
    },
  };
}
