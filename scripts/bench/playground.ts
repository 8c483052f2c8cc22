import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type CheckResult, checkBlueprint } from '../../src/blueprint/index.ts';

/** Milliseconds from a key press to the result, the way to a worker and back included. */
export interface Typing {
  ours: Percentiles;
  /** `yaml` and Ajv with the published schema, compiled beforehand, in the same worker. */
  bare: Percentiles;
  /** How many texts were checked: one for each key press. */
  presses: number;
  /** How many of them are no YAML, and how long ours took for those. */
  broken: number;
  ofBroken: Percentiles;
  lines: number;
}

export interface Percentiles {
  p50: number;
  p95: number;
}

/** What is typed, character by character. */
const typed = `  - type: worker
    name: mails
    runtime: python
    region: oregon
    plan: 0.5c-512mb
    buildCommand: "pip install -r requirements.txt"
    startCommand: celery -A app worker --queues="mails" # one queue
    maxShutdownDelaySeconds: 60
    envVars:
      - { key: REDIS_URL, fromService: { type: keyvalue, name: broker-1, property: connectionString } }
      - key: FEATURES
        value: '{"retries": [1, 2]}'
`;

/** A Blueprint of some 300 lines, in two halves between which something is typed. */
function halves(): [before: string, after: string] {
  const group = (index: number) => `  - type: keyvalue
    name: broker-${index}
    plan: 256mb
    region: oregon
    ipAllowList: []
    maxmemoryPolicy: noeviction
    persistenceMode: journal-snapshot
  - type: web
    name: api-${index}
    runtime: node
    region: oregon
    plan: 0.5c-512mb
    buildCommand: npm ci
    startCommand: node api.js
    healthCheckPath: /healthz
    envVars:
      - key: REDIS_URL
        fromService:
          type: keyvalue
          name: broker-${index}
          property: connectionString
  # Takes the jobs of its API.
  - type: worker
    name: worker-${index}
    runtime: node
    region: oregon
    plan: 0.5c-512mb
    buildCommand: npm ci
    startCommand: node worker.js
    envVars:
      - key: REDIS_URL
        fromService:
          type: keyvalue
          name: broker-${index}
          property: connectionString
`;
  const groups = Array.from({ length: 9 }, (_, index) => group(index));
  return [`services:\n${groups.slice(0, 4).join('')}`, groups.slice(4).join('')];
}

/**
 * Types a service into the middle of a Blueprint and has each state checked, by ours and by the peer in
 * turn.
 *
 * @param schema the published schema, for the peer
 */
export async function measureTyping(schema: object, rounds: number): Promise<Typing> {
  const [before, after] = halves();
  const texts = Array.from(typed, (_, at) => `${before}${typed.slice(0, at + 1)}\n${after}`);
  const isBroken = texts.map((text) => checkBlueprint(text).schema === 'yaml-error');
  const worker = new Worker(new URL('playground-worker.ts', import.meta.url), {
    workerData: schema,
  });
  const took = { ours: [] as number[], bare: [] as number[], broken: [] as number[] };
  const press = async (text: string, isOurs: boolean) => {
    const start = performance.now();
    const answer = once(worker, 'message') as Promise<[CheckResult | object]>;
    worker.postMessage({ text, isOurs });
    await answer;
    return performance.now() - start;
  };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      for (const [index, text] of texts.entries()) {
        const ours = await press(text, true);
        const bare = await press(text, false);
        // The first round warms up.
        if (round === 0) continue;
        took.ours.push(ours);
        took.bare.push(bare);
        if (isBroken[index]) took.broken.push(ours);
      }
    }
  } finally {
    await worker.terminate();
  }
  return {
    ours: percentiles(took.ours),
    bare: percentiles(took.bare),
    presses: texts.length,
    broken: isBroken.filter(Boolean).length,
    ofBroken: percentiles(took.broken),
    lines: `${before}${after}`.split('\n').length - 1,
  };
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}
