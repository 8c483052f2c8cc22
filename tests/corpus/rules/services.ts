import type { Random } from '../random.ts';
import {
  append,
  type Change,
  type Fields,
  type Mutator,
  type Part,
  running,
  set,
} from './change.ts';

const native = ['elixir', 'go', 'node', 'python', 'ruby', 'rust'];
const isNative = ({ fields }: Part) => native.includes(String(fields['runtime']));

const site = (more: Fields = {}): Fields => ({
  type: 'web',
  name: 'more-docs',
  runtime: 'static',
  buildCommand: 'npm run build',
  ...more,
});

const schedules = ['0 3 * * *', '*/15 9-17 * * 1-5', '30 2 1 * *', '5,35 * * * MON-FRI'];
/** Values that each of the five fields cannot have. */
const outside = [
  ['60', '75', '-1', '*/0', '30-10', 'x'],
  ['24', '99', '20-4', '*/0', 'noon'],
  ['0', '32', '20-3', '*/0', 'first'],
  ['0', '13', '12-1', '*/0', 'January'],
  ['8', '9', 'SUNDAY', 'FRI-MON', '*/0'],
];

/** A schedule that no cron reads: a field too few or too many, or a value out of its range. */
function brokenSchedules(random: Random): string[] {
  const fields = random.pick(schedules).split(' ');
  const at = random.below(fields.length);
  return [
    fields.filter((_, index) => index !== at).join(' '),
    ['0', ...fields].join(' '),
    [...fields, '*', '2030'].join(' '),
    random.pick(['hourly', 'every 5 minutes', 'daily at 3', '']),
    ...outside.map((values, field) =>
      fields.map((value, index) => (index === field ? random.pick(values) : value)).join(' '),
    ),
  ];
}

/** The forbidden paths as people write them, and paths that are not absolute. */
const mountPaths = [
  '/',
  '/opt',
  '/opt/',
  '/opt/render',
  '/opt/render/project',
  '/opt/render/project/src',
  '/opt/render/project/src/',
  '/home',
  '/home/render/',
  '/etc',
  '/etc/secrets',
  '//etc/secrets',
  'data',
  './storage',
];

