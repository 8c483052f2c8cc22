import {
  type Event,
  type InstanceResult,
  RESULT_VERSION,
  type RehearsalResult,
  type ScenarioResult,
  type ServerResult,
} from '../../src/rehearsal/result.ts';

/** Results of a worker `mail`, made by hand: what a drawing or a table has to cope with. */

export const worker = {
  name: 'mail',
  runtime: 'node',
  buildCommand: 'npm ci',
  startCommand: 'node worker.js',
  shutdownDelay: 30,
  memory: 512,
};

const broker: ServerResult = {
  name: 'mail-broker',
  software: 'Valkey 8.0.1',
  settings: { plan: '256mb', 'maxmemory-policy': 'noeviction' },
  connections: { most: 5, limit: 250 },
  left: { done: 200 },
  evicted: 0,
};

const count = {
  orders: 200,
  refused: 0,
  once: 200,
  twice: 0,
  lost: 0,
  redelivered: 0,
  redeliveryDelay: undefined,
  retried: 0,
  retryDelay: undefined,
  late: 0,
};

const event = (at: number, kind: Event['kind'], text: string, who?: string): Event => ({
  at,
  kind,
  text,
  ...(who && { who }),
});

const second: InstanceResult = { name: 'mail-2', startedAt: 4, upAt: 7, peakMemory: 60 };

const overlap = [
  event(0.5, 'start', 'mail-1 starts', 'mail-1'),
  event(3.5, 'up', 'mail-1 is up', 'mail-1'),
  event(3.7, 'enqueue', '200 of 200 orders accepted'),
  event(4, 'start', 'mail-2 starts', 'mail-2'),
  event(7, 'up', 'mail-2 is up', 'mail-2'),
  event(7, 'overlap', 'old and new run together for 5 s (60 s on Render)'),
  event(12, 'sigterm', 'SIGTERM to mail-1', 'mail-1'),
];

export const deploy: ScenarioResult = {
  scenario: 'deploy',
  wait: 120,
  events: [
    ...overlap,
    event(15, 'exit', 'mail-1 exited with 0', 'mail-1'),
    event(40, 'drained', 'every order has its receipt'),
  ],
  instances: [
    {
      name: 'mail-1',
      startedAt: 0.5,
      upAt: 3.5,
      stop: { signal: 'SIGTERM', at: 12, took: 3, killed: false, orphans: 0, inFlight: 5 },
      exit: { at: 15, code: 0, signal: null, byItself: false },
      peakMemory: 64,
    },
    second,
  ],
  servers: [broker],
  count,
  isClean: true,
  summary: '0 of 200 orders lost.',
};

/** SIGKILL at the deadline, with two orders that never came back. */
export const killed: ScenarioResult = {
  ...deploy,
  wait: 60,
  events: [
    ...overlap,
    event(42, 'sigkill', 'SIGKILL to mail-1', 'mail-1'),
    event(42, 'exit', 'mail-1 was ended by SIGKILL', 'mail-1'),
    event(60, 'gave-up', 'some orders are not back after 60 s'),
  ],
  instances: [
    {
      name: 'mail-1',
      startedAt: 0.5,
      upAt: 3.5,
      stop: { signal: 'SIGTERM', at: 12, took: null, killed: true, orphans: 0, inFlight: 2 },
      exit: { at: 42, code: null, signal: 'SIGKILL', byItself: false },
      peakMemory: 64,
    },
    second,
  ],
  count: { ...count, once: 197, lost: 2, twice: 1 },
  isClean: false,
  summary: '2 of 200 orders lost.',
};

/** Nothing for an hour, as with a long visibility timeout. */
export const crash: ScenarioResult = {
  ...deploy,
  scenario: 'crash',
  wait: 3600,
  events: [
    event(3.7, 'enqueue', '40 of 40 orders accepted'),
    event(6, 'sigkill', 'SIGKILL to mail-1', 'mail-1'),
    event(6, 'exit', 'mail-1 was ended by SIGKILL', 'mail-1'),
    event(9, 'start', 'mail-2 starts', 'mail-2'),
    event(12, 'up', 'mail-2 is up', 'mail-2'),
    event(3614, 'gave-up', 'some orders are not back after 3600 s'),
  ],
  instances: [
    {
      name: 'mail-1',
      startedAt: 0.5,
      upAt: 3.5,
      stop: { signal: 'SIGKILL', at: 6, took: null, killed: true, orphans: 0, inFlight: 1 },
      exit: { at: 6, code: null, signal: 'SIGKILL', byItself: false },
      peakMemory: 64,
    },
    { ...second, startedAt: 9, upAt: 12 },
  ],
  count: { ...count, orders: 40, once: 39, lost: 1 },
  isClean: false,
  summary: '1 of 40 orders lost.',
};

