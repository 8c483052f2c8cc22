import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import test, { after, before, suite } from 'node:test';
import { filesBelow } from '../../src/fences/files.ts';
import { readSkills } from '../../src/skills/check.ts';
import { validateDiscovery } from '../../src/skills/validate-discovery.ts';
import { dist, root } from './dist.ts';

const wellKnown = join(dist, '.well-known/agent-skills');
const skills = readSkills(root);

suite('what agents find', () => {
  test('the index is right for the files beside it', () => {
    const index: unknown = JSON.parse(readFileSync(join(wellKnown, 'index.json'), 'utf8'));
    const read = (path: string) => {
      const file = join(wellKnown, path);
      return existsSync(file) ? readFileSync(file) : undefined;
    };
    assert.deepEqual(validateDiscovery(index, read), []);
    const names = (index as { skills: { name: string }[] }).skills.map(({ name }) => name);
    assert.deepEqual(names, skills.map(({ name }) => name).sort());
  });

  test('the older index leads to every file', () => {
    const folder = join(dist, '.well-known/skills');
    const { skills: listed } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
      skills: { name: string; files: string[] }[];
    };
    for (const { name, files } of listed) {
      for (const file of files) {
        const committed = join(root, 'skills', name, file);
        assert.deepEqual(readFileSync(join(folder, name, file)), readFileSync(committed));
      }
    }
    assert.equal(listed.length, skills.length);
  });
});

suite('the real client', () => {
  const folder = mkdtempSync(join(tmpdir(), 'skills-'));
  // The site as it is, and once more below a base path.
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/^\/handbook/, '').replace(/\?.*/, '');
    const file = join(dist, decodeURIComponent(path));
    const isFile = /\.\w+$/.test(path) && !path.includes('..') && existsSync(file);
    response.writeHead(isFile ? 200 : 404).end(isFile ? readFileSync(file) : '');
  });
  let address = '';

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function client(project: string, ...args: string[]): Promise<string> {
    const cli = join(root, 'node_modules/skills/bin/cli.mjs');
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: project,
      env: { ...process.env, HOME: project, DISABLE_TELEMETRY: '1', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, error] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    assert.equal(child.exitCode, 0, out + error);
    return out;
  }

  const sources: [string, () => string][] = [
    ['the site', () => address],
    ['the site below a base path', () => `${address}/handbook`],
    ['the repository', () => root],
  ];
  for (const [what, source] of sources) {
    test(`lists and installs every skill from ${what}, byte for byte`, async () => {
      const project = mkdtempSync(join(folder, 'project-'));
      const listed = await client(project, 'add', source(), '--list');
      for (const { name } of skills) assert.ok(listed.includes(name), `${name} is listed`);
      const agents = ['-a', 'claude-code', '-a', 'cursor'];
      await client(project, 'add', source(), '--skill', '*', ...agents, '-y', '--copy');
      for (const own of ['.claude/skills', '.agents/skills']) {
        for (const { name, files } of skills) {
          const installed = filesBelow(join(project, own), name);
          assert.deepEqual(
            installed.map((path) => path.slice(name.length + 1)),
            [...files.keys()].sort(),
          );
          for (const [file, expected] of files) {
            assert.equal(readFileSync(join(project, own, name, file), 'utf8'), expected);
          }
        }
      }
    });
  }
});
