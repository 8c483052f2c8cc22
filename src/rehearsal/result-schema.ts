import { closed, list, natural, text } from '../blueprint/formats/schema-shapes.ts';
import { type Event, RESULT_VERSION } from './result.ts';
import { scenarios } from './scenarios/index.ts';

const eventKinds: Record<Event['kind'], string> = {
  enqueue: 'orders were put into the queue',
  began: 'an instance took the order of `long-job`',
  'handed-over': 'an instance put it back with what was done so far',
  done: 'an instance was done with it',
  start: 'an instance was started',
  up: 'it counts as up',
  overlap: 'old and new instance run together',
  sigterm: 'an instance got SIGTERM',
  sigkill: 'an instance got SIGKILL',
  exit: 'an instance ended',
  'broker-down': 'the broker or database was stopped',
  'broker-up': 'it is back',
  'broker-full': 'the broker was filled up',
  'broker-freed': 'it has room again',
  drained: 'every order has its receipt',
  'gave-up': 'some orders did not come back in time',
};

const seconds = { type: 'number', minimum: 0, description: 'Seconds since the scenario began.' };
const duration = { type: 'number', minimum: 0 };
const code = { type: ['integer', 'null'], description: 'Null if a signal ended it.' };
const signal = { type: ['string', 'null'], description: 'Null if it ended by itself.' };
const counts = (description: string) => ({
  type: 'object',
  additionalProperties: natural,
  description,
});
const strings = (description: string) => ({
  type: 'object',
  additionalProperties: text,
  description,
});

const scenario = closed(
  {
    scenario: { enum: scenarios.map(({ name }) => name) },
    wait: { ...duration, description: 'Seconds that were waited for orders to come back.' },
    watch: {
      ...duration,
      description:
        'Seconds that were looked for second deliveries once all was done. Absent in results from before this was kept.',
    },
    events: list({ $ref: '#/$defs/event' }, 'In the order in which they happened.'),
    instances: list({ $ref: '#/$defs/instance' }, 'Instances of the worker, the first one first.'),
    servers: list({ $ref: '#/$defs/server' }, 'The one that holds the queue comes first.'),
    count: { $ref: '#/$defs/count' },
    longJob: { $ref: '#/$defs/longJob' },
    isClean: {
      type: 'boolean',
      description: 'Nothing was lost or done twice, and every instance ended by itself in time.',
    },
    summary: text,
  },
  ['count', 'longJob', 'watch'],
);

/** The JSON Schema (2020-12) of what `render-workers rehearse --json` prints. */
export const rehearsalSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://render-workers.onrender.com/schema/rehearsal.json',
  title: 'Output of `render-workers rehearse --json`',
  ...closed({
    version: { const: RESULT_VERSION, description: 'The version of this shape.' },
    tool: closed({ name: { const: 'render-workers' }, version: text }),
    date: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
    machine: closed({ platform: text, cores: { type: 'integer', minimum: 1 } }),
    blueprint: { ...text, description: 'The path, as it was given.' },
    worker: closed({
      name: text,
      runtime: text,
      buildCommand: text,
      startCommand: text,
      shutdownDelay: { ...duration, description: 'Seconds from SIGTERM to SIGKILL.' },
      memory: { ...duration, description: 'Megabytes of its plan.' },
    }),
    overlap: { ...duration, description: 'Seconds for which old and new instance ran together.' },
    versions: strings('What was measured, by name.'),
    scenarios: list({ $ref: '#/$defs/scenario' }, 'In the order in which they were played.'),
  }),
  $defs: {
    scenario,
    event: closed(
      {
        at: seconds,
        kind: {
          enum: Object.keys(eventKinds),
          description: Object.entries(eventKinds)
            .map(([kind, meaning]) => `\`${kind}\`: ${meaning}`)
            .join('; '),
        },
        who: { ...text, description: 'The instance or server that it happened to.' },
        text,
      },
      ['who'],
    ),
    instance: closed(
      {
        name: text,
        startedAt: seconds,
        upAt: seconds,
        stop: {
          ...closed(
            {
              signal: { enum: ['SIGTERM', 'SIGKILL'] },
              at: seconds,
              took: {
                type: ['number', 'null'],
                minimum: 0,
                description:
                  'Seconds from SIGTERM to the end of the top process; null if it did not end by itself.',
              },
              killed: { type: 'boolean' },
              orphans: {
                ...natural,
                description: 'Processes that outlived the top process until SIGKILL.',
              },
              inFlight: { ...natural, description: 'Orders in hand at the signal.' },
            },
            ['inFlight'],
          ),
          description: 'Absent if it was not told to stop.',
        },
        exit: {
          ...closed({ at: seconds, code, signal, byItself: { type: 'boolean' } }),
          description: 'Absent if it lived to the end of the scenario.',
        },
        peakMemory: { ...duration, description: 'Megabytes of all its processes, at most.' },
      },
      ['stop', 'exit'],
    ),
    server: closed(
      {
        name: text,
        software: text,
        settings: strings('What the Blueprint and its plan make of it.'),
        connections: closed({ most: natural, limit: natural }),
        left: counts('What lay in it at the end, by queue, table or key.'),
        evicted: { ...natural, description: 'Keys that a Key Value instance evicted.' },
      },
      ['evicted'],
    ),
    count: {
      ...closed(
        {
          orders: { ...natural, description: 'Orders that the producer accepted.' },
          refused: { ...natural, description: 'Attempts that it refused.' },
          once: natural,
          twice: natural,
          lost: { ...natural, description: 'Orders without a receipt at the end.' },
          redelivered: {
            ...natural,
            description: 'Orders in hand of an instance that ended, and started again.',
          },
          redeliveryDelay: {
            ...closed({ least: duration, most: duration }),
            description: 'Seconds from that end to the next start. Absent if there was none.',
          },
          retried: {
            ...natural,
            description:
              'Orders that were started again although the instance that had them lived on. Absent in results from before this was counted.',
          },
          retryDelay: {
            ...closed({ least: duration, most: duration }),
            description:
              'Seconds from when the failed attempt would have been done to the next start. Absent if there was none.',
          },
          late: {
            ...natural,
            description: 'Of both, how many took longer than 10 seconds to be started again.',
          },
        },
        ['redeliveryDelay', 'retried', 'retryDelay'],
      ),
      description: 'Absent for a worker whose orders cannot be counted.',
    },
    longJob: {
      ...closed(
        {
          seconds: { ...duration, description: 'Seconds of work that the order takes.' },
          deploys: { ...natural, description: 'How often the worker was deployed over.' },
          runs: { ...natural, description: 'How often the order was started.' },
          redone: {
            ...duration,
            description:
              'The share of its work that was done more than once. Absent if it was lost.',
          },
          steps: {
            ...closed({
              done: { ...natural, description: 'Steps that were reported as done.' },
              again: { ...natural, description: 'Of these, steps that had been done before.' },
            }),
            description: 'Absent for a worker that reports none.',
          },
        },
        ['redone', 'steps'],
      ),
      description: 'What became of the one order of `long-job`. Absent in other scenarios.',
    },
  },
};
