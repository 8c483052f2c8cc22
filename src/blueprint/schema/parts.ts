import { defaultDiskSize } from '../platform/limits.ts';
import { defaultPlans, planNames } from '../platform/plans.ts';
import { closed, type JsonSchema, list, ref, text } from './json-schema.ts';
import { autoDeployTriggers, defaultRegion, regions, runtimes } from './values.ts';

/** What the definitions of several resources are made of. */
export const partDefinitions: Record<string, JsonSchema> = {
  region: {
    type: 'string',
    enum: regions,
    default: defaultRegion,
    description: 'Where it runs. Private traffic stays in one region; it cannot be changed later.',
  },
  runtime: { type: 'string', enum: runtimes, description: 'What builds and runs the code.' },
  serverPlan: {
    type: 'string',
    enum: planNames.server,
    default: defaultPlans.server,
    description: 'CPU and memory. `free` is for web services only.',
  },
  cronPlan: {
    type: 'string',
    enum: planNames.cron,
    default: defaultPlans.server,
    description: 'CPU and memory of a run.',
  },
  keyValuePlan: {
    type: 'string',
    enum: planNames.keyvalue,
    default: defaultPlans.keyvalue,
    description: 'Memory and connections. It can grow and never shrink.',
  },
  autoDeployTrigger: {
    type: 'string',
    enum: autoDeployTriggers,
    description: 'What starts a deploy. Quote `"off"`.',
  },
  numInstances: {
    type: 'integer',
    minimum: 1,
    description: 'How many instances run, if autoscaling does not decide it.',
  },
  ipAllowList: list(
    {
      type: 'object',
      properties: {
        source: text('An address or a CIDR range.', '203.0.113.7', '198.51.100.0/24'),
        description: text('A note for people.'),
      },
      required: ['source'],
    },
    'Who may connect from outside Render. Private traffic is not subject to it. `[]` lets nobody in.',
  ),
  registryCredential: closed(
    'Credentials for a private image registry.',
    {
      fromRegistryCreds: closed(
        'A credential kept in the workspace.',
        { name: text('Its name.') },
        ['name'],
      ),
    },
    ['fromRegistryCreds'],
  ),
  image: closed(
    'A prebuilt image.',
    {
      url: text('The image’s reference.', 'docker.io/library/nginx:1.29'),
      creds: ref('registryCredential'),
    },
    ['url'],
  ),
  buildFilter: {
    ...closed('Which changed files start a build.', {
      paths: list({ type: 'string' }, 'Globs that start one.'),
      ignoredPaths: list({ type: 'string' }, 'Globs that do not, even if `paths` has them.'),
    }),
    anyOf: [{ required: ['paths'] }, { required: ['ignoredPaths'] }],
  },
  disk: closed(
    'A persistent disk. With one, a deploy stops the old instance before the new one starts.',
    {
      name: text('The disk’s name.'),
      mountPath: text('Where it is mounted.', '/var/data'),
      sizeGB: {
        type: 'integer',
        minimum: 1,
        default: defaultDiskSize,
        description: 'Its size. It only grows.',
      },
    },
    ['name', 'mountPath'],
  ),
  header: {
    type: 'object',
    description: 'A response header.',
    properties: {
      path: text('The paths it is sent for.'),
      name: text('Its name.'),
      value: text('Its value.'),
    },
    required: ['path', 'name', 'value'],
  },
  route: {
    type: 'object',
    description: 'A redirect or rewrite.',
    properties: {
      type: { type: 'string', enum: ['redirect', 'rewrite'], description: 'Which of the two.' },
      source: text('The path asked for.'),
      destination: text('The path given.'),
    },
    required: ['type', 'source', 'destination'],
  },
};
