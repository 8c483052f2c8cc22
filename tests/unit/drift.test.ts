import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, describe } from 'node:test';
import { type Change, compareSchemas } from '../../scripts/schema-compare.ts';
import type { AnySchema } from '../../scripts/schema-shape.ts';
import { blueprintSchema } from '../../src/blueprint/index.ts';
import { readOracle } from '../corpus/judge.ts';
import { root, skipWithoutCorpus } from '../corpus/public.ts';
import { Random } from '../corpus/random.ts';

/** A schema that tests may change: what they change is there. */
// biome-ignore lint/suspicious/noExplicitAny: the changes are as many as the schema's places.
type Editable = any;

const folder = mkdtempSync(join(tmpdir(), 'render-workers-drift-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const ours = () => JSON.parse(JSON.stringify(blueprintSchema)) as AnySchema;
const say = ({ kind, what, place, detail }: Change) =>
  `${kind} ${what} ${place}${detail === '' ? '' : `: ${detail}`}`;

function drift(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const command = [join(root, 'scripts/schema-drift.ts'), ...args];
    execFile(process.execPath, command, { encoding: 'utf8' }, (error, out, err) => {
      resolve({ status: error ? Number(error.code) : 0, out, err });
    });
  });
}

describe('Render’s published schema', { skip: skipWithoutCorpus }, () => {
  test('demands what ours demands', () => {
    assert.deepEqual(compareSchemas(ours(), readOracle() as AnySchema).map(say), []);
  });

  const places = (fields: string[], what: string) =>
    fields.map((field) => `${what.replace('@', field)}`);
  const changes: [string, (schema: Editable) => void, string[]][] = [
    [
      'a new field',
      ({ definitions }) => {
        definitions.serverService.properties.gpu = { type: 'boolean' };
      },
      ['added field server.gpu'],
    ],
    [
      'a field gone',
      ({ definitions }) => {
        delete definitions.database.properties.user;
      },
      ['removed field database.user'],
    ],
    [
      'a field of the whole file',
      (schema) => {
        schema.allOf[1].properties.region = { type: 'string' };
      },
      ['added field blueprint.region'],
    ],
    [
      'a value that many fields share',
      ({ definitions }) => definitions.region.enum.push('sydney'),
      places(
        ['server', 'cron', 'keyvalue', 'workflow', 'database', 'buildSourceGit'],
        'added value @.region: sydney',
      ),
    ],
    [
      'a value gone',
      ({ definitions }) => {
        definitions.keyValuePlan.enum = definitions.keyValuePlan.enum.filter(
          (plan: string) => plan !== '3g',
        );
      },
      places(['plan', 'previewPlan'], 'removed value keyvalue.@: 3g'),
    ],
    [
      'bounds',
      ({ definitions }) => {
        definitions.serverService.properties.maxShutdownDelaySeconds.maximum = 600;
        delete definitions.disk.properties.sizeGB.minimum;
      },
      [
        'changed maximum server.maxShutdownDelaySeconds: ours 300, theirs 600',
        'changed minimum disk.sizeGB: ours 1, theirs none',
      ],
    ],
    [
      'what is required',
      ({ definitions }) => {
        definitions.redisServer.required = ['type', 'name'];
      },
      ['changed required keyvalue.ipAllowList: ours required, theirs optional'],
    ],
    [
      'an object that opens',
      ({ definitions }) => {
        delete definitions.workflowService.additionalProperties;
      },
      ['changed other fields workflow: ours refused, theirs none'],
    ],
    [
      'a type',
      ({ definitions }) => {
        definitions.envVarFromKeyValue.properties.value = { type: 'string' };
      },
      ['changed type envVarValue.value: ours ["number","string"], theirs "string"'],
    ],
    [
      'a keyword that ours does not use',
      ({ definitions }) => {
        definitions.header.properties.value.pattern = '^x';
      },
      ['changed pattern header.value: ours none, theirs "^x"'],
    ],
    [
      'a format gone',
      ({ definitions }) => {
        delete definitions.serverService.properties.maintenanceMode.properties.uri.format;
      },
      ['changed format server.maintenanceMode.uri: ours "uri", theirs none'],
    ],
    [
      'a field that becomes deprecated',
      ({ definitions }) => {
        definitions.serverService.properties.domain.deprecated = true;
      },
      ['changed deprecated server.domain: ours no, theirs yes'],
    ],
    [
      'fields that exclude each other',
      ({ definitions }) => {
        definitions.serverService.allOf[1].then.properties.startCommand = false;
        delete definitions.buildFilter.anyOf;
      },
      [
        'added relation server: with `buildSource` never `startCommand`',
        'removed relation buildFilter: needs `ignoredPaths` or `paths`',
      ],
    ],
    [
      'a type of service',
      ({ definitions }) => {
        definitions.resources.properties.services.items.anyOf.push({
          type: 'object',
          properties: { type: { const: 'edge' }, routes: { type: 'array' } },
        });
      },
      ['added shape service: type edge; fields type, routes'],
    ],
    [
      'a type of service gone',
      ({ definitions }) => {
        definitions.resources.properties.services.items.anyOf.splice(4, 1);
      },
      [
        `removed shape service: type workflow; fields ${Object.keys(blueprintSchema.$defs?.['workflow']?.properties ?? {}).join(', ')}`,
      ],
    ],
  ];
  for (const [name, change, expected] of changes) {
    test(`drift is reported: ${name}`, () => {
      const theirs = readOracle() as AnySchema;
      change(theirs);
      assert.deepEqual(compareSchemas(ours(), theirs).map(say).sort(), expected.toSorted());
    });
  }

  test('the command finds no drift', async () => {
    const file = join(root, '../shared/oracle/render.yaml.schema.json');
    const { status, out } = await drift('--against', file);
    assert.match(out, /^No drift/);
    assert.equal(status, 0);
  });
});

