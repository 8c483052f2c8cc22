import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { checkHelp, graphHelp } from '../../src/cli/help.ts';
import { readFences } from '../../src/fences/read.ts';
import { folderOf, root, run } from './cli.ts';

const path = 'src/content/docs/guides/checking.md';
const source = readFileSync(join(root, path), 'utf8');
const fences = readFences(path, source);

test('the guide shows what the command prints', () => {
  const blueprint = fences.find(({ meta }) => meta.includes('title="render.yaml"'));
  const folder = folderOf({ 'render.yaml': `${blueprint?.code}\n` });
  const shown = fences.filter(({ language }) => language === 'text').map(({ code }) => code);
  const printed = [
    run(folder, ['check']),
    run(folder, ['check', '--fix']),
    run(root, ['graph', 'examples/celery/render.yaml']),
  ];
  assert.deepEqual(
    shown,
    printed.map(({ stdout }) => stdout.trimEnd()),
  );
  assert.deepEqual(
    printed.map(({ status }) => status),
    [0, 0, 0],
  );
});

test('the guide names every option that the help names', () => {
  const options =
    `${checkHelp}${graphHelp}`.match(/^ {2}--[\w-]+/gm)?.map((option) => option.trim()) ?? [];
  assert.ok(options.length >= 8);
  for (const option of options) assert.ok(source.includes(`\`${option}`), option);
});
