import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { parseBlueprint } from '../../src/blueprint/index.ts';
import { topologyText } from '../../src/topology/text.ts';
import { readTopology, type Topology } from '../../src/topology/topology.ts';

const read = (text: string) => readTopology(parseBlueprint(text).tree);
const nodeOf = ({ nodes }: Topology, name: string) => nodes.find((node) => node.name === name);

const orders = `services:
  - type: web
    name: api
    runtime: node
    scaling: { minInstances: 1, maxInstances: 4 }
    disk: { name: d, mountPath: /data, sizeGB: 10 }
    envVars:
      - fromGroup: shared
      - key: REDIS_URL
        fromService: { type: keyvalue, name: broker, property: connectionString }
      - key: PEER
        fromService: { type: web, name: elsewhere, envVarKey: TOKEN }
  - type: worker
    name: worker
    plan: 0.5c-512mb
    numInstances: 2
    maxShutdownDelaySeconds: 60
    envVars:
      - key: REDIS_HOST
        fromService: { type: keyvalue, name: broker, property: host }
      - key: REDIS_PORT
        fromService: { type: keyvalue, name: broker, property: port }
      - key: DATABASE_URL
        fromDatabase: { name: db, property: connectionPoolString }
  - { type: cron, name: nightly, schedule: "0 3 * * *" }
  - { type: redis, name: broker, maxmemoryPolicy: noeviction, ipAllowList: [] }
  - { type: web, runtime: static, name: pages }
databases:
  - { name: db, plan: 0.1c-256mb, postgresMajorVersion: "17", connectionPool: pgbouncer, diskSizeGB: 5 }
envVarGroups:
  - name: shared
    envVars: [{ key: A, value: a }, { key: B, value: b }]
`;

describe('what a topology says of a Blueprint', () => {
  const topology = read(orders);

  test('a node has what the file says of it, and where its name stands', () => {
    const worker = nodeOf(topology, 'worker');
    assert.deepEqual(
      { ...worker, range: orders.slice(worker?.range.start.offset, worker?.range.end.offset) },
      {
        id: 'service-worker',
        kind: 'service',
        type: 'worker',
        name: 'worker',
        isDefined: true,
        isBroker: false,
        range: 'worker',
        region: 'oregon',
        instances: { least: '2', most: '2' },
        plan: '0.5c-512mb',
        maxShutdownDelaySeconds: '60',
      },
    );
    assert.deepEqual(nodeOf(topology, 'api')?.instances, { least: '1', most: '4' });
    assert.deepEqual(nodeOf(topology, 'api')?.disk, { sizeGB: '10', mountPath: '/data' });
    assert.equal(nodeOf(topology, 'nightly')?.schedule, '0 3 * * *');
    assert.equal(nodeOf(topology, 'shared')?.variables, 2);
    const database = nodeOf(topology, 'db');
    assert.equal(database?.postgresMajorVersion, '17');
    assert.equal(database?.connectionPool, 'pgbouncer');
    assert.deepEqual(database?.disk, { sizeGB: '5' });
  });

  test('a Key Value instance that holds jobs is a broker, under its old type, too', () => {
    assert.equal(nodeOf(topology, 'broker')?.type, 'keyvalue');
    assert.deepEqual(
      topology.nodes.filter(({ isBroker }) => isBroker).map(({ name }) => name),
      ['broker'],
    );
  });

  test('a static site is one, and has no region', () => {
    assert.equal(nodeOf(topology, 'pages')?.type, 'static');
    assert.equal(nodeOf(topology, 'pages')?.region, undefined);
    assert.equal(
      nodeOf(read(orders.replace('runtime: static', 'env: static')), 'pages')?.type,
      'static',
    );
  });

  test('the variables between two nodes are one edge, in the order of the text', () => {
    assert.deepEqual(topology.edges, [
      { from: 'service-api', to: 'group-shared', labels: ['fromGroup'] },
      { from: 'service-api', to: 'service-broker', labels: ['REDIS_URL ← connectionString'] },
      { from: 'service-api', to: 'missing-service-elsewhere', labels: ['PEER ← TOKEN'] },
      {
        from: 'service-worker',
        to: 'service-broker',
        labels: ['REDIS_HOST ← host', 'REDIS_PORT ← port'],
      },
      {
        from: 'service-worker',
        to: 'database-db',
        labels: ['DATABASE_URL ← connectionPoolString'],
      },
    ]);
  });

  test('what is only referred to is a node that is not in this file', () => {
    const elsewhere = nodeOf(topology, 'elsewhere');
    assert.equal(elsewhere?.isDefined, false);
    assert.equal(elsewhere?.type, 'web');
    assert.equal(elsewhere?.region, undefined);
    assert.equal(orders.slice(elsewhere?.range.start.offset).startsWith('elsewhere'), true);
  });

  test('it is plain data', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(topology)), topology);
  });

  test('the words have every fact and every connection', () => {
    assert.equal(
      topologyText(topology),
      `api: web service, oregon, 1–4 instances, disk 10 GB at /data
  from shared: fromGroup
  from broker: REDIS_URL ← connectionString
  from elsewhere: PEER ← TOKEN
worker: background worker, 0.5c-512mb, oregon, 2 instances, shutdown delay 60 s
  from broker: REDIS_HOST ← host, REDIS_PORT ← port
  from db: DATABASE_URL ← connectionPoolString
nightly: cron job, oregon, at 0 3 * * *
broker: broker (Key Value), oregon, noeviction
pages: static site
db: Postgres, 0.1c-256mb, oregon, disk 5 GB, version 17, pool pgbouncer
shared: environment group, 2 variables
not in this file
  elsewhere: web service`,
    );
  });
});

