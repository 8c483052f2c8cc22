import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { resolve } from '../../src/blueprint/cursor.ts';
import { endOf } from '../../src/blueprint/edits.ts';
import {
  blueprintSchema,
  checkBlueprint,
  completionsAt,
  parseBlueprint,
} from '../../src/blueprint/index.ts';
import { limits } from '../../src/blueprint/limits.ts';
import type { JsonSchema } from '../../src/blueprint/schema/json-schema.ts';
import { entriesOf, goodBlueprints } from './blueprints.ts';

/** What is offered at the `‸` of a text. */
function offered(text: string) {
  const at = text.indexOf('‸');
  assert.ok(at >= 0, 'the text has a cursor');
  return completionsAt(text.replace('‸', ''), at);
}

const labels = (text: string) => offered(text)?.items.map(({ label }) => label);
const required = (text: string) =>
  offered(text)?.items.flatMap(({ label, required }) => (required ? [label] : []));

/** The text after an offer is taken. */
function accepted(text: string, label: string): string {
  const found = offered(text);
  const item = found?.items.find((item) => item.label === label);
  assert.ok(found && item, `${label} is not offered`);
  const plain = text.replace('‸', '');
  return plain.slice(0, found.from) + item.insert + plain.slice(found.to);
}

const service = (type: string, rest: string) =>
  `services:\n  - type: ${type}\n    name: a\n${rest}`;
const variable = (rest: string) => service('worker', `    envVars:\n      - key: URL\n${rest}`);
const others = `  - type: keyvalue
    name: broker
    ipAllowList: []
  - type: web
    name: site
    runtime: static
  - { type: web, name: api, runtime: node }
databases:
  - name: orders
envVarGroups:
  - name: shared
    envVars: []
`;

