/** Where services run. Fixed at creation; `oregon` where none is given. */
export const regions = ['oregon', 'ohio', 'virginia', 'frankfurt', 'singapore'] as const;
export const defaultRegion = 'oregon';

export const nativeRuntimes = ['elixir', 'go', 'node', 'python', 'ruby', 'rust'] as const;
export const runtimes = [...nativeRuntimes, 'docker', 'image', 'static'] as const;
export const workflowRuntimes = ['node', 'python'] as const;

const computeSizes = [
  '0.5c-512mb',
  '1c-2g',
  '2c-4g',
  '2c-8g',
  '2c-16g',
  '4c-8g',
  '4c-16g',
  '4c-32g',
  '8c-16g',
  '8c-32g',
  '8c-64g',
] as const;

export const serverPlans = [
  'free',
  ...computeSizes,
  '12c-24g',
  '12c-48g',
  '12c-96g',
  'starter',
  'standard',
  'pro',
  'pro plus',
  'pro max',
  'pro ultra',
] as const;

export const cronPlans = [...computeSizes, 'starter', 'standard', 'pro', 'pro plus'] as const;

export const keyValuePlans = [
  'free',
  '256mb',
  '1g',
  '3g',
  '5g',
  '10g',
  '20g',
  '40g',
  '50g',
  'starter',
  'standard',
  'pro',
  'pro plus',
  'pro max',
  'pro ultra',
] as const;

const proMemory = [4, 8, 16, 32, 64, 128, 192, 256, 384, 512];
const acceleratedMemory = [16, 32, 64, 128, 256, 384, 512, 768, 1024];

export const postgresPlans = [
  'free',
  '0.1c-256mb',
  '0.5c-1g',
  '1c-2g',
  '1c-4g',
  '2c-4g',
  '2c-8g',
  '2c-16g',
  '4c-16g',
  '4c-32g',
  '8c-32g',
  '8c-64g',
  '16c-64g',
  '16c-128g',
  '32c-128g',
  '32c-256g',
  '48c-192g',
  '48c-384g',
  '64c-256g',
  '64c-512g',
  '96c-384g',
  '96c-768g',
  '128c-512g',
  '128c-1024g',
  'basic-256mb',
  'basic-1gb',
  'basic-4gb',
  ...proMemory.map((gigabytes) => `pro-${gigabytes}gb`),
  ...acceleratedMemory.map((gigabytes) => `accelerated-${gigabytes}gb`),
  'starter',
  'standard',
  'pro',
  'pro plus',
] as const;

export const postgresVersions = ['18', '17', '16', '15', '14', '13', '12', '11', '10'] as const;

export const maxmemoryPolicies = [
  'noeviction',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
] as const;
export const defaultMaxmemoryPolicy = 'allkeys-lru';

export const persistenceModes = ['journal-snapshot', 'snapshot', 'off'] as const;
export const autoDeployTriggers = ['commit', 'checksPass', 'off'] as const;
export const previewGenerations = ['automatic', 'manual', 'off'] as const;
export const switches = ['enabled', 'disabled'] as const;

/** What a service may be; `redis` is the old name of `keyvalue`. */
export const serviceTypes = [
  'web',
  'pserv',
  'worker',
  'cron',
  'keyvalue',
  'redis',
  'workflow',
] as const;

/** What `fromService.type` may say; `dpg` and `job` are legal and name nothing a Blueprint defines. */
export const referenceTypes = [
  'web',
  'pserv',
  'worker',
  'cron',
  'keyvalue',
  'redis',
  'workflow',
  'static',
  'dpg',
  'job',
] as const;
export const serviceProperties = ['connectionString', 'host', 'port', 'hostport', 'slug'] as const;
export const databaseProperties = [
  'connectionString',
  'connectionPoolString',
  'host',
  'port',
  'user',
  'password',
  'database',
] as const;