describe('boxes', () => {
  const nested = `services:
  - { type: web, name: outside, region: oregon }
projects:
  - name: orders
    environments:
      - name: production
        services:
          - { type: worker, name: near, region: oregon }
          - { type: worker, name: far, region: frankfurt }
          - { type: web, runtime: static, name: pages }
        envVarGroups: [{ name: shared }]
      - name: empty
ungrouped:
  databases: [{ name: db, region: oregon }]
`;

  test('are environments and, where there are several regions, regions in them', () => {
    const { boxes, nodes } = read(nested);
    const path = (id: string | undefined): string[] => {
      const box = boxes.find((candidate) => candidate.id === id);
      return box ? [...path(box.parent), box.name] : [];
    };
    assert.deepEqual(
      nodes.map(({ name, box }) => [name, path(box)]),
      [
        ['outside', ['oregon']],
        ['near', ['orders / production', 'oregon']],
        ['far', ['orders / production', 'frankfurt']],
        ['pages', ['orders / production']],
        ['db', ['ungrouped', 'oregon']],
        ['shared', ['orders / production']],
      ],
    );
    assert.ok(!boxes.some(({ name }) => name.includes('empty')));
  });

  test('are without regions where there is one', () => {
    const { boxes } = read(nested.replace('frankfurt', 'oregon'));
    assert.deepEqual(
      boxes.map(({ kind }) => kind),
      ['environment', 'ungrouped'],
    );
  });

  test('are what the words begin with', () => {
    assert.equal(
      topologyText(read(nested)),
      `region oregon
  outside: web service, oregon
orders / production
  pages: static site
  shared: environment group, 0 variables
  region oregon
    near: background worker, oregon
  region frankfurt
    far: background worker, frankfurt
ungrouped
  region oregon
    db: Postgres, oregon`,
    );
  });
});

describe('a broken file', () => {
  test('without a tree is empty', () => {
    assert.deepEqual(read('a: ['), { boxes: [], nodes: [], edges: [] });
    assert.equal(topologyText(read('a: [')), 'This file defines nothing.');
  });

  test('is drawn as far as it can be read', () => {
    const topology = read(`services:
  - 7
  - type: lambda
    name: 12
    numInstances: many
    disk: yes
    envVars: [3, { key: A, fromService: { name: db } }, { fromService: { name: gone, property: host } }]
  - name: [x]
databases: { name: db }
`);
    assert.equal(
      topologyText(topology),
      `(no name): lambda, oregon, many instances
  from db: A
  from gone: ? ← host
(no name): service, oregon
not in this file
  db: service
  gone: service`,
    );
  });

  test('with a name twice draws both, and leads to the first', () => {
    const { nodes, edges } = read(`services:
  - { type: keyvalue, name: x }
  - { type: keyvalue, name: x }
  - { type: keyvalue, name: "x!" }
  - { type: worker, name: w, envVars: [{ key: A, fromService: { type: keyvalue, name: x, property: host } }] }
`);
    const ids = nodes.map(({ id }) => id);
    assert.deepEqual(ids, ['service-x', 'service-x-2', 'service-x-', 'service-w']);
    assert.equal(edges[0]?.to, 'service-x');
  });

  test('does not give away a secret that is known by its shape', () => {
    const token = `ghp_${'a1b2c3d4e5f6'.repeat(3)}`;
    const topology = read(`services:
  - type: worker
    name: ${token}
    plan: ${token}
    envVars: [{ key: ${token}, fromService: { name: ${token}x, property: ${token} } }]
`);
    assert.equal(topology.nodes.length, 2);
    assert.doesNotMatch(JSON.stringify(topology), /a1b2c3/);
  });

  test('keeps each fact on its line', () => {
    const topology = read(
      'services: [{ type: worker, name: "a\\nb\\e[31m", plan: "x\\u0007y" }]\n',
    );
    assert.equal(topologyText(topology), 'a b [31m: background worker, x y, oregon');
  });
});