describe('the fields of a mapping, those that must be there first', () => {
  const cases: [place: string, text: string, first: string[]][] = [
    ['an empty file', '‸', ['services', 'databases', 'envVarGroups', 'previews']],
    ['an empty file with a byte order mark', '\uFEFF‸', ['services', 'databases']],
    ['below the mark of a document', '---\n‸', ['services', 'databases']],
    ['a service in braces', 'services: [{ type: web, ‸ }]', ['name', 'runtime', 'region']],
    ['the root, below a service', 'services:\n  - type: web\n‸', ['databases', 'envVarGroups']],
    ['a project', 'projects:\n  - ‸', ['name', 'environments', 'buildSources']],
    [
      'an environment',
      'projects:\n  - name: p\n    environments:\n      - name: e\n        ‸',
      ['services', 'databases', 'envVarGroups', 'networking', 'permissions'],
    ],
    ['resources without a project', 'ungrouped:\n  ‸', ['services', 'databases', 'envVarGroups']],
    ['a service without a type', 'services:\n  - name: a\n    ‸', ['type']],
    ['a worker', service('worker', '    ‸'), ['runtime', 'region', 'plan', 'buildSource']],
    ['a private service', service('pserv', '    ‸'), ['runtime', 'region', 'plan', 'buildSource']],
    ['a cron job', service('cron', '    ‸'), ['runtime', 'schedule', 'region', 'plan']],
    ['a Key Value instance', service('keyvalue', '    ‸'), ['ipAllowList', 'region', 'plan']],
    ['its old name', service('redis', '    ‸'), ['ipAllowList', 'region', 'plan']],
    ['a workflow', service('workflow', '    ‸'), ['runtime', 'region', 'startCommand', 'repo']],
    [
      'a static site',
      service('web', '    runtime: static\n    ‸'),
      ['buildCommand', 'staticPublishPath', 'previews'],
    ],
    ['a disk', service('worker', '    disk:\n      ‸'), ['name', 'mountPath', 'sizeGB']],
    [
      'autoscaling',
      service('worker', '    scaling:\n      minInstances: 1\n      ‸'),
      ['maxInstances', 'targetMemoryPercent', 'targetCPUPercent'],
    ],
    ['previews of a service', service('worker', '    previews:\n      ‸'), ['generation', 'plan']],
    ['previews of the file', 'previews:\n  ‸', ['generation', 'expireAfterDays']],
    [
      'an allow list’s entry',
      service('keyvalue', '    ipAllowList:\n      - ‸'),
      ['source', 'description'],
    ],
    [
      'a registry credential',
      service('web', '    image:\n      creds:\n        ‸'),
      ['fromRegistryCreds'],
    ],
    ['a database', 'databases:\n  - ‸', ['name', 'databaseName', 'user', 'region', 'plan']],
    ['a read replica', 'databases:\n  - name: a\n    readReplicas:\n      - ‸', ['name']],
    ['a group', 'envVarGroups:\n  - name: g\n    ‸', ['envVars']],
    [
      'a variable of a group, which cannot refer to anything',
      'envVarGroups:\n  - name: g\n    envVars:\n      - key: A\n        ‸',
      ['value', 'generateValue', 'sync', 'previewValue'],
    ],
    [
      'a new variable',
      service('worker', '    envVars:\n      - ‸'),
      [
        'key',
        'value',
        'generateValue',
        'sync',
        'previewValue',
        'fromDatabase',
        'fromService',
        'fromGroup',
      ],
    ],
    [
      'a variable with a key',
      variable('        ‸'),
      ['value', 'generateValue', 'sync', 'previewValue', 'fromDatabase', 'fromService'],
    ],
    [
      'a reference to a service',
      variable('        fromService:\n          ‸'),
      ['type', 'name', 'property', 'envVarKey'],
    ],
    [
      'a reference to a database',
      variable('        fromDatabase:\n          ‸'),
      ['name', 'property'],
    ],
    ['a list of variables', service('worker', '    envVars:\n      ‸'), ['- key', '- fromGroup']],
    [
      'a field in the middle of a mapping',
      'databases:\n  - name: a\n    ‸\n    user: b',
      ['databaseName', 'region'],
    ],
    [
      'a field that is half typed',
      'databases:\n  - name: a\n    us‸\n    plan: free',
      ['databaseName', 'user', 'region'],
    ],
    [
      'a field before the others',
      'databases:\n  - ‸\n    user: b',
      ['name', 'databaseName', 'region'],
    ],
    ['braces', 'databases: [{ name: a, ‸ }]', ['databaseName', 'user', 'region']],
    [
      'braces that are open',
      'services:\n  - type: worker\n    disk: { name: d, ‸\n    name: a',
      ['mountPath', 'sizeGB'],
    ],
  ];
  for (const [place, text, first] of cases) {
    test(place, () => assert.deepEqual(labels(text)?.slice(0, first.length), first));
  }

  test('which of them must be there', () => {
    assert.deepEqual(required('services:\n  - type: worker\n    ‸'), ['name', 'runtime']);
    assert.deepEqual(required(service('worker', '    buildSource: b\n    ‸')), []);
    assert.deepEqual(required(service('keyvalue', '    ‸')), ['ipAllowList']);
  });

  test('none that is there, that is deprecated, or that another one excludes', () => {
    const worker = labels(service('worker', '    runtime: node\n    ‸')) ?? [];
    for (const field of ['type', 'name', 'runtime', 'previewPlan', 'autoDeploy']) {
      assert.ok(!worker.includes(field), field);
    }
    assert.ok(!labels(service('worker', '    buildSource: b\n    ‸'))?.includes('branch'));
    const source = 'buildSources:\n  - name: b\n    image:\n      url: u\n    ‸';
    assert.equal(labels(source), undefined);
    const reference = '        fromService:\n          property: host\n          ‸';
    assert.deepEqual(labels(variable(reference)), ['type', 'name']);
  });

  test('those without effect on a worker or with its runtime come last, and are called so', () => {
    const items = offered(service('worker', '    runtime: node\n    ‸'))?.items ?? [];
    const last = items.slice(items.findIndex(({ detail }) => detail === 'no effect here'));
    assert.deepEqual(
      new Set(last.map(({ label }) => label)),
      new Set([
        ...['image', 'dockerCommand', 'dockerContext', 'dockerfilePath'],
        ...['healthCheckPath', 'domain', 'domains', 'ipAllowList'],
        ...['maintenanceMode', 'renderSubdomainPolicy'],
      ]),
    );
    const web = offered(service('web', '    runtime: node\n    ‸'))?.items ?? [];
    assert.equal(web.find(({ label }) => label === 'healthCheckPath')?.detail, 'string');
  });
});