test('one change at random of our own schema is the one change reported, both ways round', () => {
  const random = new Random(20_251_125);
  const names = Object.entries(blueprintSchema.$defs ?? {})
    .filter(([name, { properties }]) => properties && name !== 'service')
    .map(([name]) => name);
  const edits: ((definition: Editable, field: string, name: string) => string[] | undefined)[] = [
    (definition, _, name) => {
      definition.properties.seeded = { type: 'string' };
      return [`added field ${name}.seeded`, `removed field ${name}.seeded`];
    },
    (definition, field, name) => {
      // A choice without its last field is not to be told from another choice.
      if (Object.keys(definition.properties).length === 1) return undefined;
      delete definition.properties[field];
      const { required = [] } = definition;
      definition.required = required.filter((other: string) => other !== field);
      return [`removed field ${name}.${field}`, `added field ${name}.${field}`];
    },
    (definition, field, name) => {
      const { enum: values } = definition.properties[field];
      if (!values) return undefined;
      const value = random.pick(values as string[]);
      definition.properties[field].enum = values.filter((other: string) => other !== value);
      return [`removed value ${name}.${field}: ${value}`, `added value ${name}.${field}: ${value}`];
    },
    (definition, field, name) => {
      const { required = [] } = definition;
      if (required.includes(field)) return undefined;
      definition.required = [...required, field];
      return ['ours optional, theirs required', 'ours required, theirs optional'].map(
        (detail) => `changed required ${name}.${field}: ${detail}`,
      );
    },
    (definition, field, name) => {
      const { minimum } = definition.properties[field];
      if (minimum === undefined) return undefined;
      definition.properties[field].minimum += 1;
      const [old, now] = [minimum, minimum + 1];
      return [`ours ${old}, theirs ${now}`, `ours ${now}, theirs ${old}`].map(
        (detail) => `changed minimum ${name}.${field}: ${detail}`,
      );
    },
  ];
  const made = edits.map(() => 0);
  for (let count = 0; count < 300; ) {
    const edited = ours() as Editable;
    const name = random.pick(names);
    const definition = edited.$defs[name];
    const which = random.below(edits.length);
    const field = random.pick(Object.keys(definition.properties));
    const expected = edits[which]?.(definition, field, name);
    if (!expected) continue;
    count += 1;
    made[which] = (made[which] ?? 0) + 1;
    assert.deepEqual(compareSchemas(ours(), edited).map(say), expected.slice(0, 1));
    assert.deepEqual(compareSchemas(edited, ours()).map(say), expected.slice(1));
  }
  assert.ok(Math.min(...made) > 0, made.join());
});

