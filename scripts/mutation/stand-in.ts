/** One test of a file, ready to be run as often as needed. */
export interface CollectedTest {
  /** With the names of the groups around it. */
  name: string;
  run(): unknown;
}

/** The tests of all files that were loaded, in their order. */
export const collected: CollectedTest[] = [];

const groups: string[] = [];

/** Stands in for `test` of `node:test`: keeps the test, so that one process can run it thousands of times. */
export default function test(name: string, run: () => unknown): void {
  if (typeof run !== 'function') {
    throw new TypeError(`"${name}": mutation testing knows test(name, function) alone.`);
  }
  collected.push({ name: [...groups, name].join(' > '), run });
}

/** Stands in for `describe` of `node:test`. */
export function describe(name: string, define: () => void): void {
  groups.push(name);
  define();
  groups.pop();
}
