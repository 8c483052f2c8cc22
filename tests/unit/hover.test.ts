import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import GithubSlugger from 'github-slugger';
import { pages } from '../../src/blueprint/hover.ts';
import { blueprintSchema, type Hover, hoverAt, parseBlueprint } from '../../src/blueprint/index.ts';
import { filesBelow } from '../../src/fences/files.ts';
import { entriesOf, goodBlueprints } from './blueprints.ts';

const root = join(import.meta.dirname, '../..');

/** What is said at the `‸` of a text, and of which word. */
function said(marked: string): { word: string; hover: Omit<Hover, 'range'> } | undefined {
  const at = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const found = hoverAt(text, at);
  if (!found) return undefined;
  const { range, ...hover } = found;
  return { word: text.slice(range.start, range.end), hover };
}

const worker = (rest: string) => `services:\n  - type: worker\n    name: a\n${rest}`;

describe('what is said', () => {
  test('of a number: its bounds, its default and where to read on', () => {
    const hover = {
      title: '`maxShutdownDelaySeconds`: whole number, 1 to 300',
      description: 'Seconds from SIGTERM to SIGKILL.',
      default: '30',
      docs: '/guides/graceful-shutdown/',
    };
    assert.deepEqual(said(worker('    maxShut‸downDelaySeconds: 60')), {
      word: 'maxShutdownDelaySeconds',
      hover,
    });
    assert.deepEqual(said(worker('    maxShutdownDelaySeconds: 6‸0')), { word: '60', hover });
  });

  const cases: [what: string, text: string, title: string][] = [
    ['the type of a service', 'services:\n  - type: wo‸rker', '`type`: one of 6'],
    ['half a type', 'services:\n  - type: wo‸', '`type`: one of 6'],
    ['a fixed set', worker('    re‸gion:'), '`region`: one of 5'],
    ['a list', 'serv‸ices:\n  - type: web', '`services`: list'],
    ['a mapping', worker('    d‸isk:\n      name: d'), '`disk`: mapping'],
    [
      'a number without a greatest',
      worker('    numInst‸ances: 2'),
      '`numInstances`: whole number, 1 or more',
    ],
    [
      'text or a number',
      worker('    envVars:\n      - key: A\n        val‸ue: 1'),
      '`value`: string or number',
    ],
    [
      'true or false',
      worker('    envVars:\n      - key: A\n        sync: fa‸lse'),
      '`sync`: true or false',
    ],
    ['a key in quotes', worker('    "na‸me": b'), '`name`: string'],
    ['a field in braces', 'databases: [{ na‸me: x, plan: free }]', '`name`: string'],
    [
      'a value in braces',
      'databases: [{ name: x, connectionPool: no‸ne }]',
      '`connectionPool`: one of 2',
    ],
    ['what is written behind an anchor', worker('    plan: &p fr‸ee'), '`plan`: one of 21'],
    ['a command', worker('    startCommand: node ‸worker.js'), '`startCommand`: string'],
  ];
  for (const [what, text, title] of cases) {
    test(`of ${what}`, () => assert.equal(said(text)?.hover.title, title));
  }

  test('the values are named where they are few', () => {
    assert.deepEqual(said(worker('    autoDeployTrigger: ‸"off"'))?.hover.values, [
      'commit',
      'checksPass',
      'off',
    ]);
    assert.equal(said(worker('    plan: fr‸ee'))?.hover.values, undefined);
  });
});

describe('nothing is said', () => {
  const cases: [where: string, text: string][] = [
    ['between words', worker('    plan:‸  free')],
    ['on an empty line', worker('    ‸')],
    ['in a comment', worker('    # pl‸an')],
    ['of an unknown field', worker('    pl‸am: free')],
    ['of a name that every object has', worker('    const‸ructor: x')],
    ['of an item that is no field', 'services:\n  - type: web\n    domains:\n      - a.exam‸ple'],
    ['outside the text', worker('    ').concat('‸')],
  ];
  for (const [where, text] of cases) test(where, () => assert.equal(said(text), undefined));
});

test('each field of a good Blueprint has a description, in its middle and at its start', () => {
  const mute: string[] = [];
  let count = 0;
  for (const [path, text] of goodBlueprints()) {
    const { tree } = parseBlueprint(text);
    assert.ok(tree);
    for (const { key, keyRange } of entriesOf(tree)) {
      count += 1;
      const { line, offset: start } = keyRange.start;
      const hovers = [hoverAt(text, start), hoverAt(text, start + 1)];
      const isGood = hovers.every((hover) => hover?.range.start === start && hover.description);
      if (!isGood) mute.push(`${path}:${line} ${key}`);
    }
  }
  assert.ok(count > 1_000);
  assert.deepEqual(mute, []);
});

test('each page that is named is there, and has the heading', () => {
  const files = filesBelow(root, 'src/content/docs');
  const missing = Object.values(pages).filter((page) => {
    const [path = '', anchor] = page.split('#');
    const stem = `src/content/docs${path.replace(/\/$/, '')}.md`;
    const file = files.find((name) => name === stem || name === `${stem}x`);
    if (!file) return true;
    const slugs = new GithubSlugger();
    const headings = readFileSync(join(root, file), 'utf8').matchAll(/^#{2,} (.*)$/gm);
    return (
      anchor !== undefined && ![...headings].some(([, text]) => slugs.slug(text ?? '') === anchor)
    );
  });
  assert.deepEqual(missing, []);
});

test('each field for which a page is named is one of the schema', () => {
  const schema = JSON.stringify(blueprintSchema);
  const unknown = Object.keys(pages).filter((field) => !schema.includes(`"${field}":{`));
  assert.deepEqual(unknown, []);
});
