import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { findProgram } from '../../src/rehearsal/find-program.ts';

const root = join(import.meta.dirname, '../..');
/** What the script itself is made of. */
const shell = ['bash', 'dirname', 'readlink', 'sed', 'sort', 'tail'];
const wanted = [
  ...['python3', 'ruby', 'elixir', 'php', 'go', 'rustfmt', 'chromium', 'redis-server'],
  ...['pgbouncer', 'bundle', 'puma', 'sidekiq', 'foreman'],
];
const skip =
  process.platform === 'linux' && existsSync('/usr/lib/postgresql')
    ? false
    : 'SKIPPED: it asks for PostgreSQL where Debian keeps it; install it: apt-get install postgresql';

/** Runs the script where nothing is on the PATH but these programs, each of which does what its text says. */
function setUp(programs: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'ci-setup-'));
  try {
    for (const name of shell) symlinkSync(findProgram(name) ?? name, join(folder, name));
    for (const [name, text] of Object.entries(programs)) {
      writeFileSync(join(folder, name), `#!${findProgram('bash')}\n${text}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    const { status, stdout, stderr } = spawnSync(
      join(folder, 'bash'),
      [join(root, 'scripts/ci-setup')],
      { encoding: 'utf8', env: { PATH: folder, HOME: folder } },
    );
    return { status, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** All that is wanted, but for some, for somebody who is not root. */
const allBut = (...missing: string[]): Record<string, string> => ({
  ...Object.fromEntries(wanted.filter((name) => !missing.includes(name)).map((name) => [name, ''])),
  id: 'echo 1000',
});

suite('what the tests need beside Node.js', { skip }, () => {
  test('is left alone where all of it is there', () => {
    assert.deepEqual(setUp(allBut()), { status: 0, stdout: '', stderr: '' });
  });

  test('is named, with the command, to whoever is not root', () => {
    const { status, stderr } = setUp({
      ...allBut('sidekiq'),
      'apt-get': '',
      python3: 'exit 1',
    });
    assert.equal(
      stderr,
      'Installing needs root. Run: sudo apt-get install --no-install-recommends python3-venv ruby-sidekiq\n',
    );
    assert.equal(status, 2);
  });

  test('is named where there is no apt', () => {
    const { status, stderr } = setUp({ ...allBut(), python3: 'exit 1' });
    assert.match(stderr, /^There is no apt-get here\. .* what Debian calls: python3-venv\. /);
    assert.equal(status, 2);
  });

  test('has a Go that reads each example', () => {
    const old = `case $1 in
  list) while read -r line; do [ "$line" != "go 1.24.0" ] || exit 0; done < go.mod; exit 1 ;;
  version) echo go1.24 ;;
esac`;
    const { status, stderr } = setUp({ ...allBut(), go: old });
    assert.match(stderr, /^go1\.24 is too old for the examples, which ask for Go 1\.\d+\.\d+\. /);
    assert.match(stderr, /https:\/\/go\.dev\/dl\n$/);
    assert.equal(status, 2);
  });

  test('is installed by root, all at once', () => {
    const apt = 'echo "$*" >&2';
    const { status, stdout, stderr } = setUp({
      ...allBut('chromium', 'foreman'),
      id: 'echo 0',
      'apt-get': apt,
    });
    assert.equal(stdout, 'installing chromium ruby-foreman\n');
    assert.equal(
      stderr,
      'update -qq\ninstall -y -qq --no-install-recommends chromium ruby-foreman\n',
    );
    assert.equal(status, 0);
  });
});
