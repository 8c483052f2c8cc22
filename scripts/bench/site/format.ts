/** A number of bytes in words, e.g. `31.5 kB`. */
export const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** Seconds in words. */
export const seconds = (value: number): string => `${value.toFixed(1)} s`;

/** A ratio in words. */
export const ratio = (value: number): string => value.toFixed(2);

/** Whether a target was met, in a word. */
export const judge = (isMet: boolean): string => (isMet ? 'met' : '**missed**');

/** A table in Markdown; columns after the first are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}
