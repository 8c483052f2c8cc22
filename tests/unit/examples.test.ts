import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import {
  fieldOf,
  itemsOf,
  numberOf,
  parseBlueprint,
  type Reference,
  type Resource,
  readModel,
  stringOf,
} from '../../src/blueprint/index.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'examples');
const names = readdirSync(folder);

/** The five that the handbook began with; one that goes must leave this list, and be missed. */
test('every seed framework has its example', () => {
  const seed = ['asynq', 'bullmq', 'celery', 'oban', 'sidekiq'];
  assert.deepEqual(
    seed.filter((name) => !names.includes(name)),
    [],
  );
});

for (const name of names) {
  suite(`examples/${name}`, () => {
    const read = (path: string) => readFileSync(join(folder, name, path), 'utf8');
    const { tree } = parseBlueprint(read('render.yaml'));
    assert.ok(tree);
    const { services, databases, references } = readModel(tree);
    const one = (among: Resource[], type: string, called: string): Resource => {
      const found = among.find((resource) => resource.name === called);
      assert.equal(found?.type, type, `${called} is a ${type}`);
      return found as Resource;
    };
    const worker = one(services, 'worker', `${name}-worker`);
    const producer = one(services, 'web', `${name}-api`);
    const broker = services.find(({ type }) => type === 'keyvalue');
    // A web framework has its database beside the broker; everybody else keeps all in one store.
    const stores = [
      ...(broker ? [one(services, 'keyvalue', `${name}-broker`)] : []),
      ...(databases.length > 0 ? [one(databases, 'database', `${name}-db`)] : []),
    ];

    test('says region and plan of everything', () => {
      for (const { node, name } of [...services, ...databases]) {
        assert.ok(stringOf(node, 'region'), `${name} has a region`);
        assert.ok(stringOf(node, 'plan'), `${name} has a plan`);
      }
    });

    test('producer and worker reach the same stores, inside the private network', () => {
      assert.ok(stores.length > 0, 'there is a store');
      assert.equal(stores.length, databases.length + Number(broker !== undefined));
      for (const from of [worker, producer]) {
        // A group of settings is shared as well, and is no store.
        const urls = references.filter(
          (reference) =>
            reference.from === from && reference.kind !== 'group' && !isSharedSecret(reference),
        );
        assert.deepEqual(
          urls.map(({ target, property }) => `${target?.name} ${property}`).sort(),
          stores.map((store) => `${store.name} connectionString`).sort(),
        );
      }
      for (const { name, node } of stores) {
        assert.deepEqual(itemsOf(node, 'ipAllowList'), []);
        assert.ok(fieldOf(node, 'ipAllowList'), `${name} is closed to the internet`);
      }
    });

    /** A value that one service generates and the other takes over. */
    function isSharedSecret({ from, target, envVarKey }: Reference): boolean {
      return from === worker && target === producer && envVarKey !== undefined;
    }

    test('the broker evicts nothing and keeps its jobs on disk', () => {
      if (!broker)
        return assert.deepEqual(
          stores.map(({ type }) => type),
          ['database'],
        );
      assert.equal(stringOf(broker.node, 'maxmemoryPolicy'), 'noeviction');
      assert.equal(stringOf(broker.node, 'persistenceMode'), 'journal-snapshot');
    });

    test('the worker has time to drain, and says how much it does at once', () => {
      assert.equal(numberOf(worker.node, 'maxShutdownDelaySeconds'), 60);
      const command =
        stringOf(worker.node, 'startCommand') ?? stringOf(worker.node, 'dockerCommand') ?? '';
      assert.notEqual(command, '', 'the command of the worker stands in render.yaml');
      const keys = itemsOf(worker.node, 'envVars').map((item) => stringOf(item, 'key'));
      const isStated =
        /-(?:c(?:oncurrency)?|w(?:orkers)?|-num-workers|-threads)[ =]\d/.test(command) ||
        keys.includes('WORKER_CONCURRENCY') ||
        // These two run one job at a time, so that the number of instances says it.
        (/\b(?:resque|queue):work\b/.test(command) &&
          numberOf(worker.node, 'numInstances') !== undefined);
      assert.ok(isStated, 'the concurrency stands in render.yaml');
    });

    test('tells a stranger how to run it, and pins what it uses', () => {
      const readme = read('README.md');
      for (const heading of ['## Run it', '## Try a shutdown', '## Deploy it']) {
        assert.ok(readme.includes(heading), `README.md has ${heading}`);
      }
      const loose = looseVersions(name);
      assert.ok(loose, 'the manifest of this ecosystem is known to this test');
      assert.deepEqual(loose, []);
    });
  });
}

/** Dependencies without an exact version, or undefined where no manifest is found. */
function looseVersions(name: string): string[] | undefined {
  const path = (file: string) => join(folder, name, file);
  const lines = (file: string) => readFileSync(path(file), 'utf8').split('\n');
  if (existsSync(path('package.json'))) {
    assert.ok(existsSync(path('package-lock.json')), 'package-lock.json is committed');
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(path('package.json'), 'utf8'),
    ) as Record<string, Record<string, string> | undefined>;
    return Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
      .map(([dependency]) => dependency);
  }
  if (existsSync(path('requirements.txt'))) {
    return lines('requirements.txt').filter((line) => /^\w/.test(line) && !/==\d/.test(line));
  }
  if (existsSync(path('Gemfile'))) {
    assert.ok(existsSync(path('Gemfile.lock')), 'Gemfile.lock is committed');
    return lines('Gemfile').filter(
      (line) => line.startsWith('gem ') && !/, "\d[\d.]*"$/.test(line),
    );
  }
  if (existsSync(path('go.mod'))) {
    assert.ok(existsSync(path('go.sum')), 'go.sum is committed');
    return lines('go.mod').filter((line) => line.startsWith('\t') && !/ v\d+\.\d+\.\d+/.test(line));
  }
  if (existsSync(path('composer.json'))) {
    // A lock file needs Packagist; the README tells to make one, and the Dockerfile takes it.
    assert.match(readFileSync(path('Dockerfile'), 'utf8'), /composer\.lock/);
    const { require = {} } = JSON.parse(readFileSync(path('composer.json'), 'utf8')) as {
      require?: Record<string, string>;
    };
    // PHP and its extensions come with the image.
    return Object.entries(require)
      .filter(([name, version]) => name.includes('/') && !/^\d+\.\d+\.\d+$/.test(version))
      .map(([dependency]) => dependency);
  }
  if (existsSync(path('Cargo.toml'))) {
    assert.ok(existsSync(path('Cargo.lock')), 'Cargo.lock is committed');
    const [, dependencies = ''] = readFileSync(path('Cargo.toml'), 'utf8').split(
      '[dependencies]\n',
    );
    return dependencies
      .split('\n')
      .filter((line) => /^[\w-]+ = /.test(line) && !/"=\d+\.\d+\.\d+"/.test(line));
  }
  if (existsSync(path('mix.exs'))) {
    return lines('mix.exs').filter(
      (line) => /^\s*\{:\w+, /.test(line) && !/"\d+\.\d+\.\d+"/.test(line),
    );
  }
  return undefined;
}
