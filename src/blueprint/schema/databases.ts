import { defaultPlans, planNames } from '../platform/plans.ts';
import { closed, type JsonSchema, list, ref, text } from './json-schema.ts';
import { postgresVersions } from './values.ts';

export const databaseDefinitions: Record<string, JsonSchema> = {
  postgresPlan: {
    type: 'string',
    enum: planNames.postgres,
    default: defaultPlans.postgres,
    description: 'CPU and memory. Memory decides the connection limit.',
  },
  diskSizeGB: {
    type: 'integer',
    minimum: 1,
    description: 'Storage: 1, or a multiple of 5. It only grows.',
  },
  database: closed(
    'A Postgres database.',
    {
      name: text('The name. It is the identity: renaming makes a new database.'),
      databaseName: text('The database inside the instance. It cannot be changed later.'),
      user: text('The user. It cannot be changed later.'),
      region: ref('region'),
      plan: ref('postgresPlan'),
      diskSizeGB: ref('diskSizeGB'),
      storageAutoscalingEnabled: {
        type: 'boolean',
        description: 'Whether storage grows by itself.',
      },
      connectionPool: {
        type: 'string',
        enum: ['pgbouncer', 'none'],
        description: 'A pooler in transaction mode. Not for processes that LISTEN.',
      },
      previewPlan: ref('postgresPlan'),
      previewDiskSizeGB: ref('diskSizeGB'),
      postgresMajorVersion: {
        type: 'string',
        enum: postgresVersions,
        default: '18',
        description: 'The major version, as a string. It cannot be changed here later.',
      },
      highAvailability: closed(
        'A standby that takes over.',
        { enabled: { type: 'boolean', description: 'Whether there is one.' } },
        ['enabled'],
      ),
      ipAllowList: {
        ...ref('ipAllowList'),
        description: 'Who may connect from outside Render. Leaving it out lets everybody in.',
      },
      readReplicas: list(
        closed('A read replica.', { name: text('Its name.') }, ['name']),
        'Read replicas. Dropping one from the list deletes it.',
      ),
    },
    ['name'],
  ),
};
