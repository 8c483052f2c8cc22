import type { Evidence, PlanSummary } from '../rehearsal/evidence.ts';

const files = import.meta.glob<Evidence>('/src/content/evidence/*.json', {
  import: 'default',
  eager: true,
});

/** Every example of the handbook, rehearsed or not. */
export const examples = Object.keys(import.meta.glob('/examples/*/render.yaml'))
  .map((path) => path.split('/')[2] ?? '')
  .sort();

/**
 * What was measured of an example, or undefined if it was never rehearsed.
 *
 * @throws {Error} if there is no such example
 */
export function evidenceOf(example: string): Evidence | undefined {
  if (!examples.includes(example)) throw new Error(`There is no examples/${example}.`);
  return files[`/src/content/evidence/${example}.json`];
}

const plans = import.meta.glob<PlanSummary>('/examples/*/rehearsal.json', {
  import: 'default',
  eager: true,
});

/** What an example is called, and why it cannot be rehearsed, if so. */
export function planOf(example: string): PlanSummary | undefined {
  return plans[`/examples/${example}/rehearsal.json`];
}

const blueprints = import.meta.glob<string>('/examples/*/render.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The `render.yaml` of an example. */
export function blueprintOf(example: string): string {
  return blueprints[`/examples/${example}/render.yaml`] ?? '';
}