export const restarted: ScenarioResult = {
  ...deploy,
  scenario: 'broker-restart',
  events: [
    event(3.7, 'enqueue', '60 of 60 orders accepted'),
    event(6, 'broker-down', 'mail-broker goes down', 'mail-broker'),
    event(9, 'broker-up', 'mail-broker is back', 'mail-broker'),
    event(9.1, 'enqueue', '20 of 20 orders accepted'),
    event(20, 'drained', 'every order has its receipt'),
  ],
  instances: [{ name: 'mail-1', startedAt: 0.5, upAt: 3.5, peakMemory: 64 }],
  count: { ...count, orders: 80, once: 80, refused: 10 },
  summary: 'The producer refused 10 attempts.',
};

/** One long order that the first instance hands over in the middle of it. */
export const long: ScenarioResult = {
  ...deploy,
  scenario: 'long-job',
  events: [
    event(0.5, 'start', 'mail-1 starts', 'mail-1'),
    event(3.5, 'up', 'mail-1 is up', 'mail-1'),
    event(3.7, 'enqueue', '1 of 1 orders accepted'),
    event(3.7, 'began', 'mail-1 takes the order', 'mail-1'),
    event(4, 'start', 'mail-2 starts', 'mail-2'),
    event(7, 'up', 'mail-2 is up', 'mail-2'),
    event(7, 'overlap', 'old and new run together for 5 s (60 s on Render)'),
    event(12, 'sigterm', 'SIGTERM to mail-1', 'mail-1'),
    event(12.7, 'handed-over', 'mail-1 hands the order over after step 9', 'mail-1'),
    event(13, 'exit', 'mail-1 exited with 0', 'mail-1'),
    event(13.5, 'began', 'mail-2 takes the order', 'mail-2'),
    event(24.5, 'done', 'mail-2 is done with the order', 'mail-2'),
    event(27, 'drained', 'every order has its receipt'),
  ],
  instances: [
    {
      name: 'mail-1',
      startedAt: 0.5,
      upAt: 3.5,
      stop: { signal: 'SIGTERM', at: 12, took: 1, killed: false, orphans: 0, inFlight: 1 },
      exit: { at: 13, code: 0, signal: null, byItself: false },
      peakMemory: 64,
    },
    second,
  ],
  count: {
    ...count,
    orders: 1,
    once: 1,
    redelivered: 1,
    redeliveryDelay: { least: 0.5, most: 0.5 },
  },
  longJob: { seconds: 20, deploys: 1, runs: 2, redone: 0.004, steps: { done: 20, again: 0 } },
  summary: '0 of 1 orders lost.',
};

/** Orders deleted by the broker to make room. */
export const full: ScenarioResult = {
  ...deploy,
  scenario: 'broker-full',
  wait: 60,
  events: [
    event(0.5, 'enqueue', '200 of 200 orders accepted'),
    event(2, 'broker-full', '4027 other keys: mail-broker refuses more', 'mail-broker'),
    event(2, 'enqueue', '10 of 10 orders accepted'),
    event(2, 'broker-freed', 'mail-broker has room again', 'mail-broker'),
    event(2, 'start', 'mail-1 starts', 'mail-1'),
    event(5, 'up', 'mail-1 is up', 'mail-1'),
    event(65, 'gave-up', 'some orders are not back after 60 s'),
  ],
  instances: [{ name: 'mail-1', startedAt: 2, upAt: 5, peakMemory: 64 }],
  servers: [{ ...broker, evicted: 1534 }],
  count: { ...count, orders: 210, once: 10, lost: 200 },
  isClean: false,
  summary: '200 of 210 orders lost.',
};

/** What a rehearsal of these scenarios says as a whole. */
export function resultOf(...scenarios: ScenarioResult[]): RehearsalResult {
  return {
    version: RESULT_VERSION,
    tool: { name: 'render-workers', version: '1.2.3' },
    date: '2026-11-29',
    machine: { platform: 'linux x64', cores: 2 },
    blueprint: 'render.yaml',
    worker,
    overlap: 5,
    versions: {},
    scenarios,
  };
}