describe('the values of a field', () => {
  const cases: [what: string, text: string, values: string[]][] = [
    [
      'the type of a service',
      'services:\n  - type: ‸',
      ['web', 'pserv', 'worker', 'cron', 'keyvalue', 'workflow'],
    ],
    [
      'half a type',
      'services:\n  - type: wor‸',
      ['web', 'pserv', 'worker', 'cron', 'keyvalue', 'workflow'],
    ],
    [
      'a region',
      service('worker', '    region: ‸'),
      ['oregon', 'ohio', 'virginia', 'frankfurt', 'singapore'],
    ],
    ['the runtime of a workflow', service('workflow', '    runtime: ‸'), ['node', 'python']],
    ['a boolean', variable('        sync: ‸'), ['true', 'false']],
    ['a default', service('worker', '    maxShutdownDelaySeconds: ‸'), ['30']],
    ['a list', service('keyvalue', '    ipAllowList: ‸'), ['[]']],
    [
      'a switch',
      'projects:\n  - environments:\n      - networking:\n          isolation: ‸',
      ['enabled', 'disabled'],
    ],
    [
      'a group’s name',
      `${service('worker', '    envVars:\n      - fromGroup: ‸')}\n${others}`,
      ['shared'],
    ],
    [
      'a database’s name',
      `${variable('        fromDatabase:\n          name: ‸')}\n${others}`,
      ['orders'],
    ],
    [
      'a service’s name',
      `${variable('        fromService:\n          name: ‸')}\n${others}`,
      ['a', 'broker', 'site', 'api'],
    ],
    [
      'the name of a service of a type',
      `${variable('        fromService:\n          type: web\n          name: ‸')}\n${others}`,
      ['site', 'api'],
    ],
    [
      'the name of a service of a type that this file has none of',
      `${variable('        fromService:\n          type: cron\n          name: ‸')}\n${others}`,
      ['a', 'broker', 'site', 'api'],
    ],
    [
      'what a service offers that is not in this file',
      variable('        fromService:\n          name: elsewhere\n          property: ‸'),
      ['connectionString', 'host', 'port', 'hostport', 'slug'],
    ],
    [
      'a name in braces',
      `${variable('        fromService: { type: keyvalue, name: ‸ }')}\n${others}`,
      ['broker'],
    ],
    [
      'the type of a service that is named',
      `${variable('        fromService:\n          name: broker\n          type: ‸')}\n${others}`,
      ['keyvalue'],
    ],
    [
      'the type of a static site',
      `${variable('        fromService:\n          name: site\n          type: ‸')}\n${others}`,
      ['web', 'static'],
    ],
    [
      'what a broker offers',
      `${variable('        fromService:\n          name: broker\n          property: ‸')}\n${others}`,
      ['connectionString', 'host', 'port'],
    ],
    [
      'what a web service offers',
      variable('        fromService:\n          type: web\n          property: ‸'),
      ['host', 'port', 'hostport'],
    ],
    [
      'the variables of a service',
      `${variable('        fromService:\n          name: a\n          envVarKey: ‸')}\n${others}`,
      ['URL'],
    ],
  ];
  for (const [what, text, values] of cases) {
    test(what, () => assert.deepEqual(labels(text), values));
  }

  test('the plans are those of the type', () => {
    assert.ok(!labels(service('worker', '    plan: ‸'))?.includes('free'));
    assert.ok(labels(service('web', '    plan: ‸'))?.includes('free'));
    assert.equal(labels(service('keyvalue', '    plan: ‸'))?.[1], '256mb');
    assert.ok(labels('databases:\n  - plan: ‸')?.includes('0.1c-256mb'));
  });

  test('a default is called so, and a name by what it belongs to', () => {
    const region = offered(service('worker', '    region: ‸'))?.items[0];
    assert.deepEqual(region, {
      label: 'oregon',
      kind: 'value',
      detail: 'default',
      insert: 'oregon',
    });
    const name = offered(`${variable('        fromDatabase:\n          name: ‸')}\n${others}`);
    assert.deepEqual(name?.items, [
      { label: 'orders', kind: 'reference', detail: 'database', insert: 'orders' },
    ]);
  });
});

