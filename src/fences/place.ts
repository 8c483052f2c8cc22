/** One step of a place in a Blueprint: a key, or the list item called so. */
export type Step = { key: string } | { item: string };

/**
 * Reads a place such as `services[celery-worker].envVars[REDIS_URL]`. Brackets choose the list item
 * whose `name` or `key` (or, in a generated host, `type`) is the word in them.
 *
 * @throws {SyntaxError} with what is wrong, if the text is no place
 */
export function parsePlace(text: string): Step[] {
  const steps: Step[] = [];
  let rest = text;
  while (rest.length > 0) {
    const match = /^(?:\.?([A-Za-z]\w*)|\[([^\]]*)\])/.exec(rest);
    if (!match) throw new SyntaxError(`\`${text}\` is not a place: cannot read \`${rest}\``);
    const [whole, key, item] = match;
    steps.push(key === undefined ? { item: item ?? '' } : { key });
    rest = rest.slice(whole.length);
  }
  if (steps.length === 0) throw new SyntaxError('the place is empty');
  return steps;
}
