/** What the contract suites need of a test runner; vitest's `{ describe, it, expect }` fits as it is. */
export interface ContractRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => void | Promise<void>): unknown;
  expect(actual: unknown): {
    toBe(expected: unknown): unknown;
    toEqual(expected: unknown): unknown;
    toBeUndefined(): unknown;
    toBeGreaterThanOrEqual(least: number): unknown;
    toMatchObject(expected: object): unknown;
  };
}