describe('nothing', () => {
  const cases: [where: string, text: string][] = [
    ['in a comment', 'services: # ‸'],
    ['right before a comment', 'services:\n  - type: ‸# x'],
    ['in a line of comment', 'services:\n  # ‸\n  - type: web'],
    ['in a block scalar', service('worker', '    startCommand: |\n      node ‸\n    plan: x')],
    [
      'on an empty line of a block scalar',
      service('worker', '    startCommand: >-\n      node\n      ‸\n      x'),
    ],
    ['in a command', service('worker', '    startCommand: node ‸')],
    ['behind a value', service('worker', '    plan: free   ‸')],
    ['deeper than a value', service('worker', '      ‸')],
    ['between two levels', 'services:\n  - type: web\n   ‸'],
    ['where a key would cut a list in two', 'services:\n  - type: web\n‸\n    name: a'],
    ['behind a field whose lines follow', 'previews: ‸\n  generation: manual'],
    ['in a field that nobody knows', 'nonsense:\n  ‸'],
    ['before a dash', 'services:\n  ‸- type: web'],
    ['outside the text', '\n\n   ‸'],
    ['between a key and its colon', 'services:\n  - type ‸ : web\n'],
    ['before a value on the next line', service('worker', '    region: ‸\n      ohio\n')],
    ['before a bracket', 'services: ‸[{ type: web }]'],
    ['behind a bracket', 'services: [{ type: web }] ‸'],
    ['behind an item in brackets', 'services: [{ type: web } ‸]'],
    ['behind a word in braces that has no colon', 'services: [{ type: web, name ‸}]'],
    ['for an item in brackets, which has no line of its own', 'services: [{ type: web }, ‸]'],
    ['in a comment in braces', 'services: [{ type: web, # ‸\n}]'],
    ['in a text over several lines', service('worker', '    region: "or\n      eg‸on"\n')],
    ['where a mapping must stand', variable('        fromService: ‸')],
    ['between a key and its list', 'services:\n‸\n  - type: web\n'],
  ];
  for (const [where, text] of cases) test(where, () => assert.equal(offered(text), undefined));
});

test('nothing in a file that is too long to be checked', () => {
  assert.equal(completionsAt('\n'.repeat(limits.characters + 1), 0), undefined);
});

describe('what is written', () => {
  const cases: [what: string, before: string, label: string, after: string][] = [
    [
      'a field',
      service('worker', '    ru‸\n    plan: x'),
      'runtime',
      service('worker', '    runtime: \n    plan: x'),
    ],
    [
      'a list, with its first item',
      service('worker', '    env‸'),
      'envVars',
      service('worker', '    envVars:\n      - key: '),
    ],
    [
      'a list of words',
      service('web', '    ‸'),
      'domains',
      service('web', '    domains:\n      - '),
    ],
    ['a mapping', service('worker', '    ‸'), 'disk', service('worker', '    disk:\n      name: ')],
    [
      'a mapping on a dash’s line',
      'databases:\n  - ‸',
      'highAvailability',
      'databases:\n  - highAvailability:\n      enabled: ',
    ],
    [
      'mappings in mappings',
      service('web', '    ‸'),
      'registryCredential',
      service('web', '    registryCredential:\n      fromRegistryCreds:\n        name: '),
    ],
    ['an item', 'services:\n  ‸', '- type', 'services:\n  - type: '],
    [
      'an item between two others',
      'services:\n  - type: web\n  ‸\n  - type: worker\n',
      '- type',
      'services:\n  - type: web\n  - type: \n  - type: worker\n',
    ],
    [
      'a field without its colon, with its own fields below',
      service('worker', '    dis‸\n      name: d\n'),
      'disk',
      service('worker', '    disk:\n      name: d\n'),
    ],
    [
      'a value in braces, before the next field',
      'services: [{ type: ‸, name: a }]',
      'cron',
      'services: [{ type: cron, name: a }]',
    ],
    ['a field that has its colon', 'services:\n  - ty‸: web', 'type', 'services:\n  - type: web'],
    [
      'a value that has to be quoted',
      service('worker', '    autoDeployTrigger: ‸'),
      'off',
      service('worker', '    autoDeployTrigger: "off"'),
    ],
    [
      'a value in quotes',
      service('worker', '    autoDeployTrigger: "o‸"'),
      'commit',
      service('worker', '    autoDeployTrigger: commit'),
    ],
    [
      'the space that is missing',
      service('worker', '    region:‸'),
      'ohio',
      service('worker', '    region: ohio'),
    ],
    ['the space behind a dash', 'services:\n  -‸', 'type', 'services:\n  - type: '],
    ['a list in braces', 'services: [{ ‸ }]', 'type', 'services: [{ type:  }]'],
  ];
  for (const [what, before, label, after] of cases) {
    test(what, () => assert.equal(accepted(before, label), after));
  }
});

