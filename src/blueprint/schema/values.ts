/** Where services run. Fixed at creation; `oregon` where none is given. */
export const regions = ['oregon', 'ohio', 'virginia', 'frankfurt', 'singapore'] as const;
export const defaultRegion = 'oregon';

export const nativeRuntimes = ['elixir', 'go', 'node', 'python', 'ruby', 'rust'] as const;
export const runtimes = [...nativeRuntimes, 'docker', 'image', 'static'] as const;
export const workflowRuntimes = ['node', 'python'] as const;

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
