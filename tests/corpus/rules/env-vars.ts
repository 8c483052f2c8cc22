import type { Random } from '../random.ts';
import {
  addVariable,
  append,
  type Change,
  type Fields,
  list,
  type Mutator,
  running,
} from './change.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function text(random: Random, length: number, from = letters): string {
  return Array.from({ length }, () => from[random.below(from.length)]).join('');
}

/** Secrets under names that give them away, and secrets that are known by their shape. */
function secrets(random: Random): Fields[] {
  const upper = letters.slice(26);
  const password = text(random, 14);
  return [
    ...[
      'SECRET_KEY',
      'SECRET_KEY_BASE',
      'JWT_SECRET',
      'ADMIN_PASSWORD',
      'RAILS_MASTER_KEY',
      'AUTH_TOKEN',
      'OPENAI_API_KEY',
      'APIKEY',
      'AWS_SECRET_ACCESS_KEY',
    ].map((key) => ({ key, value: text(random, 10 + random.below(40)) })),
    { key: 'DATABASE_URL', value: `postgres://app:${password}@db-1.internal.test:5432/app` },
    { key: 'REDIS_URL', value: `rediss://default:${password}@oregon-kv.test:6379` },
    { key: 'AMQP', value: `amqps://jobs:${password}@mq.test/vhost` },
    { key: 'AWS', value: `AKIA${text(random, 16, upper)}` },
    { key: 'CI', value: `ghp_${text(random, 36)}` },
    { key: 'PAY', value: `sk_live_${text(random, 24)}` },
    { key: 'CHAT', value: `xoxb-${text(random, 12, '0123456789')}-${text(random, 24)}` },
    { key: 'MAPS', value: `AIza${text(random, 35)}` },
    { key: 'DEPLOY', value: `rnd_${text(random, 28)}` },
    { key: 'MODEL', value: `sk-proj-${text(random, 40)}` },
    { key: 'SESSION', value: `eyJ${text(random, 20)}.eyJ${text(random, 40)}.${text(random, 43)}` },
    {
      key: 'SIGN_WITH',
      value: `-----BEGIN PRIVATE KEY-----\n${text(random, 64)}\n-----END PRIVATE KEY-----\n`,
    },
  ];
}

export const envVarMutators: Record<string, Mutator> = {
  'ambiguous-scalar': (blueprint) =>
    running(blueprint, 'web', 'worker', 'pserv', 'cron').flatMap((service) =>
      ['off', 'on', 'yes', 'no', 'No', 'OFF', 'y', 'n'].map((value) =>
        addVariable(service, { key: 'VERBOSE', value }),
      ),
    ),

  'duplicate-env-key': (blueprint) => [
    ...blueprint.services.flatMap((service) =>
      list(service.fields['envVars'])
        .filter(({ key }) => key)
        .flatMap((entry): Change[] => [
          addVariable(service, entry),
          addVariable(service, { key: String(entry['key']), value: 'another' }),
        ]),
    ),
    append(blueprint, 'envVarGroups', {
      name: 'shared-settings',
      envVars: [
        { key: 'LOG_LEVEL', value: 'info' },
        { key: 'TZ', value: 'UTC' },
        { key: 'LOG_LEVEL', value: 'debug' },
      ],
    }),
  ],

  'literal-credential': (blueprint, random) => [
    ...running(blueprint, 'web', 'worker', 'cron').flatMap((service) =>
      secrets(random).map((entry) => addVariable(service, entry)),
    ),
    append(blueprint, 'envVarGroups', {
      name: 'shared-settings',
      envVars: secrets(random).slice(0, 1),
    }),
  ],
};