describe('npm run schema:drift', () => {
  const changed = ours() as Editable;
  changed.$defs.keyvalue.properties.maxmemoryPolicy.enum.push('volatile-x');
  changed.$defs.server.properties.maxShutdownDelaySeconds.maximum = 600;
  const file = join(folder, 'changed.json');
  writeFileSync(file, JSON.stringify(changed));

  test('names the rules, pages and examples that a change touches', async () => {
    const { status, out } = await drift('--against', file);
    assert.equal(status, 1);
    const [first = '', rules = '', pages = '', examples = ''] = out.split('\n');
    assert.equal(first, 'changed maximum `server.maxShutdownDelaySeconds`: ours 300, theirs 600');
    assert.match(rules, /rules: .*\bshutdown-delay\b/);
    assert.doesNotMatch(rules, /broker-evicts/);
    assert.match(pages, /pages: .*\/guides\/graceful-shutdown\//);
    const all = readdirSync(join(root, 'examples')).sort().join(', ');
    assert.equal(examples.trim(), `examples: ${all}`);
    assert.match(out, /added value `keyvalue\.maxmemoryPolicy`: `volatile-x`\n {4}rules: none/);
    assert.match(out, /: 1 added, 0 removed, 1 changed\./);
  });

  test('writes the text of an issue', async () => {
    const { status, out } = await drift('--against', file, '--format', 'markdown');
    assert.equal(status, 1);
    assert.match(out, /^Drift from /);
    assert.match(out, /\n- changed maximum `server\.maxShutdownDelaySeconds`: .*\n {2}- rules: /);
  });

  test('reads an address, and says what is wrong with one', async () => {
    const answers: Record<string, [number, string]> = {
      '/same.json': [200, JSON.stringify(ours())],
      '/changed.json': [200, readFileSync(file, 'utf8')],
      '/page.html': [200, '<!doctype html>'],
      '/list.json': [200, '[]'],
    };
    const server = createServer((request, response) => {
      const [status, body] = answers[request.url ?? ''] ?? [404, ''];
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      assert.equal((await drift('--against', `${address}/same.json`)).status, 0);
      assert.equal((await drift('--against', `${address}/changed.json`)).status, 1);
      const wrong: [string, RegExp][] = [
        ['/missing.json', /cannot be read: the server answers 404\. Without a network/],
        ['/page.html', /is not JSON/],
        ['/list.json', /is no schema of a Blueprint/],
      ];
      for (const [path, message] of wrong) {
        const { status, err, out } = await drift('--against', `${address}${path}`);
        assert.equal(status, 2, path);
        assert.match(err, message);
        assert.equal(out, '');
      }
    } finally {
      server.close();
    }
    const { status, err } = await drift('--against', `${address}/same.json`);
    assert.equal(status, 2);
    assert.match(err, /cannot be read: .*ECONNREFUSED.* give a copy: npm run schema:drift/);
  });

  test('says what is wrong with a file or a flag', async () => {
    const wrong: [string[], RegExp][] = [
      [['--against', join(folder, 'none.json')], /none\.json cannot be read: ENOENT/],
      [['--format', 'html'], /--format is "html"; expected text or markdown\.\nusage: /],
      [['--agianst', file], /agianst.*\nusage: /s],
    ];
    for (const [args, message] of wrong) {
      const { status, err } = await drift(...args);
      assert.equal(status, 2);
      assert.match(err, message);
    }
  });
});
