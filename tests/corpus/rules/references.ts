import type { Random } from '../random.ts';
import {
  addVariable,
  append,
  type Change,
  isFields,
  list,
  type Mutator,
  references,
  running,
  set,
} from './change.ts';

const regions = ['oregon', 'ohio', 'virginia', 'frankfurt', 'singapore'];
const offered: Record<string, string[]> = {
  keyvalue: ['connectionString', 'host', 'port'],
  web: ['host', 'port', 'hostport'],
  pserv: ['host', 'port', 'hostport'],
  workflow: ['slug'],
};
const properties = ['connectionString', 'host', 'port', 'hostport', 'slug'];

/** A name as fingers miss it: a letter dropped, doubled or swapped. */
function misspell(name: string, random: Random): string {
  const at = random.below(Math.max(1, name.length - 1));
  const [a = '', b = ''] = [name[at], name[at + 1]];
  const typed = random.pick(['', a + a, b + a]);
  const wrong = name.slice(0, at) + typed + name.slice(at + (typed === b + a ? 2 : 1));
  return wrong === name ? `${name}x` : wrong;
}

export const referenceMutators: Record<string, Mutator> = {
  'unknown-reference': (blueprint, random) => [
    ...references(blueprint)
      .filter(({ target }) => target)
      .flatMap(({ path, source }): Change[] => [
        [[[...path, 'name'], misspell(String(source['name']), random)]],
        [[[...path, 'name'], `${String(source['name'])}-2`]],
      ]),
    ...blueprint.services
      .filter(({ name }) => references(blueprint).some(({ target }) => target?.name === name))
      .map((gone): Change => [[gone.path, undefined]]),
    ...blueprint.databases
      .filter(({ name }) =>
        blueprint.services.some(({ fields }) =>
          list(fields['envVars']).some(
            ({ fromDatabase }) => isFields(fromDatabase) && fromDatabase['name'] === name,
          ),
        ),
      )
      .map((database): Change => [set(database, 'name', misspell(database.name, random))]),
  ],

  'region-mismatch': (blueprint) =>
    references(blueprint)
      .filter(({ target, source }) => target && source['property'] && source['property'] !== 'slug')
      // A static site has no region.
      .filter(({ from, target }) =>
        [from, target].every((it) => it?.fields['runtime'] !== 'static'),
      )
      .flatMap(({ from, target }) =>
        target
          ? regions.flatMap((region) => [
              ...(region === (target.fields['region'] ?? 'oregon')
                ? []
                : [[set(from, 'region', region)]]),
              ...(region === (from.fields['region'] ?? 'oregon')
                ? []
                : [[set(target, 'region', region)]]),
            ])
          : [],
      ),

  'reference-property': (blueprint) =>
    references(blueprint).flatMap(({ path, source, target }): Change[] => {
      const { type } = target ?? {};
      if (!type || !source['property']) return [];
      return [
        [[[...path, 'property'], undefined]],
        [[[...path, 'envVarKey'], 'PORT']],
        [[[...path, 'type'], type === 'keyvalue' ? 'pserv' : 'keyvalue']],
        ...properties
          .filter((property) => offered[type] && !offered[type].includes(property))
          .map((property): Change => [[[...path, 'property'], property]]),
      ];
    }),

  'worker-has-no-address': (blueprint) =>
    running(blueprint, 'worker', 'cron').flatMap((target) =>
      running(blueprint, 'web', 'worker', 'cron').flatMap((from) =>
        ['host', 'port', 'hostport'].map((property) =>
          addVariable(from, {
            key: 'JOBS_ADDRESS',
            fromService: { type: target.type, name: target.name, property },
          }),
        ),
      ),
    ),

  'duplicate-name': (blueprint) => [
    ...blueprint.services.flatMap((service, index) =>
      blueprint.services
        .slice(index + 1)
        .map((other): Change => [set(other, 'name', service.name)]),
    ),
    ...blueprint.services.map((service) => append(blueprint, 'services', service.fields)),
    ...blueprint.databases.map((database) => append(blueprint, 'databases', database.fields)),
  ],

  'group-reference': (blueprint) =>
    ['SENTRY_DSN', 'STRIPE_KEY'].flatMap((key) =>
      [
        { key, sync: false },
        { key, sync: true },
        { key, fromService: { type: 'web', name: 'api', property: 'host' } },
        { key, fromDatabase: { name: 'orders', property: 'host' } },
        { fromGroup: 'other' },
      ].map((entry) =>
        append(blueprint, 'envVarGroups', {
          name: 'shared-settings',
          envVars: [{ key: 'LOG_LEVEL', value: 'info' }, entry],
        }),
      ),
    ),
};
