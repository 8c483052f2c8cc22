import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import test, { suite } from 'node:test';
import { folderOf, root } from './cli.ts';

const manifest = {
  name: 'shop',
  version: '1.0.0',
  dependencies: { bell: '1.0.0' },
  devDependencies: { drum: '1.0.0' },
};
const files = {
  'package.json': JSON.stringify(manifest),
  'package-lock.json': JSON.stringify({
    name: 'shop',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': manifest,
      'node_modules/bell': { version: '1.0.0' },
      'node_modules/drum': { version: '1.0.0', dev: true },
    },
  }),
};

const advisory = (name: string, severity: string) => ({
  [name]: [
    {
      id: 1,
      url: `https://advisories.invalid/${name}`,
      title: `${name} is open`,
      severity,
      vulnerable_versions: '<2.0.0',
    },
  ],
});

/** Audits a project against a registry that knows these advisories; without any, it knows no audit. */
async function audit(advisories: object | undefined) {
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/advisories/bulk') && advisories) {
      request.resume().on('end', () => response.end(JSON.stringify(advisories)));
    } else response.writeHead(advisories ? 404 : 405).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const child = spawn(
    process.execPath,
    [join(root, 'scripts/audit.ts'), '--root', folderOf(files)],
    {
      env: {
        ...process.env,
        npm_config_registry: `http://127.0.0.1:${port}/`,
        npm_config_fetch_retries: '0',
        npm_config_cache: folderOf(),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  server.close();
  return { status: child.exitCode, out, err };
}

suite('the audit', () => {
  test('nothing known: exit 0, with the count', async () => {
    const { status, out, err } = await audit({});
    assert.equal(err, '');
    assert.match(out, /^audit: 0 with the package, 0 high or critical .* 0 lesser$/m);
    assert.equal(status, 0);
  });

  test('a low one in what is installed with the package fails, and says what to do', async () => {
    const { status, out, err } = await audit(advisory('bell', 'low'));
    assert.match(
      err,
      /^package-lock\.json: `bell`, installed with the package: low: bell is open \(<2\.0\.0\) https:\/\/advisories\.invalid\/bell\n {2}(?:`npm|No fix)/,
    );
    assert.match(out, /^audit: 1 with the package, 0 high/m);
    assert.equal(status, 1);
  });

  test('of what builds and tests only a grave one fails, and the others are told', async () => {
    const low = await audit(advisory('drum', 'moderate'));
    assert.match(low.out, /^Known, and no failure: .*`drum`, for building and testing: moderate/m);
    assert.equal(low.status, 0);
    const high = await audit(advisory('drum', 'high'));
    assert.match(high.err, /`drum`, for building and testing: high: drum is open/);
    assert.equal(high.status, 1);
  });

  test('a registry without an audit is no clean bill: exit 2', async () => {
    const { status, out, err } = await audit(undefined);
    assert.match(err, /^Nothing is known: the npm registry did not answer the audit\. .*405/);
    assert.match(err, /npm's own registry is in reach/);
    assert.equal(out, '');
    assert.equal(status, 2);
  });
});
