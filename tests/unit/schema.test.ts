import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { parse } from 'yaml';
import { blueprintSchema, checkBlueprint, docsUrl } from '../../src/blueprint/index.ts';
import { definition } from '../../src/blueprint/schema/index.ts';
import type { JsonSchema } from '../../src/blueprint/schema/json-schema.ts';
import { isUri } from '../../src/blueprint/schema/uri.ts';
import { GET } from '../../src/pages/schema/render.yaml.json.ts';
import { compile, readOracle } from '../corpus/judge.ts';
import { wholeBlueprints } from '../corpus/mutant-sources.ts';
import { officialVerdicts, shared, skipWithoutCorpus } from '../corpus/public.ts';

const ours = compile(blueprintSchema);

describe('the official schema accepts every whole Blueprint of ours', {
  skip: skipWithoutCorpus,
}, () => {
  const blueprints = wholeBlueprints();
  test('there are some', () => {
    assert.ok(blueprints.length >= 6);
  });
  for (const { where, text } of blueprints) {
    test(where, () => {
      const validate = compile(readOracle());
      assert.ok(validate(parse(text, { merge: true })), JSON.stringify(validate.errors, null, 1));
    });
  }
});

test('our JSON Schema accepts every whole Blueprint of ours', () => {
  for (const { where, text } of wholeBlueprints()) {
    assert.ok(ours(parse(text, { merge: true })), `${where}: ${JSON.stringify(ours.errors)}`);
  }
});

test('a tag that makes an object of a value makes no text of it', () => {
  const values = [
    '!!binary aGk=',
    '!!timestamp 2026-11-25',
    '!!set {a}',
    '!!omap [a: b]',
    '!!str 1',
  ];
  for (const value of values) {
    const text = `services:\n  - type: worker\n    name: ${value}\n    runtime: docker\n`;
    const isValid = ours(parse(text));
    assert.equal(checkBlueprint(text).schema, isValid ? 'valid' : 'invalid', value);
  }
});

describe('the corpus of public Blueprints', { skip: skipWithoutCorpus }, () => {
  const rows = skipWithoutCorpus ? [] : officialVerdicts();

  test('the engine gives the official verdict on each', () => {
    assert.ok(rows.length > 100);
    const disagreements = rows.flatMap(({ file, verdict }) => {
      const text = readFileSync(join(shared, 'corpus', file), 'utf8');
      const { schema } = checkBlueprint(text);
      return schema === verdict ? [] : [`${file}: official ${verdict}, ours ${schema}`];
    });
    assert.deepEqual(disagreements, []);
  });

  test('our JSON Schema, read by Ajv, gives the engine’s verdict on each', () => {
    for (const { file, verdict } of rows) {
      if (verdict === 'yaml-error') continue;
      const text = readFileSync(join(shared, 'corpus', file), 'utf8');
      assert.equal(ours(parse(text, { merge: true })) ? 'valid' : 'invalid', verdict, file);
    }
  });
});

describe('the schema that the site publishes', () => {
  const fields: { path: string; schema: JsonSchema }[] = [];
  const collect = (part: JsonSchema, path: string) => {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      fields.push({ path: `${path}.${name}`, schema: property });
      collect(property, `${path}.${name}`);
    }
    if (part.items) collect(part.items, path);
  };
  collect(blueprintSchema, 'blueprint');
  for (const [name, part] of Object.entries(blueprintSchema.$defs ?? {})) collect(part, name);
  const follow = (part: JsonSchema): JsonSchema =>
    part.$ref ? follow(definition(part.$ref.slice('#/$defs/'.length))) : part;

  test('is at the address that it names, and compiles', async () => {
    const response = GET();
    const text = await response.text();
    const published = JSON.parse(text) as JsonSchema;
    assert.equal(published.$id, 'https://render-workers.onrender.com/schema/render.yaml.json');
    assert.equal(new URL(docsUrl('x')).origin, new URL(published.$id).origin);
    const validate = compile(published);
    assert.ok(validate({ services: [] }));
    assert.ok(!validate({ services: {} }));
  });

  test('describes every field', () => {
    assert.ok(fields.length > 150);
    const silent = fields.filter(
      ({ schema }) => !(schema.description ?? follow(schema).description),
    );
    assert.deepEqual(
      silent.map(({ path }) => path),
      [],
    );
  });

  test('gives examples and defaults that it accepts', () => {
    const shown = fields.map(({ path, schema }) => ({ path, schema: follow(schema) }));
    const values = shown.flatMap(({ path, schema }) =>
      [...(schema.examples ?? []), ...(schema.default === undefined ? [] : [schema.default])].map(
        (value) => ({ path, schema, value }),
      ),
    );
    assert.ok(values.length > 30);
    for (const { path, schema, value } of values) {
      const { examples: _examples, ...rest } = schema;
      const validate = compile({ $defs: blueprintSchema.$defs, ...rest });
      assert.ok(validate(value), `${path}: ${JSON.stringify(value)}`);
    }
  });

  test('describes them in words of our own', { skip: skipWithoutCorpus }, () => {
    const theirs = new Set<string>();
    JSON.stringify(readOracle(), (key, value) => {
      if (key === 'description' && typeof value === 'string') theirs.add(value);
      return value as unknown;
    });
    assert.ok(theirs.size > 50);
    const borrowed: string[] = [];
    JSON.stringify(blueprintSchema, (key, value) => {
      if (key === 'description' && theirs.has(value as string)) borrowed.push(value as string);
      return value as unknown;
    });
    assert.deepEqual(borrowed, []);
  });
});

test('a URI is what ajv-formats takes for one, not what URL parses', () => {
  const verdicts: [string, boolean][] = [
    ['https://example.com', true],
    ['https://example.com/a%20b?c=d#e', true],
    ['HTTPS://user@EXAMPLE.COM:8080/', true],
    ['mailto:ops@example.com', true],
    ['a:b', true],
    ['https://', true],
    ['https:/example.com', true],
    ['https://[2001:db8::1]/', true],
    ['https://[::ffff:192.0.2.1]/', true],
    ['https://example.com:port/', true],
    ['https://[v1.x]/', true],
    ['', false],
    ['https:', false],
    ['example.com', false],
    ['/maintenance', false],
    ['//example.com/', false],
    ['1https://example.com', false],
    ['https://example.com/a b', false],
    ['https://example.com/"a"', false],
    ['https://example.com/%7', false],
    ['https://example.com/#a#b', false],
    ['https://exämple.com/', false],
    ['https://[::1', false],
    ['https://[1:2:3]/', false],
    ['https://[::1::2]/', false],
    ['https://example.com\n', false],
  ];
  const official = compile({ type: 'string', format: 'uri' });
  for (const [text, verdict] of verdicts) {
    assert.equal(isUri(text), verdict, JSON.stringify(text));
    assert.equal(official(text), verdict, JSON.stringify(text));
  }
});
