import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { copyOf, rehearse } from './run.ts';

test('bash gets what the command said before, and nothing of a secret beside it', async () => {
  const project = copyOf('orders', (text) =>
    text.replace(
      '    startCommand: exec node worker.mjs\n',
      '    preDeployCommand: "true # migrations"\n    startCommand: exec node worker.mjs\n',
    ),
  );
  const tools = join(project.temporary, 'tools');
  const [log, names] = [join(tools, 'commands'), join(tools, 'names')];
  mkdirSync(tools);
  writeFileSync(
    join(tools, 'bash'),
    `#!/bin/sh\nprintf '%s\\n' "$2" >>'${log}'\nenv | cut -d= -f1 >>'${names}'\nexec /bin/bash "$@"\n`,
  );
  chmodSync(join(tools, 'bash'), 0o755);
  const env = {
    PATH: `${tools}:${process.env['PATH']}`,
    AWS_SECRET_ACCESS_KEY: 'secret',
    GITHUB_TOKEN: 'secret',
  };
  const { status, stderr } = await rehearse(project, ['--orders', '8'], env);
  assert.equal(status, 0, stderr);
  const [head = '', ...lines] = stderr.split('\n');
  assert.match(head, /^Rehearsing orders-worker runs these commands of /);
  const said = lines.flatMap(
    (line) => /^ {2}(?:build|pre-deploy|start) of \S+ +(.*)$/.exec(line)?.[1] ?? [],
  );
  const ran = new Set(readFileSync(log, 'utf8').trimEnd().split('\n'));
  assert.deepEqual([...ran].sort(), [...said].sort());
  assert.equal(said.length, 5);
  const got = readFileSync(names, 'utf8').split('\n');
  assert.ok(got.includes('HOME') && got.includes('QUEUE'), 'the processes have an environment');
  assert.deepEqual(
    got.filter((name) => name in env && name !== 'PATH'),
    [],
  );
});