export const serviceMutators: Record<string, Mutator> = {
  'cron-expression': (blueprint, random) =>
    brokenSchedules(random).map((schedule) =>
      append(blueprint, 'services', {
        type: 'cron',
        name: 'one-more-report',
        runtime: 'node',
        schedule,
        buildCommand: 'npm ci',
        startCommand: 'node report.js',
      }),
    ),

  'disk-single-instance': (blueprint, random) =>
    running(blueprint, 'web', 'worker', 'pserv').flatMap((service) => {
      const disk = set(service, 'disk', { name: 'scratch', mountPath: '/var/data' });
      const count = 2 + random.below(9);
      return [
        [disk, set(service, 'scaling', undefined), set(service, 'numInstances', count)],
        [
          disk,
          set(service, 'scaling', { minInstances: 1, maxInstances: count, targetCPUPercent: 60 }),
        ],
      ];
    }),

  'disk-size': ({ databases }, random) =>
    databases.flatMap((database) =>
      [2, 3, 4, 7, 12, 99, 5 * random.below(40) + 1 + random.below(4) + 5].flatMap((size) => [
        [set(database, 'diskSizeGB', size)],
        [set(database, 'previewDiskSizeGB', size)],
      ]),
    ),

  'disk-unsupported': (blueprint) => {
    const disk = { name: 'pages', mountPath: '/var/data' };
    return [
      ...running(blueprint, 'web').map(
        (service): Change => [set(service, 'plan', 'free'), set(service, 'disk', disk)],
      ),
      append(blueprint, 'services', site({ disk })),
    ];
  },

  'forbidden-mount-path': (blueprint) =>
    running(blueprint, 'web', 'worker', 'pserv').flatMap((service) =>
      mountPaths.map((mountPath) => [set(service, 'disk', { name: 'scratch', mountPath })]),
    ),

  'free-plan': (blueprint) =>
    running(blueprint, 'worker', 'pserv', 'web').map((service) => [
      set(service, 'plan', 'free'),
      ...(service.type === 'web' ? [set(service, 'type', 'pserv')] : []),
    ]),

  'http-field-on-worker': (blueprint) =>
    running(blueprint, 'worker').flatMap((worker) => [
      [set(worker, 'healthCheckPath', '/healthz')],
      [set(worker, 'domain', 'jobs.example.com')],
      [set(worker, 'domains', ['jobs.example.com'])],
      [set(worker, 'ipAllowList', [])],
      [set(worker, 'maintenanceMode', { enabled: true })],
      [set(worker, 'renderSubdomainPolicy', 'disabled')],
    ]),

  'missing-command': (blueprint) =>
    running(blueprint, 'web', 'worker', 'pserv', 'cron')
      .filter(isNative)
      .flatMap((service) => [
        [set(service, 'startCommand', undefined)],
        [set(service, 'buildCommand', undefined)],
      ]),

  'missing-publish-path': (blueprint) => [
    ...blueprint.services
      .filter(({ fields }) => fields['staticPublishPath'])
      .map((service): Change => [set(service, 'staticPublishPath', undefined)]),
    append(blueprint, 'services', site()),
    append(blueprint, 'services', site({ routes: [] })),
  ],

  'pinned-branch': (blueprint) =>
    running(blueprint, 'web', 'worker', 'pserv', 'cron')
      .filter(({ fields }) => !fields['image'])
      .flatMap((service) =>
        [{ generation: 'automatic' }, { generation: 'manual', expireAfterDays: 3 }].map(
          (previews): Change => [
            [['previews'], previews],
            set(service, 'repo', undefined),
            set(service, 'branch', 'main'),
          ],
        ),
      ),

  'runtime-field': (blueprint) => {
    const image = { url: 'docker.io/example/jobs:1' };
    return running(blueprint, 'web', 'worker', 'pserv', 'cron').flatMap((service): Change[] => [
      ...(isNative(service)
        ? [
            [set(service, 'dockerCommand', './run')],
            [set(service, 'dockerfilePath', './Dockerfile')],
            [set(service, 'dockerContext', '.')],
            [set(service, 'image', image)],
            [set(service, 'runtime', 'docker')],
            [set(service, 'runtime', 'image'), set(service, 'image', image)],
          ].map((change) => change as Change)
        : [[set(service, 'startCommand', './run')] as Change]),
      [
        set(service, 'runtime', 'image'),
        set(service, 'image', undefined),
        set(service, 'startCommand', undefined),
        set(service, 'buildCommand', undefined),
      ],
      ...(service.type === 'web' ? [] : [[set(service, 'runtime', 'static')] as Change]),
    ]);
  },

  'scaling-conflict': (blueprint, random) =>
    running(blueprint, 'web', 'worker', 'pserv').flatMap((service) =>
      ['targetCPUPercent', 'targetMemoryPercent'].map((target) => [
        set(service, 'numInstances', 1 + random.below(9)),
        set(service, 'scaling', { minInstances: 1, maxInstances: 4, [target]: 70 }),
      ]),
    ),

  'scaling-range': (blueprint, random) =>
    running(blueprint, 'web', 'worker', 'pserv').flatMap((service) => {
      const least = 1 + random.below(9);
      const scaling = { minInstances: least, maxInstances: least + 3, targetCPUPercent: 70 };
      const { minInstances, maxInstances, targetCPUPercent } = scaling;
      return [
        { minInstances, maxInstances },
        { minInstances, targetCPUPercent },
        { maxInstances, targetMemoryPercent: 70 },
        { minInstances: maxInstances, maxInstances: minInstances, targetCPUPercent },
        { minInstances, maxInstances: 101 + random.below(900), targetCPUPercent },
        {},
      ].map((broken) => [set(service, 'scaling', broken)]);
    }),

  'workflow-field': (blueprint) => {
    const whole: Fields = {
      type: 'workflow',
      name: 'more-receipts',
      runtime: 'python',
      region: 'oregon',
      startCommand: 'python main.py',
    };
    return [
      append(blueprint, 'services', whole),
      append(blueprint, 'services', { ...whole, buildCommand: 'pip install -r requirements.txt' }),
      append(blueprint, 'services', { ...whole, repo: 'https://github.com/example/receipts' }),
    ];
  },
};
