import { scaling, shutdownDelay } from '../platform/limits.ts';
import { envVars } from './env-vars.ts';
import { closed, type JsonSchema, list, ref, text } from './json-schema.ts';
import {
  maxmemoryPolicies,
  persistenceModes,
  previewGenerations,
  serviceTypes,
  switches,
  workflowRuntimes,
} from './values.ts';

const name = text('The name. It is the identity: renaming makes a new resource.');
const repo = text('The repository to build from; the Blueprint’s own where none is given.');
const branch = text('The branch to deploy. Pinning one keeps preview environments from working.');
const rootDir = text('The directory that commands run in and paths start from.', 'services/worker');
const buildCommand = text(
  'The command that builds the service.',
  'npm ci',
  'pip install -r requirements.txt',
);
const startCommand = text(
  'The command that starts the process. SIGTERM reaches the process that it starts.',
  'node worker.js',
  'celery -A app worker --concurrency 2',
);
const preDeployCommand = text(
  'Runs after the build and before the new instance starts, on an instance of its own, with no disk.',
);
const dockerCommand = text('Replaces the image’s own command. Docker and image runtimes only.');
const dockerfilePath = text('The path to the Dockerfile.', './Dockerfile');
const dockerContext = text('The Docker build context.', '.');
const autoDeploy: JsonSchema = {
  type: 'boolean',
  deprecated: true,
  description: 'Use `autoDeployTrigger`.',
};
const domain = text('A custom domain.', 'orders.example.com');
const domains = list({ type: 'string' }, 'Custom domains.');
const ipAllowList = ref('ipAllowList');

const previewsOf = (properties: Record<string, JsonSchema>) =>
  closed('What pull-request previews of this service do.', properties);
const previewGeneration: JsonSchema = {
  type: 'string',
  enum: previewGenerations,
  description: 'When previews are made.',
};
const pullRequestPreviewsEnabled: JsonSchema = {
  type: 'boolean',
  deprecated: true,
  description: 'Use `previews.generation`.',
};
const renderSubdomainPolicy: JsonSchema = {
  type: 'string',
  enum: switches,
  description: 'Whether the onrender.com address answers.',
};

/** Whether the service is of one of these types, asked so that a service with no type is of none. */
const typeIs = (...types: string[]): JsonSchema => ({
  properties: { type: { enum: types } },
  required: ['type'],
});

