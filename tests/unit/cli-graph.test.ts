import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { parseBlueprint } from '../../src/blueprint/index.ts';
import { topologyText } from '../../src/topology/text.ts';
import { readTopology } from '../../src/topology/topology.ts';
import { folderOf, good, root, run } from './cli.ts';

const celery = readFileSync(join(root, 'examples/celery/render.yaml'), 'utf8');
const topology = readTopology(parseBlueprint(celery).tree);
const words = topologyText(topology);
const broken = 'services: [\n';

describe('graph', () => {
  const folder = folderOf({
    'render.yaml': celery,
    'sub/render.yaml': good,
    'broken.yaml': broken,
  });

  test('says what ./render.yaml wires, and standard input alike', () => {
    for (const args of [['graph'], ['graph', '-']]) {
      const { status, stdout, stderr } = run(folder, args, { input: celery });
      assert.equal(stderr, '');
      assert.equal(stdout, `${words}\n`);
      assert.equal(status, 0);
    }
  });

  test('names the files if there are several', () => {
    const { stdout, status } = run(folder, ['graph', '.']);
    assert.equal(
      stdout,
      `render.yaml\n${words.replace(/^/gm, '  ')}\n\nsub/render.yaml\n  mail-worker: background worker, 0.5c-512mb, oregon\n`,
    );
    assert.equal(status, 0);
  });

  test('gives the topology as JSON', () => {
    const { stdout, status } = run(folder, ['graph', '--json']);
    assert.deepEqual(JSON.parse(stdout), { files: [{ path: 'render.yaml', ...topology }] });
    assert.equal(status, 0);
  });

  test('takes a Blueprint that does not pass the schema', () => {
    const { stdout, status } = run(folder, ['graph', '-'], { input: 'services: [{ name: api }]' });
    assert.equal(stdout, 'api: service, oregon\n');
    assert.equal(status, 0);
  });

  test('prints what check prints of a file that is no YAML, and exits with 1', () => {
    const checked = run(folder, ['check', 'broken.yaml']);
    assert.match(checked.stdout, /\[yaml-syntax\]/);
    const { status, stdout, stderr } = run(folder, ['graph', 'broken.yaml']);
    assert.deepEqual([stdout, stderr, status], [checked.stdout, '', 1]);
    const both = run(folder, ['graph', '--json', 'render.yaml', 'broken.yaml']);
    assert.equal(JSON.parse(both.stdout).files.length, 1);
    assert.deepEqual([both.stderr, both.status], [checked.stdout, 1]);
  });

  describe('with --svg', () => {
    const { status, stdout, stderr } = run(folder, ['graph', '--svg']);

    test('draws one file that needs no page around it', () => {
      assert.equal(stderr, '');
      assert.equal(status, 0);
      assert.match(stdout, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<\/svg>\n$/s);
      for (const { name } of topology.nodes) assert.ok(stdout.includes(`>${name}</text>`), name);
      const style = /<style>(.*)<\/style>/s.exec(stdout)?.[1] ?? '';
      assert.match(style, /@media \(prefers-color-scheme: dark\)/);
      const used = new Set(style.match(/(?<=var\()--[\w-]+/g));
      const given = new Set(style.match(/--[\w-]+(?=:)/g));
      assert.deepEqual([...used].sort(), [...given].sort());
    });

    test('has the colours of the site', () => {
      const site = readFileSync(join(root, 'src/styles/handbook.css'), 'utf8');
      const [dark = '', light = ''] = site.match(/\{[^}]*\}/g) ?? [];
      const [, ofLight = '', ofDark = ''] = /svg \{(.*?)\}.*svg \{(.*?)\}/s.exec(stdout) ?? [];
      for (const [ours, theirs] of [
        [ofLight, light],
        [ofDark, dark],
      ] as const) {
        const shared = ours.match(/--(?:rw|sl-color-accent)[\w-]*: #\w+;/g) ?? [];
        assert.equal(shared.length, 4);
        for (const line of shared) assert.ok(theirs.includes(line), line);
      }
    });
  });

  const wrong: [string[], RegExp][] = [
    [['--svg', '--json'], /^--json and --svg are two forms\. Choose one\.$/m],
    [['--svgs'], /^There is no option --svgs\. Did you mean --svg\?$/m],
    [['--json=yes'], /^--json takes no value\.$/m],
    [['none.yaml'], /^none\.yaml does not exist\.$/m],
    [['--svg', '.'], /^--svg draws one file; 2 are given\.$/m],
  ];
  for (const [args, message] of wrong) {
    test(`${args.join(' ')}: exit 2, a message, and nothing else`, () => {
      const { status, stdout, stderr } = run(folder, ['graph', ...args]);
      assert.match(stderr, message);
      assert.deepEqual([stdout, status], ['', 2]);
    });
  }

  test('a file that is too large to be drawn is said in words only', () => {
    const input = `services:\n${'  - { type: worker, name: w }\n'.repeat(151)}`;
    const { status, stdout, stderr } = run(folder, ['graph', '--svg', '-'], { input });
    assert.match(
      stderr,
      /^<stdin> is not drawn\. There are 151 resources in this file; at most 150 /,
    );
    assert.deepEqual([stdout, status], ['', 2]);
    assert.equal(run(folder, ['graph', '-'], { input }).stdout.split('\n').length, 152);
  });

  test('a folder without a render.yaml is told how to name one', () => {
    const { status, stderr } = run(folderOf(), ['graph']);
    assert.match(stderr, /Name one: `render-workers graph path\/to\/render\.yaml`/);
    assert.equal(status, 2);
  });

  test('has a help of its own, which names its options', () => {
    const { status, stdout } = run(folder, ['graph', '--help']);
    assert.equal(status, 0);
    assert.match(stdout, /^ {2}--json .*\n {2}--svg /m);
  });
});
