/**
 * The page below `frameworks/` that is about an example. Most are called like it; the poll loop has one
 * example for each language.
 */
export function pageOf(example: string): string {
  return example.startsWith('poll-loop-') ? 'poll-loop' : example;
}
