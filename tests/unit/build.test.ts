import assert from 'node:assert/strict';
import test from 'node:test';
import { runSteps, type Step } from '../../scripts/build.ts';

const says = (text: string, code = 0): Step => [
  '-e',
  `console.log('${text}'); process.exitCode = ${code};`,
];
const waits: Step = ['-e', 'setTimeout(() => console.log("too late"), 60_000)'];

async function run(check: Step, make: Step, ...after: Step[]) {
  const lines: string[] = [];
  const { code, isMade } = await runSteps(import.meta.dirname, { check, make, after }, (text) =>
    lines.push(...text.trim().split('\n')),
  );
  return { code, isMade, lines };
}

test('a build whose steps are all well', async () => {
  const found = await run(says('checked'), says('made'), says('links'), says('policy'));
  assert.deepEqual(
    { ...found, lines: found.lines.sort() },
    { code: 0, isMade: true, lines: ['checked', 'links', 'made', 'policy'] },
  );
});

test('a finding stops what is being built, and nothing is checked after', async () => {
  const found = await run(says('a finding', 1), waits, says('links'));
  assert.deepEqual(found, { code: 1, isMade: false, lines: ['a finding'] });
});

test('a build that fails hides nothing that the check finds later', async () => {
  const later: Step = [
    '-e',
    'setTimeout(() => { console.log("a finding"); process.exitCode = 1; }, 500)',
  ];
  const found = await run(later, says('broken', 4), says('links'));
  assert.deepEqual(found, { code: 1, isMade: false, lines: ['broken', 'a finding'] });
});

test('a build that fails though nothing is found has its own exit code', async () => {
  const found = await run(says('checked'), says('broken', 4), says('links'));
  assert.equal(found.code, 4);
  assert.equal(found.isMade, false);
  assert.deepEqual(found.lines.sort(), ['broken', 'checked']);
});

test('what a check of the built site finds fails the build and leaves the site to look at', async () => {
  const found = await run(says('checked'), says('made'), says('a dead link', 1), says('policy'));
  assert.equal(found.code, 1);
  assert.equal(found.isMade, true);
  assert.ok(found.lines.includes('a dead link') && found.lines.includes('policy'));
});
