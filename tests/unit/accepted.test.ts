import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { acceptedNames } from '../../src/blueprint/accepted.ts';
import { blueprintSchema, checkBlueprint } from '../../src/blueprint/index.ts';

const service = (fields: string) =>
  `services:\n  - name: a\n    ${fields.replaceAll('\n', '\n    ')}\n`;
const commands = 'buildCommand: npm ci\nstartCommand: node x';

/** `severity rule` of each finding. */
const findings = (text: string) =>
  checkBlueprint(text).diagnostics.map(({ severity, rule }) => `${severity} ${rule}`);

test('no service of the schema knows an accepted name, and some know its new one', () => {
  const shapes = ['server', 'static', 'cron', 'workflow', 'keyvalue'];
  const known = shapes.flatMap((name) =>
    Object.keys(blueprintSchema.$defs?.[name]?.properties ?? {}),
  );
  assert.ok(acceptedNames.length > 0);
  for (const { old, current, evidence, source } of acceptedNames) {
    assert.ok(!known.includes(old), old);
    assert.ok(known.includes(current), current);
    assert.ok(evidence.length > 0 && source.url !== undefined);
  }
});

test('the schema refuses the file, and all that is said is a warning', () => {
  for (const type of ['web', 'pserv', 'worker']) {
    const text = service(`type: ${type}\nenv: node\n${commands}`);
    assert.equal(checkBlueprint(text).schema, 'invalid');
    assert.deepEqual(findings(text), ['warning deprecated-field'], type);
  }
  const text = service(`type: cron\nenv: node\nschedule: "0 3 * * *"\n${commands}`);
  assert.equal(checkBlueprint(text).schema, 'invalid');
  assert.deepEqual(findings(text), ['warning deprecated-field']);
});

test('the value is checked as if the new name stood there', () => {
  const unknown = service(`type: worker\nenv: nodejs\n${commands}`);
  assert.deepEqual(findings(unknown), ['warning deprecated-field', 'error unknown-value']);
  assert.match(
    checkBlueprint(unknown).diagnostics[1]?.message ?? '',
    /`nodejs` is not a value of `env`/,
  );
  const bare = service('type: worker\nenv: node\nbuildCommand: npm ci');
  assert.deepEqual(findings(bare), ['warning deprecated-field', 'error missing-command']);
  const site = service('type: web\nenv: static\nbuildCommand: npm ci\nstaticPublishPath: dist');
  assert.deepEqual(findings(site), ['warning deprecated-field']);
});

test('it is read in environments and outside of them, too', () => {
  const item = `{type: worker, name: a, env: docker}`;
  const texts = [
    `ungrouped: {services: [${item}]}\n`,
    `projects: [{name: p, environments: [{name: e, services: [${item}]}]}]\n`,
  ];
  for (const text of texts) assert.deepEqual(findings(text), ['warning deprecated-field']);
});

test('where nothing says that it works it is an unknown field', () => {
  const workflow = service('type: workflow\nregion: ohio\nenv: node\nstartCommand: node x');
  assert.ok(findings(workflow).includes('error unknown-field'));
  assert.ok(!findings(workflow).includes('warning deprecated-field'));
  const broker = service('type: keyvalue\nipAllowList: []\nenv: node');
  assert.deepEqual(findings(broker), ['error unknown-field']);
});

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const skip = existsSync(corpus) ? false : 'the public Blueprints do not lie beside this checkout';

test('the public Blueprints whose only fault it is are the 33 of the evidence', { skip }, () => {
  const rows = readFileSync(join(corpus, 'official-verdicts.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const schemaErrors =
    /^(?:unknown-field|missing-field|wrong-type|unknown-value|out-of-range|conflicting-field)$/;
  const only: string[] = [];
  const official: string[] = [];
  for (const row of rows) {
    const [file = '', verdict, , , isOnlyFault] = row.split('\t');
    if (isOnlyFault === 'yes') official.push(file);
    const { schema, diagnostics } = checkBlueprint(readFileSync(join(corpus, file), 'utf8'));
    assert.equal(schema, verdict, file);
    if (schema === 'invalid' && !diagnostics.some(({ rule }) => schemaErrors.test(rule)))
      only.push(file);
  }
  assert.deepEqual(only, official);
  assert.equal(only.length, 33);
  assert.equal(only.filter((file) => file.startsWith('render-examples__')).length, 17);
  assert.ok(acceptedNames.some(({ evidence }) => /33 of 136 .* 17 /.test(evidence)));
});
