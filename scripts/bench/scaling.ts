import { parseDocument } from 'yaml';
import { checkBlueprint } from '../../src/blueprint/index.ts';
import { medians } from './time.ts';

/** Milliseconds per service in a file of so many services. */
export interface Scaling {
  services: number;
  perService: number;
  /** The same for `yaml` alone, without positions. */
  bare: number;
}

const sizes = [10, 100, 1_000, 10_000];

export function measureScaling(rounds: number): Scaling[] {
  const most = Math.max(...sizes);
  const runs = Object.fromEntries(
    sizes.flatMap((size) => {
      // The same services each time, in one file or in many.
      const texts = Array.from({ length: most / size }, (_, index) =>
        blueprint(index * size, size),
      );
      return [
        [`ours ${size}`, () => texts.map((text) => checkBlueprint(text))],
        [`bare ${size}`, () => texts.map((text) => parseDocument(text).toJS())],
      ];
    }),
  );
  const took = medians(rounds, runs);
  const perService = (name: string) => (took[name] ?? Number.NaN) / most;
  return sizes.map((services) => ({
    services,
    perService: perService(`ours ${services}`),
    bare: perService(`bare ${services}`),
  }));
}

/** Web services and workers that share brokers, with references that all have a target. */
function blueprint(from: number, services: number): string {
  const parts = Array.from({ length: services }, (_, offset) => {
    const index = from + offset;
    const broker = index - (index % 10);
    if (index === broker) {
      return `  - type: keyvalue\n    name: broker-${index}\n    plan: 1g\n    maxmemoryPolicy: noeviction\n    ipAllowList: []\n`;
    }
    const type = index % 2 ? 'worker' : 'web';
    return [
      `  - type: ${type}`,
      `    name: ${type}-${index}`,
      '    runtime: node',
      '    plan: 1c-2g',
      '    buildCommand: npm ci',
      `    startCommand: node ${type}.js`,
      '    envVars:',
      '      - key: REDIS_URL',
      `        fromService: { type: keyvalue, name: broker-${broker}, property: connectionString }`,
      '',
    ].join('\n');
  });
  return `services:\n${parts.join('')}`;
}