/** The names of the fields that take one of a fixed set of values. */
const fixed = new Set<string>();
(function collect(schema: unknown): void {
  if (typeof schema !== 'object' || schema === null) return;
  const { properties = {} } = schema as JsonSchema;
  for (const [name, property] of Object.entries(properties)) {
    const { enum: values, const: only, type } = resolve(property).schema;
    if (values || only !== undefined || type === 'boolean') fixed.add(name);
  }
  Object.values(schema).forEach(collect);
})(blueprintSchema);

/** A good Blueprint with something cut out, and what has to be offered there. */
interface Gap {
  where: string;
  text: string;
  at: number;
  label: string;
}

const gaps: Gap[] = [...goodBlueprints()].flatMap(([path, source]) => {
  const { tree } = parseBlueprint(source);
  assert.ok(tree, path);
  return entriesOf(tree).flatMap(({ key, keyRange, value }): Gap[] => {
    const end = endOf(source, value) ?? keyRange.end.offset + 1;
    const comment = /^[ \t]+#.*/.exec(source.slice(end))?.[0] ?? '';
    const cut = (from: number, label: string): Gap => ({
      where: `${path}:${keyRange.start.line} ${label}`,
      text: source.slice(0, from) + source.slice(end + comment.length),
      at: from,
      label,
    });
    const field = cut(keyRange.start.offset, key);
    if (value.kind !== 'scalar' || !fixed.has(key)) return [field];
    return [field, cut(value.range.start.offset, String(value.value))];
  });
});

test('each field and fixed value of a good Blueprint is offered where it was cut out', () => {
  assert.ok(gaps.length > 1_000, `${gaps.length} gaps`);
  const missing = gaps.filter(
    ({ text, at, label }) => !completionsAt(text, at)?.items.some((item) => item.label === label),
  );
  assert.deepEqual(
    missing.map(({ where }) => where),
    [],
  );
});

/**
 * A text with an offer taken, and what it asks for written behind it: the first offer there, or an
 * address, as long as something is asked for.
 */
function filled({ text, at }: Gap, label: string): { text: string; from: number; to: number } {
  let after = text;
  let to = at;
  let wanted: string | undefined = label;
  for (let insert = ': '; /[:-] $/.test(insert); wanted = undefined) {
    const found = completionsAt(after, to);
    const items = found?.items ?? [];
    const item = wanted === undefined ? items[0] : items.find((item) => item.label === wanted);
    insert = item?.insert ?? 'https://example.com';
    const from = found?.from ?? to;
    after = after.slice(0, from) + insert + after.slice(found?.to ?? to);
    to = from + insert.length;
  }
  return { text: after, from: at, to };
}

test('what is offered is known to the checker at its place, and leaves the file YAML', () => {
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const gap of gaps) {
    const items = completionsAt(gap.text, gap.at)?.items ?? [];
    const offers = items.map(({ insert }) => insert).join();
    if (seen.has(offers)) continue;
    seen.add(offers);
    for (const { label } of items) {
      const { text, from, to } = filled(gap, label);
      for (const { rule, message, range } of checkBlueprint(text).diagnostics) {
        const at = range.start.offset;
        const isHere = at >= from && at < to && /^unknown-(?:field|value)$/.test(rule);
        if (isHere || /^(?:yaml-syntax|duplicate-key)$/.test(rule)) {
          wrong.push(`${gap.where}, ${label}: ${message}`);
        }
      }
    }
  }
  assert.ok(seen.size > 100, `${seen.size} different gaps`);
  assert.deepEqual(wrong, []);
});