export const serviceDefinitions: Record<string, JsonSchema> = {
  server: {
    ...closed(
      'A web service, private service or background worker.',
      {
        type: { type: 'string', enum: ['web', 'worker', 'pserv'], description: 'What it is.' },
        name,
        region: ref('region'),
        plan: ref('serverPlan'),
        runtime: ref('runtime'),
        buildSource: text('A build source of this file, in place of repository and build fields.'),
        repo,
        branch,
        image: ref('image'),
        rootDir,
        dockerCommand,
        dockerContext,
        dockerfilePath,
        numInstances: ref('numInstances'),
        healthCheckPath: text(
          'The path that says the service is up. Web services only.',
          '/healthz',
        ),
        scaling: {
          type: 'object',
          description: 'Autoscaling by CPU and memory. There is no target for queue depth.',
          properties: {
            minInstances: { type: 'integer', minimum: 1, description: 'Never fewer.' },
            maxInstances: { type: 'integer', minimum: 1, description: 'Never more.' },
            targetMemoryPercent: {
              type: 'integer',
              minimum: scaling.leastTarget,
              maximum: scaling.mostTarget,
              description: 'Memory use to aim at.',
            },
            targetCPUPercent: {
              type: 'integer',
              minimum: scaling.leastTarget,
              maximum: scaling.mostTarget,
              description: 'CPU use to aim at.',
            },
          },
        },
        buildCommand,
        startCommand,
        preDeployCommand,
        registryCredential: ref('registryCredential'),
        domain,
        domains,
        envVars,
        autoDeploy,
        autoDeployTrigger: ref('autoDeployTrigger'),
        initialDeployHook: text('Runs once, after the first deploy that succeeds.'),
        disk: ref('disk'),
        buildFilter: ref('buildFilter'),
        previews: previewsOf({
          generation: previewGeneration,
          plan: ref('serverPlan'),
          numInstances: ref('numInstances'),
        }),
        pullRequestPreviewsEnabled,
        previewPlan: { ...ref('serverPlan'), deprecated: true },
        maintenanceMode: closed('A page shown in place of a web service.', {
          enabled: { type: 'boolean', description: 'Whether it is shown.' },
          uri: { type: 'string', format: 'uri', description: 'A page of your own.' },
        }),
        maxShutdownDelaySeconds: {
          type: 'integer',
          minimum: shutdownDelay.least,
          maximum: shutdownDelay.most,
          default: shutdownDelay.default,
          description: 'Seconds from SIGTERM to SIGKILL.',
        },
        ipAllowList,
        renderSubdomainPolicy,
      },
      ['type', 'name'],
    ),
    allOf: [
      { if: { not: { required: ['buildSource'] } }, then: { required: ['runtime'] } },
      {
        if: { required: ['buildSource'] },
        then: {
          not: {
            anyOf: [
              'runtime',
              'repo',
              'branch',
              'image',
              'registryCredential',
              'buildCommand',
              'buildFilter',
              'dockerContext',
              'dockerfilePath',
              'previews',
              'pullRequestPreviewsEnabled',
              'previewPlan',
            ].map((field) => ({ required: [field] })),
          },
        },
      },
    ],
  },

  cron: closed(
    'A cron job.',
    {
      type: { type: 'string', const: 'cron', description: 'What it is.' },
      name,
      region: ref('region'),
      plan: ref('cronPlan'),
      runtime: ref('runtime'),
      schedule: text('A cron expression, in UTC. Quote it.', '0 3 * * *', '*/15 * * * *'),
      buildCommand,
      startCommand,
      dockerCommand,
      dockerfilePath,
      dockerContext,
      registryCredential: ref('registryCredential'),
      repo,
      branch,
      image: ref('image'),
      envVars,
      buildFilter: ref('buildFilter'),
      rootDir,
      autoDeploy,
      autoDeployTrigger: ref('autoDeployTrigger'),
      preDeployCommand,
    },
    ['type', 'name', 'runtime', 'schedule'],
  ),

  static: closed(
    'A static site.',
    {
      type: { type: 'string', const: 'web', description: 'What it is.' },
      name,
      runtime: { type: 'string', const: 'static', description: 'What makes it a static site.' },
      buildCommand,
      staticPublishPath: text('The directory that is published.', './dist'),
      previews: previewsOf({ generation: previewGeneration }),
      pullRequestPreviewsEnabled,
      buildFilter: ref('buildFilter'),
      headers: list(ref('header'), 'Response headers.'),
      routes: list(ref('route'), 'Redirects and rewrites, first match first.'),
      envVars,
      rootDir,
      repo,
      branch,
      domain,
      domains,
      autoDeploy,
      autoDeployTrigger: ref('autoDeployTrigger'),
      preDeployCommand,
      ipAllowList,
      renderSubdomainPolicy,
    },
    ['type', 'name', 'runtime'],
  ),

  keyvalue: closed(
    'A Key Value instance.',
    {
      type: {
        type: 'string',
        enum: ['keyvalue', 'redis'],
        description: 'What it is. `redis` is the old name.',
      },
      name,
      region: ref('region'),
      ipAllowList,
      plan: ref('keyValuePlan'),
      previewPlan: ref('keyValuePlan'),
      maxmemoryPolicy: {
        type: 'string',
        enum: maxmemoryPolicies,
        default: 'allkeys-lru',
        description: 'What happens when memory is full. A broker needs `noeviction`.',
      },
      persistenceMode: {
        type: 'string',
        enum: persistenceModes,
        default: 'journal-snapshot',
        description: 'What survives a restart. Changing to or from `"off"` deletes all data.',
      },
    },
    ['type', 'name', 'ipAllowList'],
  ),

  workflow: closed(
    'A workflow service.',
    {
      type: { type: 'string', const: 'workflow', description: 'What it is.' },
      name,
      runtime: { type: 'string', enum: workflowRuntimes, description: 'What runs the tasks.' },
      region: ref('region'),
      repo,
      branch,
      buildCommand,
      startCommand,
      rootDir,
      buildFilter: ref('buildFilter'),
      autoDeployTrigger: ref('autoDeployTrigger'),
      envVars,
    },
    ['type', 'name', 'runtime', 'region', 'startCommand'],
  ),

  service: {
    type: 'object',
    description: 'One service. `type` and `runtime` decide which fields it takes.',
    properties: {
      type: { type: 'string', enum: serviceTypes, description: 'What it is. Write it first.' },
    },
    required: ['type'],
    allOf: [
      { if: typeIs('worker', 'pserv'), then: ref('server') },
      {
        if: typeIs('web'),
        then: {
          if: { properties: { runtime: { const: 'static' } }, required: ['runtime'] },
          then: { anyOf: [ref('static'), ref('server')] },
          else: ref('server'),
        },
      },
      { if: typeIs('cron'), then: ref('cron') },
      { if: typeIs('keyvalue', 'redis'), then: ref('keyvalue') },
      { if: typeIs('workflow'), then: ref('workflow') },
    ],
  },
};
